import type { Cells, RegionMap } from '../../model/view/page';
import type { Held } from './geometry';

/** Where a region lies on the strip of the whole device, in pixels. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From the device's first byte to its last, static part included. */
export function deviceEnd(maps: readonly RegionMap[], capacity: number): number {
  return maps.reduce((end, region) => Math.max(end, region.base + region.length), capacity);
}

/** The pixels of a region on a strip `width` wide; a small region keeps at least two. */
export function stretchOf({ base, length }: RegionMap, end: number, width: number): Stretch {
  const from = Math.round((base / end) * width);
  return { from, to: Math.max(from + 2, Math.round(((base + length) / end) * width)) };
}

/** Blocks by kind under each pixel column; a cell under several columns counts in each. */
export function columnCounts<K extends string>(
  { kinds, counts }: Cells<K>,
  pixels: number,
): readonly Held<K>[] {
  const cells = counts.length / kinds.length;
  return Array.from({ length: pixels }, (_, pixel) => {
    const first = Math.floor((pixel / pixels) * cells);
    const last = Math.max(first + 1, Math.ceil(((pixel + 1) / pixels) * cells));
    const sums = kinds.map(() => 0);
    for (let at = first * kinds.length; at < Math.min(last, cells) * kinds.length; at += 1) {
      sums[at % kinds.length] = (sums[at % kinds.length] ?? 0) + (counts[at] ?? 0);
    }
    return { kinds, counts: sums };
  });
}
