import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsOf } from '../persistent/chunked-list';
import { ldOf } from '../device/device-state';
import { inOrder } from '../device/extent-list';
import { play, anyDevice, anyPlans, tamePlans } from '../testing/plans';
import { scenesOf } from '../testing/scene';
import type { Scene } from './scene/scene';
import { drawnStates, type DrawnState } from './page';
import { pageView } from './page-view';
import { causesOf, whyOf } from './why';

const SLOW = 60_000;

/** Blocks of a region in a state, counted in the device by a way of our own. */
function recounted({ after }: Scene, region: number): Record<DrawnState, number> {
  const ld = ldOf(after.device);
  const { base, blocks, blockSize } = ld.regions[region] ?? never();
  const drawn = Array<DrawnState>(blocks).fill('free');
  const paint = (state: DrawnState, start: number, end: number, over: DrawnState): void => {
    for (let block = 0; block < blocks; block += 1) {
      const dpa = base + block * blockSize;
      if (dpa >= start && dpa < end && drawn[block] === over) drawn[block] = state;
    }
  };
  const ends = ({ start, length }: { start: number; length: number }) =>
    [start, start + length] as const;
  for (const extent of itemsOf(ld.pendingByAddress)) paint('offered', ...ends(extent), 'free');
  for (const extent of inOrder(ld.accepted)) paint('accepted', ...ends(extent), 'free');
  for (const { start, end } of itemsOf(ld.askedBack)) paint('askedBack', start, end, 'accepted');
  const counts: Record<DrawnState, number> = { free: 0, offered: 0, askedBack: 0, accepted: 0 };
  for (const state of drawn) counts[state] += 1;
  return counts;
}

function never(): never {
  throw new Error('no such region');
}

test(
  'what the page draws is what the device holds, after every step of random runs',
  () => {
    fc.assert(
      fc.property(anyDevice, anyPlans(15), (described, plans) => {
        const actions = play(described, plans).map(({ action }) => action);
        for (const scene of scenesOf(described, actions)) {
          const page = pageView(scene, { canUndo: false, canRedo: false, branches: [] });
          for (const [index, map] of page.maps.entries()) {
            const expected = recounted(scene, index);
            const { counts } = map.device;
            const drawn = drawnStates.map((_, state) =>
              counts.reduce((sum, count, i) => sum + (i % 4 === state ? count : 0), 0),
            );
            expect(drawn).toEqual(drawnStates.map((state) => expected[state]));
            const bytes = drawnStates.map((state) => expected[state] * map.blockSize);
            const meter = page.outcome.meters[index]?.bytes;
            expect(drawnStates.map((state) => meter?.[state])).toEqual(bytes);
          }
        }
      }),
      { numRuns: 100 },
    );
  },
  SLOW,
);

test(
  'every accepted or offered extent goes back to a request of the fabric manager',
  () => {
    fc.assert(
      fc.property(anyDevice, tamePlans(40), (described, plans) => {
        const actions = play(described, plans).map(({ action }) => action);
        const scene = scenesOf(described, actions).at(-1) ?? never();
        const causes = causesOf(scene.timeline);
        const ld = ldOf(scene.after.device);
        const held = inOrder(ld.accepted).map(({ id }) => id);
        const offered = ld.pending.flatMap(({ extents }) => extents).map(({ id }) => id);
        for (const id of [...held, ...offered]) {
          const { links = [], state } = whyOf(scene, causes, `extent:${id}`) ?? {};
          expect(links.at(-1)?.text).toMatch(/^The fabric manager (offers|asks) /);
          expect(state === 'offered').toBe(offered.includes(id));
          if (held.includes(id)) expect(['accepted', 'askedBack']).toContain(state);
        }
      }),
      { numRuns: 300 },
    );
  },
  SLOW,
);
