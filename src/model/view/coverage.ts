import type { Region } from '../device/device-state';
import { drawnStates, type DrawnState } from './page';

/** The cells of one region's map. */
export interface Grid {
  readonly region: Region;
  readonly blocksPerCell: number;
  readonly cells: number;
}

const STATES = drawnStates.length;
const MAX_CELLS = 256;

/** A grid of at most 256 cells; a cell is a power of two of blocks. */
export function gridOf(region: Region): Grid {
  let blocksPerCell = 1;
  while (region.blocks / blocksPerCell > MAX_CELLS) blocksPerCell *= 2;
  return { region, blocksPerCell, cells: Math.ceil(region.blocks / blocksPerCell) };
}

/** A range of bytes drawn in one state. */
export interface Drawn {
  readonly start: number;
  readonly end: number;
  readonly state: DrawnState;
}

/**
 * How many blocks of each cell are in each state: `counts[cell * 4 + state]`. Later ranges lie over earlier
 * ones only if they are disjoint; what no range covers is free. Costs O(ranges + cells).
 */
export function coverage(
  { region, blocksPerCell, cells }: Grid,
  ranges: readonly Drawn[],
): Uint32Array {
  const counts = new Uint32Array(cells * STATES);
  for (let cell = 0; cell < cells; cell += 1) {
    counts[cell * STATES] = Math.min(blocksPerCell, region.blocks - cell * blocksPerCell);
  }
  for (const { start, end, state } of ranges) {
    const first = Math.max(0, Math.floor((start - region.base) / region.blockSize));
    const last = Math.min(region.blocks, Math.ceil((end - region.base) / region.blockSize));
    spread(counts, blocksPerCell, first, last, drawnStates.indexOf(state));
  }
  return counts;
}

function spread(
  counts: Uint32Array,
  perCell: number,
  first: number,
  last: number,
  state: number,
): void {
  for (let block = first; block < last;) {
    const cell = Math.floor(block / perCell);
    const next = Math.min(last, (cell + 1) * perCell);
    const free = cell * STATES;
    counts[free + state] = (counts[free + state] ?? 0) + next - block;
    counts[free] = (counts[free] ?? 0) - (next - block);
    block = next;
  }
}

/** Blocks of a layer in each state. */
export function totalsOf(counts: Uint32Array): Readonly<Record<DrawnState, number>> {
  const totals: Record<DrawnState, number> = { free: 0, offered: 0, askedBack: 0, accepted: 0 };
  counts.forEach((count, i) => {
    const state = drawnStates[i % STATES];
    if (state !== undefined) totals[state] += count;
  });
  return totals;
}
