/** The firmware of a device as QEMU pretends to keep it (10.0, 11.1). Offsets and lengths in bytes. */
export interface Firmware {
  /** Slots count from 1; `staged` is 0 while none is. */
  readonly active: number;
  readonly staged: number;
  readonly filled: readonly boolean[];
  /** A package is sent in parts. */
  readonly transferring: boolean;
  /** The part that came last. */
  readonly offset: number;
  readonly length: number;
  /** What the transfer that runs, or ran last, does, and to which slot. */
  readonly action: number;
  readonly slot: number;
}

/** Actions of Transfer FW (CXL r3.1 8.2.9.3.2). */
export const fwActions = { full: 0, initiate: 1, continue: 2, end: 3, abort: 4 } as const;

/** Whether an action completes a package. */
export const completes = (action: number): boolean =>
  action === fwActions.full || action === fwActions.end;

export const newFirmware: Firmware = {
  active: 1,
  staged: 0,
  filled: [true],
  transferring: false,
  offset: 0,
  length: 0,
  action: 0,
  slot: 0,
};

/** Which slots are filled once this one is, too. */
const withSlot = (filled: readonly boolean[], slot: number): readonly boolean[] =>
  Array.from(
    { length: Math.max(slot, filled.length) },
    (_, i) => filled[i] === true || i + 1 === slot,
  );

/** The firmware once a transfer has ended in the background. */
export const transferred = (firmware: Firmware): Firmware =>
  completes(firmware.action)
    ? {
        ...firmware,
        filled: withSlot(firmware.filled, firmware.slot),
        transferring: false,
      }
    : firmware;
