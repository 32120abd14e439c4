import { MiB } from '../units';

/** All that comes to pass in random runs comes in whole multiples of it. */
export const BLOCK = 2 * MiB;

/** The blocks of some ranges, by number from DPA 0. */
export const blocksOf = (
  ranges: readonly { readonly start: number; readonly length: number }[],
): ReadonlySet<number> =>
  new Set(
    ranges.flatMap(({ start, length }) =>
      Array.from({ length: Math.ceil(length / BLOCK) }, (_, i) => Math.floor(start / BLOCK) + i),
    ),
  );
