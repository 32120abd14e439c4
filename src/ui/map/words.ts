import { counted, iec } from '../../model/units';
import { shortState } from '../../model/view/page/states';
import type { DivergenceKind, MapSpan, SmallExtents } from '../../model/view/page';
import type { Run } from './geometry';

/** How host and device disagree, in the words of the same places. */
export const divergenceWords: Readonly<Record<DivergenceKind, string>> = {
  phantom: 'phantom: the host has it, the device does not',
  unknown: 'unknown to the host',
  inUse: 'in use though asked back',
};

/** Which blocks. */
export const runWords = ({ first, count }: Run): string =>
  count === 1 ? `block ${first}` : `blocks ${first}–${first + count - 1}`;

/** What is too small to be drawn at its size: `3 extents of 2 MiB`. */
export const smallWords = ({ count, blocks }: SmallExtents, blockSize: number): string =>
  blocks === undefined
    ? counted(count, 'extent')
    : `${counted(count, 'extent')} of ${iec(blocks * blockSize)}`;

/** The state of a span, and how host and device disagree about it. */
export const spanWords = ({ state, changed, differs }: MapSpan): readonly string[] => [
  `${shortState(state)}${changed ? ' now' : ''}`,
  ...(differs === undefined ? [] : [divergenceWords[differs]]),
];
