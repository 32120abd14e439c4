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

/** The pixels of what of a region is in view; at least four, so that it can be seen and held. */
export function stretchInView(region: RegionMap, end: number, width: number): Stretch {
  const { base, blockSize, firstBlock, shownBlocks } = region;
  if (shownBlocks === region.blocks) return stretchOf(region, end, width);
  const first = base + firstBlock * blockSize;
  const from = Math.round((first / end) * width);
  const to = Math.round(((first + shownBlocks * blockSize) / end) * width);
  return { from, to: Math.max(from + 4, to) };
}

/** The region and block under a pixel of the strip, if a region is there. */
export function blockUnder(
  maps: readonly RegionMap[],
  byte: number,
): { readonly region: RegionMap; readonly block: number } | undefined {
  const region = maps.find(({ base, length }) => byte >= base && byte < base + length);
  return region && { region, block: Math.floor((byte - region.base) / region.blockSize) };
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
