export const KiB = 1024;
export const MiB = 1024 * KiB;
export const GiB = 1024 * MiB;

/** CXL reports capacities in multiples of this (CXL r3.1 8.2.9.9.1.1). */
export const CAPACITY_UNIT = 256 * MiB;

/** Reduces to 64 bits, as device arithmetic does. */
export const wrap64 = (value: bigint): bigint => BigInt.asUintN(64, value);

/** Reduces to 32 bits, as device counters do. */
export const wrap32 = (value: number): number => value >>> 0;

/** `0x1A00_0000`: upper-case, in groups of four, at least eight digits. */
export function hex(value: number | bigint): string {
  const digits = value.toString(16).toUpperCase().padStart(8, '0');
  let text = digits.slice(-4);
  for (let end = digits.length - 4; end > 0; end -= 4) {
    text = `${digits.slice(Math.max(0, end - 4), end)}_${text}`;
  }
  return `0x${text}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `64 MiB`, `1.125 GiB`: exact, in the largest unit that holds the size in whole eighths, so in three decimals. */
export function iec(bytes: number): string {
  let at = UNITS.length - 1;
  let unit = 1024 ** at;
  while (at > 0 && (bytes < unit || !Number.isInteger((bytes / unit) * 8))) {
    at -= 1;
    unit /= 1024;
  }
  return `${bytes / unit} ${UNITS[at] ?? ''}`;
}

/** `1 extent`, `2 extents`; `3 entries` where the plural is another word. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
