import { expect, test } from 'vitest';
import { drawnStates, type MapSpan, type RegionMap } from '../../model/view/page';
import { blocksId, ringKey, runsOfKey } from './rings';

const empty = { kinds: drawnStates, counts: new Uint32Array(), spans: [], small: [], total: 0 };
const region: RegionMap = {
  id: 'region:1',
  index: 1,
  label: 'r1',
  base: 0x3000_0000,
  length: 0x2000_0000,
  blockSize: 0x20_0000,
  blocks: 256,
  columns: 32,
  rows: 8,
  blocksPerCell: 1,
  firstBlock: 0,
  shownBlocks: 256,
  wholeBlocksPerCell: 1,
  whole: { kinds: drawnStates, counts: new Uint32Array() },
  fm: empty,
  device: empty,
  host: empty,
  marks: [],
  decoded: { from: 0, to: 0 },
  bits: new Uint8Array(256),
  changedBits: [],
  hostDiffers: [],
};
const spans: readonly MapSpan[] = [
  { id: 'extent:6', label: 'e6', state: 'offered', firstBlock: 4, blocks: 32, changed: false },
];

test('a set rings the spans, blocks and region it names, each once', () => {
  const ids = new Set(['extent:6', blocksId(1, { first: 4, count: 32 }), 'blocks:0:1-2', 'step:7']);
  expect(runsOfKey(ringKey(region, spans, ids))).toEqual([{ first: 4, count: 32 }]);
  expect(runsOfKey(ringKey(region, spans, new Set(['region:1'])))).toEqual([
    { first: 0, count: 256 },
  ]);
});

test('a set that names nothing here has the key of the empty set', () => {
  expect(ringKey(region, spans, new Set(['extent:9', 'region:0']))).toBe('');
  expect(runsOfKey('')).toEqual([]);
});
