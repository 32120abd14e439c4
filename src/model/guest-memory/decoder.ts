/** One committed HDM decoder of the device without interleave. Addresses and sizes in bytes. */
export interface Decoder {
  readonly base: number;
  readonly size: number;
  /** DPA that the first byte of the window maps to. */
  readonly skip: number;
  readonly committed: boolean;
}

/** Where QEMU's q35 board puts the fixed memory window behind `-m 128M`. */
export const WINDOW_BASE = 0x1_1000_0000;

/** The DPA behind a host physical address, if a committed decoder covers it. */
export function dpaOf({ base, size, skip, committed }: Decoder, hpa: number): number | undefined {
  return committed && hpa >= base && hpa < base + size ? hpa - base + skip : undefined;
}

/** The host physical address at which a DPA shows, if the decoder covers it. */
export function hpaOf({ base, size, skip }: Decoder, dpa: number): number | undefined {
  return dpa >= skip && dpa < skip + size ? base + dpa - skip : undefined;
}
