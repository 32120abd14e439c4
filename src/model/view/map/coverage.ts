import type { Region } from '../../device/device-state';
import { drawnStates, type DrawnState } from '../page';

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

/** Of several states on one block, the first counts: what is accepted is so whatever is offered over it. */
const byStrength: readonly DrawnState[] = ['askedBack', 'accepted', 'offered'];

/**
 * How many blocks of each cell are in each state: `counts[cell * 4 + state]`. A block counts once, whatever lies on
 * it; what no range touches is free. Costs O(ranges log ranges + cells).
 */
export function coverage(
  { region, blocksPerCell, cells }: Grid,
  ranges: readonly Drawn[],
): Uint32Array {
  const counts = new Uint32Array(cells * STATES);
  for (let cell = 0; cell < cells; cell += 1) {
    counts[cell * STATES] = Math.min(blocksPerCell, region.blocks - cell * blocksPerCell);
  }
  const over = byStrength.map(() => 0);
  let from = 0;
  for (const edge of edgesOf(region, ranges)) {
    const block = Math.floor(edge / EDGES);
    const state = byStrength[over.findIndex((count) => count > 0)];
    if (state !== undefined)
      spread(counts, blocksPerCell, {
        first: from,
        last: block,
        state: drawnStates.indexOf(state),
      });
    from = block;
    const which = Math.floor((edge % EDGES) / 2);
    over[which] = (over[which] ?? 0) + (edge % 2 === 0 ? 1 : -1);
  }
  return counts;
}

/** Edges that one block can have: a range of each state begins or ends there. */
const EDGES = 2 * byStrength.length;

/** Where ranges begin and end, in order: the block, then the state, then whether it ends, in one number each. */
function edgesOf({ base, blockSize, blocks }: Region, ranges: readonly Drawn[]): Float64Array {
  const edges = new Float64Array(2 * ranges.length);
  let count = 0;
  for (const { start, end, state } of ranges) {
    const which = byStrength.indexOf(state);
    const first = Math.max(0, Math.floor((start - base) / blockSize));
    const last = Math.min(blocks, Math.ceil((end - base) / blockSize));
    if (which === -1 || first >= last) continue;
    edges[count] = first * EDGES + which * 2;
    edges[count + 1] = last * EDGES + which * 2 + 1;
    count += 2;
  }
  return edges.subarray(0, count).sort();
}

interface Spread {
  readonly first: number;
  readonly last: number;
  readonly state: number;
}

function spread(counts: Uint32Array, perCell: number, { first, last, state }: Spread): void {
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
