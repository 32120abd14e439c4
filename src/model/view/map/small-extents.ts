import type { SmallExtents } from '../page/map';
import { gridEnd, type Grid } from './coverage';
import { blocksIn, type Piece } from './pieces';
import { byUrgency, type DrawnState } from '../page/vocabulary';

const moreUrgent = (a: DrawnState, b: DrawnState): DrawnState =>
  byUrgency.indexOf(a) <= byUrgency.indexOf(b) ? a : b;

/** The pieces that are smaller than a cell, by the cell in which they begin. Costs O(pieces). */
export function smallExtents(grid: Grid, pieces: readonly Piece[]): readonly SmallExtents[] {
  const { region, firstBlock: from, blocksPerCell } = grid;
  const cells = new Map<number, SmallExtents>();
  if (blocksPerCell === 1) return [];
  for (const piece of pieces) {
    const { first, count: blocks } = blocksIn(region, piece);
    if (blocks >= blocksPerCell || first < from || first >= gridEnd(grid)) continue;
    const cell = Math.floor((first - from) / blocksPerCell);
    cells.set(
      cell,
      withOne(cells.get(cell), { blocks, state: piece.state }, from + cell * blocksPerCell),
    );
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, small]) => small);
}

function withOne(
  known: SmallExtents | undefined,
  { blocks, state }: { readonly blocks: number; readonly state: DrawnState },
  firstBlock: number,
): SmallExtents {
  if (known === undefined) return { firstBlock, count: 1, blocks, state };
  const all = { firstBlock, count: known.count + 1, state: moreUrgent(known.state, state) };
  return known.blocks === blocks ? { ...all, blocks } : all;
}
