import type { RegionMap } from '../../model/view/page';
import type { Viewport } from './viewport';

/** One region has room for labels, the others show their cells, and many are strips without a heading. */
export interface RegionLayout {
  readonly size: 'open' | 'compact' | 'strip';
  readonly rowHeight: number;
}

/** How high one region's map is, over all its rows. */
const heights: Readonly<
  Record<Viewport, { readonly only: number; readonly open: number; readonly compact: number }>
> = {
  wide: { only: 160, open: 112, compact: 44 },
  tablet: { only: 176, open: 136, compact: 56 },
  phone: { only: 128, open: 96, compact: 40 },
};
const stripHeight = 16;
const compactUpTo = 3;
const labelled = 11;

/** The height of every region's rows; all three actors' maps share it. */
export function regionLayouts(
  maps: readonly RegionMap[],
  openRegion: number,
  viewport: Viewport,
): readonly RegionLayout[] {
  const height = heights[viewport];
  return maps.map(({ rows }, index) => {
    if (index === openRegion) {
      const row = Math.floor((maps.length === 1 ? height.only : height.open) / rows);
      return { size: 'open', rowHeight: Math.min(20, Math.max(rows <= 16 ? labelled : 3, row)) };
    }
    if (maps.length > compactUpTo) {
      return { size: 'strip', rowHeight: Math.max(1, Math.floor(stripHeight / rows)) };
    }
    return { size: 'compact', rowHeight: Math.max(1, Math.floor(height.compact / rows)) };
  });
}

/** The side maps of a narrow screen stand beside the lists and have rows of their own. */
export function sideRowHeight({ size, rowHeight }: RegionLayout, viewport: Viewport): number {
  if (viewport === 'wide') return rowHeight;
  return size === 'open'
    ? Math.max(2, Math.floor(rowHeight / 2))
    : Math.max(1, Math.floor(rowHeight / 2));
}
