import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../device/extent-list';
import type { Region } from '../../device/device-state';
import { endOf } from '../../extent';
import { itemsOf } from '../../persistent/chunked-list';
import { MiB } from '../../units';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { drawnStates, type DrawnState, type MapLayer, type RegionMap } from '../page';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { ldAfter, sceneOf, type Scene } from '../scene/scene';
import { gridEnd, gridOf, windowGrid } from './coverage';
import { mapsView } from './map-view';

const sceneIn = (described: Parameters<typeof playedRun>[0], at: number): Scene => {
  const timeline = playedRun(described);
  const step = Math.min(at, timeline.frames.length);
  return sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
};

const regionOf = (blocks: number): Region => ({
  index: 0,
  base: 256 * MiB,
  length: blocks * 2 * MiB,
  blockSize: 2 * MiB,
  blocks,
  dsmadHandle: 0,
  sharable: false,
});

const wishes = fc.record({
  firstBlock: fc.integer({ min: -500, max: 2 ** 23 }),
  blocksPerCell: fc.constantFrom(1, 2, 3, 8, 64, 4096, 2 ** 20),
});

test('a window begins with a row, lies in the region, shows as much as the whole map has cells for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 23 }), wishes, (blocks, wish) => {
      const region = regionOf(blocks);
      const whole = gridOf(region);
      const grid = windowGrid(region, wish);
      const perRow = 32 * grid.blocksPerCell;
      expect(Number.isInteger(Math.log2(grid.blocksPerCell))).toBe(true);
      expect(grid.blocksPerCell).toBeLessThanOrEqual(
        Math.max(1, Math.min(whole.blocksPerCell, wish.blocksPerCell)),
      );
      expect([grid.firstBlock % perRow, grid.firstBlock >= 0]).toEqual([0, true]);
      expect(grid.cells).toBeGreaterThan(0);
      expect(grid.cells).toBeLessThanOrEqual(256);
      expect(gridEnd(grid)).toBeLessThanOrEqual(blocks);
      const last = Math.ceil(blocks / perRow) - Math.ceil(whole.cells / 32);
      const wished = Math.floor(wish.firstBlock / perRow);
      expect(grid.firstBlock / perRow).toBe(Math.max(0, Math.min(last, wished)));
    }),
    { numRuns: 3000 },
  );
});

/** The state of one block, found by looking at every extent. */
function stateOf(scene: Scene, start: number, end: number): DrawnState {
  const { accepted, pending, askedBack } = ldAfter(scene);
  const touches = (range: { readonly start: number; readonly end: number }): boolean =>
    range.start < end && range.end > start;
  const held = inOrder(accepted).filter((one) => touches({ start: one.start, end: endOf(one) }));
  const back = itemsOf(askedBack).filter(touches);
  if (held.some((one) => back.some((b) => b.start < endOf(one) && b.end > one.start)))
    return 'askedBack';
  if (held.length > 0) return 'accepted';
  const offers = pending.flatMap(({ extents }) => extents);
  return offers.some((one) => touches({ start: one.start, end: endOf(one) })) ? 'offered' : 'free';
}

const countsOf = (layer: MapLayer, cell: number): readonly number[] =>
  drawnStates.map((_, kind) => layer.counts[cell * drawnStates.length + kind] ?? 0);

/** What the cells of a map would say, each block looked at by itself. */
function recounted(scene: Scene, map: RegionMap): readonly (readonly number[])[] {
  const cells = map.device.counts.length / drawnStates.length;
  return Array.from({ length: cells }, (_, cell) => {
    const counts = drawnStates.map(() => 0);
    const from = map.firstBlock + cell * map.blocksPerCell;
    for (let block = from; block < Math.min(map.blocks, from + map.blocksPerCell); block += 1) {
      const start = map.base + block * map.blockSize;
      const kind = drawnStates.indexOf(stateOf(scene, start, start + map.blockSize));
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  });
}

const windows = fc.record({
  region: fc.nat(1),
  firstBlock: fc.nat(300),
  blocksPerCell: fc.constantFrom(1, 2),
});

test('no block vanishes in a window: its cells say what each block by itself is', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(60), windows, (described, at, window) => {
      const scene = sceneIn(described, at);
      const map = mapsView(scene, window)[window.region];
      if (map === undefined) return;
      const cells = map.device.counts.length / drawnStates.length;
      const said = Array.from({ length: cells }, (_, cell) => countsOf(map.device, cell));
      expect(said).toEqual(recounted(scene, map));
      expect(said.flat().reduce((sum, count) => sum + count, 0)).toBe(map.shownBlocks);
    }),
    { numRuns: 100 },
  );
});

/** A device of two regions of 8,192 blocks: no window shows all of one. */
const big = (described: Parameters<typeof playedRun>[0], at: number): Scene => {
  const scene = sceneIn(described, at);
  const ld = ldAfter(scene);
  const regions = ld.regions.map((region) => ({
    ...region,
    blockSize: region.blockSize / 32,
    blocks: region.blocks * 32,
  }));
  const device = scene.after.device;
  const lds = device.lds.map((one) => (one === ld ? { ...one, regions } : one));
  return { ...scene, after: { ...scene.after, device: { ...device, lds } } };
};

const fineWindows = fc.record({
  region: fc.nat(1),
  firstBlock: fc.nat(9000),
  blocksPerCell: fc.constantFrom(1, 2, 4, 16),
});

test('a window shows the very extents, marks and whole of the map of the region', () => {
  let parts = 0;
  fc.assert(
    fc.property(anyRuns, fc.nat(60), fineWindows, (described, at, window) => {
      const scene = big(described, at);
      const whole = mapsView(scene)[window.region];
      const part = mapsView(scene, window)[window.region];
      if (whole === undefined || part === undefined) return;
      parts += part.shownBlocks < whole.shownBlocks ? 1 : 0;
      const end = part.firstBlock + part.shownBlocks;
      const seen = (one: { readonly firstBlock: number; readonly blocks: number }): boolean =>
        one.firstBlock < end && part.firstBlock < one.firstBlock + one.blocks;
      for (const side of ['fm', 'device', 'host'] as const)
        expect(part[side].spans).toEqual(whole[side].spans.filter(seen));
      expect(part.whole).toEqual({ kinds: whole.device.kinds, counts: whole.device.counts });
      expect(part.marks.every(seen)).toBe(true);
      const marked = new Set(part.marks.map(({ kind }) => kind));
      const coarse = new Set(whole.marks.map(({ kind }) => kind));
      expect([...marked].filter((kind) => !coarse.has(kind))).toEqual([]);
      expect([part.rows, part.hostDiffers.length]).toEqual([whole.rows, whole.hostDiffers.length]);
    }),
    { numRuns: 200 },
  );
  expect(parts).toBeGreaterThan(0);
});
