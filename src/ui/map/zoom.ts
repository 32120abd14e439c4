import type { MapWindow, RegionMap } from '../../model/view/page';
import type { Run } from './geometry';

/** What of a map says which part of the region is in view. */
export type View = Pick<
  RegionMap,
  | 'index'
  | 'blocks'
  | 'columns'
  | 'rows'
  | 'firstBlock'
  | 'shownBlocks'
  | 'blocksPerCell'
  | 'wholeBlocksPerCell'
>;

/** Whether the whole region is in view. */
export const isWhole = ({ shownBlocks, blocks }: View): boolean => shownBlocks === blocks;

/** Whether there is anything to zoom into: a region of few blocks shows each as a cell. */
export const canZoom = ({ wholeBlocksPerCell }: View): boolean => wholeBlocksPerCell > 1;

/** A window with this scale; none where it is that of the whole region. */
const windowWith = (view: View, scale: number, firstBlock: number): MapWindow | undefined => {
  const blocksPerCell = Math.max(1, Math.min(view.wholeBlocksPerCell, scale));
  return blocksPerCell === view.wholeBlocksPerCell
    ? undefined
    : { region: view.index, firstBlock: Math.max(0, firstBlock), blocksPerCell };
};

/** The same at cells of `factor` times as many blocks; a block that is in view stays in its row where it can. */
export function zoomedAt(view: View, block: number, factor: number): MapWindow | undefined {
  const scale = Math.max(1, Math.min(view.wholeBlocksPerCell, view.blocksPerCell * factor));
  const row = Math.floor((block - view.firstBlock) / view.blocksPerCell / view.columns);
  const perRow = view.columns * scale;
  return windowWith(view, scale, (Math.floor(block / perRow) - row) * perRow);
}

/** The same so many rows on. */
export const movedBy = (view: View, rows: number): MapWindow | undefined =>
  windowWith(view, view.blocksPerCell, view.firstBlock + rows * view.columns * view.blocksPerCell);

/** The same with a block in the middle. */
export const centredOn = (view: View, block: number): MapWindow | undefined =>
  windowWith(view, view.blocksPerCell, block - Math.floor(view.shownBlocks / 2));

/** The finest scale at which a run is in view from its first row to its last. */
export function windowOf(view: View, { first, count }: Run): MapWindow | undefined {
  const cells = view.columns * Math.max(1, view.rows - 1);
  let scale = 1;
  while (scale < view.wholeBlocksPerCell && scale * cells < count) scale *= 2;
  return windowWith(view, scale, first);
}

/** How much of a region is in view. */
export const zoomLevels = [
  { id: 'region', label: 'Region' },
  { id: 'extents', label: 'Extents' },
  { id: 'blocks', label: 'Blocks' },
] as const;

export type ZoomLevel = (typeof zoomLevels)[number]['id'];

/** The level of a view. */
export function levelOf(view: View): ZoomLevel {
  if (isWhole(view)) return 'region';
  return view.blocksPerCell === 1 ? 'blocks' : 'extents';
}

/** The window of a level, a row above `at`: the whole; the scale at which an extent has two cells or more; or each block a cell. */
export function windowOfLevel(
  view: View,
  level: ZoomLevel,
  { at, blocks }: { readonly at: number; readonly blocks: number | undefined },
): MapWindow | undefined {
  if (level === 'region') return undefined;
  if (level === 'blocks') return windowWith(view, 1, at - view.columns);
  const coarsest = view.wholeBlocksPerCell / 2;
  const finest = Math.min(2, coarsest);
  const half = blocks === undefined ? view.wholeBlocksPerCell / 8 : blocks / 2;
  const wished = 2 ** Math.floor(Math.log2(Math.max(1, half)));
  const scale = Math.min(coarsest, Math.max(finest, wished));
  return windowWith(view, scale, at - view.columns * scale);
}
