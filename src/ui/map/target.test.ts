import { expect, test } from 'vitest';
import { drawnStates, type MapMark, type RegionMap } from '../../model/view/page';
import { targetAt } from './target';

/** Four cells in a row, each of two blocks: free, accepted, accepted beside free, free. */
const layer = {
  kinds: drawnStates,
  counts: Uint32Array.from([[2], [0, 0, 0, 2], [1, 0, 0, 1], [2]].flatMap(fourStates)),
  spans: [],
  small: [],
  total: 401,
};
const empty = { kinds: drawnStates, counts: new Uint32Array(), spans: [], small: [], total: 0 };
const region: RegionMap = {
  id: 'region:0',
  index: 0,
  label: 'r0',
  base: 0,
  length: 0x100_0000,
  blockSize: 0x20_0000,
  blocks: 8,
  columns: 4,
  rows: 1,
  blocksPerCell: 2,
  firstBlock: 0,
  shownBlocks: 256,
  wholeBlocksPerCell: 2,
  whole: { kinds: drawnStates, counts: new Uint32Array() },
  fm: empty,
  device: layer,
  host: empty,
  marks: [],
  decoded: { from: 0, to: 8 },
  bits: new Uint8Array(8),
  changedBits: [],
  hostDiffers: [],
};
const grid = {
  first: 0,
  columns: 4,
  rows: 1,
  blocks: 8,
  blocksPerCell: 2,
  width: 40,
  rowHeight: 10,
};
const marks: readonly MapMark[] = [{ kind: 'phantom', firstBlock: 2, blocks: 4 }];

function fourStates(counts: readonly number[]): readonly number[] {
  return Array.from({ length: 4 }, (_, state) => counts[state] ?? 0);
}

const stateAt = (x: number) => targetAt({ region, layer, grid, marks }, x, 5)?.state;

test('a cell without a span is named by its blocks', () => {
  expect(targetAt({ region, layer, grid, marks }, 15, 5)).toMatchObject({
    title: 'blocks 2–3',
    run: { first: 2, count: 2 },
  });
});

test('what is said of a cell ends with the marks on it', () => {
  const phantom = 'phantom: the host has it, the device does not';
  expect(stateAt(5)).toBe('free');
  expect(stateAt(15)).toBe(`accepted, ${phantom}`);
  expect(stateAt(25)).toBe(`1 free, 1 accepted, ${phantom}`);
  expect(stateAt(35)).toBe('free');
});

test('a bit has the state that is counted where its block is', () => {
  const bits = { ...grid, columns: 8, blocksPerCell: 1 };
  expect(targetAt({ region, layer, grid: bits, marks: [] }, 17, 5)).toMatchObject({
    title: 'block 3',
    state: 'accepted',
  });
});

test('several extents smaller than a cell are counted, one is named', () => {
  const span = {
    id: 'extent:1',
    label: 'e1',
    state: 'accepted',
    firstBlock: 2,
    blocks: 1,
    changed: false,
  } as const;
  const two = { ...span, id: 'extent:2', label: 'e2', firstBlock: 3 };
  const pair = { firstBlock: 2, count: 2, blocks: 1, state: 'accepted' } as const;
  const crowded = { ...layer, spans: [span, two], small: [pair] };
  expect(targetAt({ region, layer: crowded, grid, marks: [] }, 15, 5)).toMatchObject({
    id: 'blocks:0:2-3',
    title: '2 extents of 2 MiB',
    note: 'zoom in to tell them apart',
    run: { first: 2, count: 2 },
  });
  const single = { ...layer, spans: [span], small: [{ ...pair, count: 1 }] };
  expect(targetAt({ region, layer: single, grid, marks: [] }, 15, 5)?.title).toBe('e1');
});
