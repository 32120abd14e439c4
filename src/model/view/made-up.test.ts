import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstNames, newTrail } from '../happening';
import { commands } from '../mailbox/command-table';
import { execute } from '../mailbox/mailbox';
import '../mailbox/more-commands';
import { provokeView } from '../provoke/provoke-view';
import type { Action } from '../simulation/action';
import { timelineOf, type Timeline } from '../simulation/run/timeline';
import { brokenInvariants } from '../testing/invariants';
import { madeUp, useMadeUp } from '../testing/made-up';
import type { Plan } from '../testing/plan';
import { anyPlans, busyPlans } from '../testing/plans';
import { add, scenarioWith, type Described } from '../testing/run';
import { sceneAfter } from '../testing/scene';
import { sentencesIn } from '../testing/sentences';
import { abilities } from '../testing/told-of-page';
import { KiB } from '../units';
import { registersView } from './device/registers-view';
import { cardOf } from './outcome/card';
import { pageView } from './page-view';
import { chronicleOf, emptyChronicle } from './scene/chronicle';
import { sceneOf, type Scene } from './scene/scene';

const device: Described = {
  profile: madeUp.id,
  twin: 'linux-v11',
  staticMiB: 256,
  dcMiB: 512,
  regions: 3,
};

useMadeUp();

function played(plans: readonly Plan[]): Timeline {
  let timeline = timelineOf(scenarioWith(device));
  const actions: Action[] = [];
  for (const plan of plans) {
    actions.push(plan(timeline.frames.at(-1)?.state ?? timeline.first));
    timeline = timelineOf(scenarioWith(device, actions));
  }
  return timeline;
}

/** All that the page says of a scene. */
const said = (scene: Scene): readonly string[] =>
  sentencesIn([
    pageView(scene, abilities),
    cardOf(scene),
    provokeView(scene.after),
    registersView(scene),
  ]);

test('every command and pane of a made-up device goes by what its profile says', () => {
  fc.assert(
    fc.property(fc.oneof(anyPlans(25), busyPlans(20)), (plans) => {
      const timeline = played(plans);
      const chronicle = chronicleOf(timeline.frames, emptyChronicle);
      const scene = sceneOf({ timeline, step: timeline.frames.length }, chronicle);
      expect(brokenInvariants(scene.after)).toEqual([]);
      expect(said(scene).length).toBeGreaterThan(20);
      for (const { opcode, usual } of commands.values()) {
        for (const cci of ['primary', 'fmLd', 'switch'] as const) {
          const payload = usual?.(madeUp) ?? new Uint8Array(16);
          execute(
            scene.after.device,
            scene.after.clock,
            { cci, opcode, payload },
            newTrail(firstNames),
          );
        }
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('no number of QEMU’s stands in what is said of it', () => {
  const offer = (offset: number, len: number) => add([[offset, len]]);
  const runs = [
    [offer(0, 64 * KiB), offer(64 * KiB, 64 * KiB)],
    [offer(KiB, 64 * KiB)],
    [add(Array.from({ length: 8 }, (_, i) => [i * 128 * KiB, 64 * KiB]))],
  ];
  const all = runs.flatMap((actions) => said(sceneAfter(device, actions)));
  expect(all.filter((text) => /\b2 MiB\b|\b2048\b|\bof 8\b|\b512\b(?! [KM]iB)/.test(text))).toEqual(
    [],
  );
  expect(all).toContain('1024 bytes');
  expect(all.join('\n')).toContain('not a multiple of 64 KiB');
});
