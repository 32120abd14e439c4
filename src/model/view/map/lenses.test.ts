import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import { endOf } from '../../extent';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { add, R0, respond } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { lensIds, totalsOf } from '../page';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { sceneOf } from '../scene/scene';
import { lensView } from './lenses';
import { mapsView } from './map-view';

const sceneIn = (described: Parameters<typeof playedRun>[0], at: number) => {
  const timeline = playedRun(described);
  const step = Math.min(at, timeline.frames.length);
  return sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
};

test('through every lens each block is counted once, and the free ones are the same', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(60), fc.constantFrom(...lensIds), (described, at, id) => {
      const scene = sceneIn(described, at);
      const { regions, kinds } = lensView(scene, id);
      const free = kinds[0]?.id ?? '';
      mapsView(scene).forEach((map, i) => {
        const cells = regions[i];
        if (cells === undefined) throw new Error('every region has a map');
        expect(cells.counts.reduce((sum, count) => sum + count, 0)).toBe(map.blocks);
        expect(totalsOf(cells)[free]).toBe(totalsOf(map.device).free);
      });
    }),
    { numRuns: 150 },
  );
});

test('the lens of states shows what the map shows', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(60), (described, at) => {
      const scene = sceneIn(described, at);
      const { regions } = lensView(scene, 'state');
      expect(regions.map(({ counts }) => counts)).toEqual(
        mapsView(scene).map(({ device }) => device.counts),
      );
    }),
    { numRuns: 100 },
  );
});

const offer = (at: number, length: number) => add([[at * MiB, length * MiB]]);
const taken = (at: number, length: number) => respond([[R0 + at * MiB, length * MiB]]);

test('the owner of a block is the offer that its extent came with, also once a part was given back', () => {
  const scene = sceneAfter({}, [
    offer(0, 8),
    taken(0, 4),
    offer(16, 4),
    offer(32, 2),
    taken(16, 4),
  ]);
  const { kinds, regions } = lensView(scene, 'owner');
  expect(kinds.map(({ id, label, look }) => [id, label, look.colour])).toEqual([
    ['free', 'free', 'free'],
    ['group:3', 'g3', 0],
    ['group:1', 'g1', 1],
    ['group:2', 'g2', 2],
  ]);
  const [first] = regions;
  expect(first && totalsOf(first)).toEqual({
    free: 256 - 2 - 2 - 1,
    'group:1': 2,
    'group:2': 2,
    'group:3': 1,
  });
});

test('the owner is the tag where a device keeps tags, and before the run there is none', () => {
  const scene = sceneAfter({ profile: 'cxl-test' }, []);
  const { kinds } = lensView(scene, 'owner');
  expect(kinds.map(({ label }) => label)).toEqual([
    'free',
    'there before the run',
    'tag deadbeef…',
  ]);
  const lengths = inOrder(ldOf(scene.after.device).accepted).map(
    (extent) => (endOf(extent) - extent.start) / 512,
  );
  const [cells] = lensView(scene, 'owner').regions;
  const totals = Object.values(cells === undefined ? {} : totalsOf(cells));
  expect(totals.slice(1)).toEqual(lengths);
});
