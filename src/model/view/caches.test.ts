import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configProblem } from '../device/config';
import { profileOf } from '../device/device-state';
import { profiles } from '../device/profiles/profile';
import { anyTwin } from '../testing/host-plans';
import { anyRuns, playedRun } from '../testing/any-runs';
import { positionOf, type RunPosition } from '../simulation/run/branches';
import { againstTwin } from '../simulation/compare/compare';
import {
  onProfile,
  scenarioOf,
  stateAt,
  timelineOf,
  type Timeline,
} from '../simulation/run/timeline';
import { moved, toggled } from '../simulation/run/timeline-edits';
import type { TwinId } from '../host/twin-id';
import { branchesView } from './run/branches-view';
import { checksView } from './run/checks-view';
import { chronicleOf, emptyChronicle } from './scene/chronicle';
import { commandForms } from './bytes/command-forms';
import { compareBook, compareView } from './compare/compare-view';
import { jumpsFrom } from './run/jump';
import { sceneOf } from './scene/scene';
import { pageView } from './page-view';
import { registersView } from './device/registers-view';

const SLOW = 120_000;

const profileIds = Object.values(profiles).map(({ id }) => id);

/** Everything that is told of a run at a step, whoever keeps it. */
function told(timeline: Timeline, step: number, twin: TwinId) {
  const scene = sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
  const moment: RunPosition = { timeline, step, branch: { id: 0, name: 'main' }, kept: [] };
  const branches = branchesView(moment);
  return {
    page: pageView(scene, { canUndo: false, canRedo: false, branches }),
    registers: registersView(scene),
    forms: commandForms(scene.after.device),
    rules: profileOf(scene.after.device),
    jumps: jumpsFrom(timeline, step, []),
    checks: checksView(timeline, step),
    compared: compareView(compareBook(againstTwin(timeline, twin)), step),
  };
}

/** The same run of objects that nobody has seen before. */
const afresh = (timeline: Timeline): Timeline => timelineOf(structuredClone(scenarioOf(timeline)));

test(
  'what is told of a run that was edited is what is told of it afresh',
  () => {
    const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(40), fc.boolean()), { maxLength: 2 });
    fc.assert(
      fc.property(
        anyRuns,
        fc.constantFrom(...profileIds),
        anyTwin,
        edits,
        fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
        fc.nat(40),
        (run, profile, twin, changes, extentLimit, at) => {
          const plain = scenarioOf(playedRun(run));
          const device = {
            ...plain.device,
            ...(extentLimit === undefined ? {} : { extentLimit }),
          };
          let timeline = timelineOf({ ...plain, device });
          const step = Math.min(at, timeline.frames.length);
          told(timeline, step, twin);
          for (const [from, to, toggles] of changes) {
            timeline = toggles ? toggled(timeline, from) : moved(timeline, from, to);
            told(timeline, step, twin);
          }
          if (configProblem(device, profiles[profile]) === undefined)
            timeline = onProfile(timeline, profile);
          expect(told(timeline, step, twin)).toEqual(told(afresh(timeline), step, twin));
          expect(stateAt(timeline, step)).toEqual(stateAt(afresh(timeline), step));
        },
      ),
      { numRuns: 60 },
    );
  },
  SLOW,
);

test(
  'a branch that is shown is told as it is told afresh',
  () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(20), anyTwin, (run, at, twin) => {
        const timeline = playedRun(run);
        const step = Math.min(at, timeline.frames.length);
        told(timeline, step, twin);
        const scenario = scenarioOf(timeline);
        const shorter = { ...scenario, actions: scenario.actions.slice(0, step) };
        const cut = positionOf(shorter, step).timeline;
        expect(told(cut, step, twin)).toEqual(told(afresh(cut), step, twin));
      }),
      { numRuns: 20 },
    );
  },
  SLOW,
);
