import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import { coarser, painted, Replay } from '../../testing/block-replay';
import { chainFault, outside } from '../../testing/chains';
import { LEN, mock } from '../../testing/mock';
import { mockPlans } from '../../testing/mock-plans';
import { play } from '../../testing/plans';
import { scenesOf } from '../../testing/scene';
import type { Scene } from '../scene/scene';
import { causesOf, type Causes } from './causes';
import { whyOf } from './why-of';

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
