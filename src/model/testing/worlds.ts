import fc from 'fast-check';
import type { Region } from '../device/device-state';
import type { Scene } from '../view/scene/scene';
import { coarser } from './block-replay';
import { LEN } from './mock';
import { mockPlans } from './mock-plans';
import type { Plan } from './plan';
import { anyTwin } from './host-plans';
import { anyDeviceOfAll, anyPlans, busyPlans, play } from './plans';
import type { Described } from './run';
import { scenesOf } from './scene';

/** A random run on some device, and the blocks in which it can be counted by hand. */
export interface World {
  readonly described: Described;
  readonly scenes: () => readonly Scene[];
  /** The region with blocks that no extent of the run begins or ends in. */
  readonly counted: (region: Region) => Region;
}

const worldOf = (
  described: Described,
  plans: readonly Plan[],
  counted: World['counted'],
): World => ({
  described,
  scenes: () =>
    scenesOf(
      described,
      play(described, plans).map(({ action }) => action),
    ),
  counted,
});

/** Runs of every profile and host. Scenes are behind a function: fast-check would print them all. */
export const anyWorld: fc.Arbitrary<World> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyDeviceOfAll, fc.oneof(busyPlans(12), anyPlans(20)))
      .map(([described, plans]) => worldOf(described, plans, (region) => region)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyTwin, fc.boolean(), mockPlans)
      .map(([twin, startsEmpty, plans]) =>
        worldOf(
          { profile: 'cxl-test', twin, ...(startsEmpty ? { startsEmpty } : {}) },
          plans,
          (region) => coarser(region, LEN),
        ),
      ),
  },
);
