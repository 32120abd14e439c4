import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Region } from '../../device/device-state';
import { MiB } from '../../units';
import { drawnStates, totalsOf, type DrawnState } from '../page';
import { coverage as covered, gridOf, type Drawn, type Grid } from './coverage';
import { stateKinds } from './pieces';

const BASE = 256 * MiB;
const BLOCK = 2 * MiB;

const regionOf = (blocks: number): Region => ({
  index: 0,
  base: BASE,
  length: blocks * BLOCK,
  blockSize: BLOCK,
  blocks,
  dsmadHandle: 0,
  sharable: false,
});

const coverage = (grid: Grid, drawn: readonly Drawn<DrawnState>[]) =>
  covered(grid, drawn, stateKinds);

/** Disjoint ranges of whole blocks, some of them outside the region. */
const drawings = fc
  .array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 60 }), fc.nat(2)), { maxLength: 40 })
  .map((steps): readonly Drawn<DrawnState>[] => {
    let at = -2;
    return steps.map(([gap, count, which]) => {
      const start = at + gap;
      at = start + count;
      const state = drawnStates[which + 1] ?? 'free';
      return { start: BASE + start * BLOCK, end: BASE + at * BLOCK, state };
    });
  });

const blocksIn = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.constantFrom(128, 256, 257, 2048));

test('every block is counted once, whatever the zoom', () => {
  fc.assert(
    fc.property(blocksIn, drawings, fc.integer({ min: 1, max: 300 }), (blocks, drawn, zoom) => {
      const region = regionOf(blocks);
      const cells = Math.ceil(blocks / zoom);
      const all = coverage({ region, firstBlock: 0, blocksPerCell: zoom, cells }, drawn);
      const totals = totalsOf(all);
      expect(totals.free + totals.offered + totals.askedBack + totals.accepted).toBe(blocks);
      for (let cell = 0; cell < cells; cell += 1) {
        const sum = all.counts.subarray(cell * 4, cell * 4 + 4).reduce((n, count) => n + count, 0);
        expect(sum).toBe(Math.min(zoom, blocks - cell * zoom));
      }
    }),
    { numRuns: 3000 },
  );
});

test('no range is too small for a cell: every one marks each cell that it touches', () => {
  fc.assert(
    fc.property(blocksIn, drawings, (blocks, drawn) => {
      const region = regionOf(blocks);
      const grid = gridOf(region);
      const { counts } = coverage(grid, drawn);
      for (const { start, end, state } of drawn) {
        const first = Math.max(0, (start - BASE) / BLOCK);
        const last = Math.min(blocks, (end - BASE) / BLOCK);
        for (let block = first; block < last; block += 1) {
          const cell = Math.floor(block / grid.blocksPerCell);
          expect(counts[cell * 4 + drawnStates.indexOf(state)]).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('totals are the same at every zoom', () => {
  fc.assert(
    fc.property(blocksIn, drawings, fc.integer({ min: 1, max: 99 }), (blocks, drawn, zoom) => {
      const region = regionOf(blocks);
      const coarse = {
        region,
        firstBlock: 0,
        blocksPerCell: zoom,
        cells: Math.ceil(blocks / zoom),
      };
      const fine = { region, firstBlock: 0, blocksPerCell: 1, cells: blocks };
      expect(totalsOf(coverage(coarse, drawn))).toEqual(totalsOf(coverage(fine, drawn)));
    }),
    { numRuns: 1000 },
  );
});

test('a grid has at most 256 cells, each of a power of two of blocks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 22 }), (blocks) => {
      const { cells, blocksPerCell } = gridOf(regionOf(blocks));
      expect(cells).toBeLessThanOrEqual(256);
      expect(cells * blocksPerCell).toBeGreaterThanOrEqual(blocks);
      expect((cells - 1) * blocksPerCell).toBeLessThan(blocks);
      expect(Number.isInteger(Math.log2(blocksPerCell))).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test('a part of a block marks the whole block', () => {
  const drawn = [{ start: BASE + BLOCK + 1, end: BASE + BLOCK + 2, state: 'accepted' as const }];
  const { counts } = coverage(
    { region: regionOf(3), firstBlock: 0, blocksPerCell: 1, cells: 3 },
    drawn,
  );
  expect([...counts]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]);
});
