import type { Region } from '../../device/device-state';
import type { Cells } from '../page/cells';
import type { MapWindow } from '../page/map';
import type { ByteRange } from '../scene/touches';

/** The cells of one region's map, or of the part of it from `firstBlock` on. */
export interface Grid {
  readonly region: Region;
  readonly firstBlock: number;
  readonly blocksPerCell: number;
  readonly cells: number;
}

const MAX_CELLS = 256;
/** Cells in a row of a map. */
export const COLUMNS = 32;

/** A grid of at most 256 cells over a whole region; a cell is a power of two of blocks. */
export function gridOf(region: Region): Grid {
  let blocksPerCell = 1;
  while (region.blocks / blocksPerCell > MAX_CELLS) blocksPerCell *= 2;
  const cells = Math.ceil(region.blocks / blocksPerCell);
  return { region, firstBlock: 0, blocksPerCell, cells };
}

/**
 * The grid of a window: as many rows of cells as the whole region has, a power of two of blocks in each (never more than the
 * whole needs), from the row of cells on that holds the wished block. The last window ends with the region's last row.
 */
export function windowGrid(region: Region, wish: Omit<MapWindow, 'region'>): Grid {
  const whole = gridOf(region);
  let { blocksPerCell } = whole;
  while (blocksPerCell > 1 && blocksPerCell > wish.blocksPerCell) blocksPerCell /= 2;
  const perRow = COLUMNS * blocksPerCell;
  const rows = Math.ceil(region.blocks / perRow);
  const shown = Math.ceil(whole.cells / COLUMNS);
  const lastRow = Math.max(0, rows - shown);
  const row = Math.min(lastRow, Math.max(0, Math.floor(wish.firstBlock / perRow)));
  const firstBlock = row * perRow;
  const left = Math.ceil((region.blocks - firstBlock) / blocksPerCell);
  return { region, firstBlock, blocksPerCell, cells: Math.min(shown * COLUMNS, left) };
}

/** One past the last block of a grid. */
export const gridEnd = ({ region, firstBlock, blocksPerCell, cells }: Grid): number =>
  Math.min(region.blocks, firstBlock + cells * blocksPerCell);

/** The bytes of the blocks of a grid. */
export const gridBytes = (grid: Grid): ByteRange => {
  const { base, blockSize } = grid.region;
  return { start: base + grid.firstBlock * blockSize, end: base + gridEnd(grid) * blockSize };
};

/** A range of bytes, and what it is in: one of the kinds that are told apart. */
export interface Drawn<K extends string> {
  readonly start: number;
  readonly end: number;
  readonly state: K;
}

/** What blocks may be: the first kind is what no range touches; of several on one block the strongest counts. */
export interface Kinds<K extends string> {
  readonly kinds: readonly K[];
  readonly byStrength: readonly K[];
}

/**
 * How many blocks of each cell are of each kind. A block counts once, whatever lies on it. Costs
 * O(ranges log ranges + cells), and for each edge of a range at most one look at each kind.
 */
export function coverage<K extends string>(
  grid: Grid,
  ranges: readonly Drawn<K>[],
  { kinds, byStrength }: Kinds<K>,
): Cells<K> {
  const { blocksPerCell, cells } = grid;
  const shown = gridEnd(grid) - grid.firstBlock;
  const covered = { kinds, counts: new Uint32Array(cells * kinds.length) };
  for (let cell = 0; cell < cells; cell += 1) {
    const blocks = Math.min(blocksPerCell, shown - cell * blocksPerCell);
    covered.counts[cell * kinds.length] = blocks;
  }
  const over = byStrength.map(() => 0);
  const edgesOfBlock = 2 * byStrength.length;
  let from = 0;
  for (const edge of edgesOf(grid, ranges, byStrength)) {
    const block = Math.floor(edge / edgesOfBlock);
    const strongest = byStrength[over.findIndex((count) => count > 0)];
    if (strongest !== undefined)
      spread(covered, blocksPerCell, {
        first: from,
        last: block,
        kind: kinds.indexOf(strongest),
      });
    from = block;
    const which = Math.floor((edge % edgesOfBlock) / 2);
    over[which] = (over[which] ?? 0) + (edge % 2 === 0 ? 1 : -1);
  }
  return covered;
}

/** Where ranges begin and end, in order: the block of the grid, then the kind, then whether it ends, in one number each. */
function edgesOf<K extends string>(
  grid: Grid,
  ranges: readonly Drawn<K>[],
  byStrength: readonly K[],
): Float64Array {
  const places = new Map(byStrength.map((kind, which) => [kind, which]));
  const { blockSize } = grid.region;
  const { start: base, end: limit } = gridBytes(grid);
  const blocks = (limit - base) / blockSize;
  const edges = new Float64Array(2 * ranges.length);
  let count = 0;
  for (const { start, end, state } of ranges) {
    const which = places.get(state);
    const first = Math.max(0, Math.floor((start - base) / blockSize));
    const last = Math.min(blocks, Math.ceil((end - base) / blockSize));
    if (which === undefined || first >= last) continue;
    edges[count] = (first * byStrength.length + which) * 2;
    edges[count + 1] = (last * byStrength.length + which) * 2 + 1;
    count += 2;
  }
  return edges.subarray(0, count).sort();
}

interface Spread {
  readonly first: number;
  readonly last: number;
  readonly kind: number;
}

function spread(
  { kinds, counts }: Cells<string>,
  perCell: number,
  { first, last, kind }: Spread,
): void {
  for (let block = first; block < last;) {
    const cell = Math.floor(block / perCell);
    const next = Math.min(last, (cell + 1) * perCell);
    const empty = cell * kinds.length;
    counts[empty + kind] = (counts[empty + kind] ?? 0) + next - block;
    counts[empty] = (counts[empty] ?? 0) - (next - block);
    block = next;
  }
}
