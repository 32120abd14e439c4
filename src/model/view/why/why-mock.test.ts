import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import { coarser, painted, Replay } from '../../testing/block-replay';
import { chainFault, outside } from '../../testing/chains';
import { BASE, delExtent, inject, LEN, mock } from '../../testing/mock';
import { always, type Plan } from '../../testing/plan';
import { play } from '../../testing/plans';
import { giveBack, next, respond } from '../../testing/run';
import { scenesOf } from '../../testing/scene';
import type { Scene } from '../moment';
import { causesOf, type Causes } from './causes';
import { whyOf } from './why-of';

/** Lines for the mock's files, its host's answers and releases, on eight places that may overlap. */
const mockPlans: fc.Arbitrary<readonly Plan[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Plan>[]>(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.nat(6), fc.integer({ min: 1, max: 2 }), fc.constantFrom(0, 1))
        .map(([at, units, more]) => always(inject([BASE + at * LEN, units * LEN], '', more))),
    },
    {
      weight: 2,
      arbitrary: fc.nat(6).map((at) => always(delExtent([BASE + at * LEN, LEN]))),
    },
    { weight: 4, arbitrary: fc.constant(always(next)) },
    {
      weight: 2,
      arbitrary: fc.constant<Plan>((state) => {
        const [group] = ldOf(state.device).pending;
        return respond((group?.extents ?? []).map(({ start, length }) => [start, length]));
      }),
    },
    {
      weight: 2,
      arbitrary: fc.nat(4).map((pick): Plan => (state) => {
        const held = inOrder(ldOf(state.device).accepted);
        const extent = held[pick % Math.max(1, held.length)];
        return giveBack(extent === undefined ? [] : [[extent.start, extent.length]]);
      }),
    },
  ),
  { minLength: 1, maxLength: 20 },
);

/** Checks every place of a scene; counts those that were accepted from the start. */
function checkPlaces(scene: Scene, causes: Causes, replay: Replay): number {
  const [region = never()] = ldOf(scene.after.device).regions;
  let began = 0;
  for (const [unit, state] of painted(scene, coarser(region, LEN)).entries()) {
    const block = (unit * LEN) / region.blockSize;
    const why = whyOf(scene, causes, `blocks:0:${block}-${block}`) ?? never();
    expect(chainFault(why, scene)).toBeUndefined();
    expect([why.state, replay.drawn(`0:${unit}`)]).toEqual([state, state]);
    const change = replay.changed.get(`0:${unit}`) ?? { step: 0, n: 0 };
    expect(why.links[0]).toMatchObject(change);
    if (why.end === 'action') expect(outside(why, scene)).toBe('inject');
    if (state === 'accepted' && change.step === 0) began += 1;
  }
  return began;
}

test('on the kernel’s mock, where extents overlap and some are there from the start, every block has a chain', () => {
  let began = 0;
  fc.assert(
    fc.property(mockPlans, fc.constantFrom('linux-v11', 'manual'), (plans, twin) => {
      const described = { ...mock, twin } as const;
      const actions = play(described, plans).map(({ action }) => action);
      const scenes = scenesOf(described, actions);
      const { timeline } = scenes[0] ?? never();
      const causes = causesOf(timeline);
      const replay = new Replay(timeline.first, LEN);
      for (const scene of scenes) {
        if (scene.frame !== undefined) replay.add(scene.frame, scene.step);
        began += checkPlaces(scene, causes, replay);
      }
    }),
    { numRuns: 150 },
  );
  expect(began).toBeGreaterThan(100);
}, 60_000);

function never(): never {
  throw new Error('it is there');
}
