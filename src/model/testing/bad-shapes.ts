import type { JsonValue } from '../json';
import { MiB } from '../units';
import type { Range } from './run';

const wide = 2n ** 64n;
const region = 512 * MiB;

/** A request that is refused: its extents, other members that differ, and QEMU’s words. */
export type RequestRow = readonly [
  title: string,
  extents: readonly Range[],
  more: Readonly<Record<string, JsonValue>>,
  expected: string,
];

/** What either request refuses of an extent by itself, in a region of 512 MiB. */
export const badShapes: readonly RequestRow[] = [
  ['an extent of 0 length', [[0, 0]], {}, 'extent with 0 length is not allowed'],
  ['half a block', [[0, MiB]], {}, 'dpa or len is not aligned to region block size'],
  ['an offset in a block', [[MiB, 2 * MiB]], {}, 'dpa or len is not aligned to region block size'],
  ['an end past the region', [[region, 2 * MiB]], {}, 'extent range is beyond the region end'],
  ['a length near 2^64', [[0, wide - 1n]], {}, 'dpa or len is not aligned to region block size'],
  [
    'a negative length that does not wrap to a small end',
    [[0, -2 * MiB]],
    {},
    'extent range is beyond the region end',
  ],
];
