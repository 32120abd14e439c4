import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPlans, play } from '../../testing/plans';
import { scenarioWith } from '../../testing/run';
import { statesOf } from '../../testing/states';
import { switched, withMarksAt } from './branch-edits';
import {
  acted,
  advanced,
  branchNames,
  positionOf,
  scenarioWithBranches,
  timelineOfBranch,
  type RunPosition,
} from './branches';
import { readScenario } from '../scenario/read-scenario';
import { writeScenario } from '../scenario/write-scenario';
import { scenarioOf, timelineOf, type Timeline } from './timeline';
import { moved, toggled } from './timeline-edits';

/** How a run with branches and marks comes about: random plans, and random edits of what came of them. */
const anyRecipe = fc.record({
  plans: anyPlans(12),
  edits: fc.array(
    fc.record({
      edit: fc.constantFrom('toggle', 'move', 'note', 'bookmark', 'fork', 'switch', 'advance'),
      at: fc.nat(30),
      to: fc.nat(30),
    }),
    { maxLength: 8 },
  ),
  twin: fc.constantFrom('linux-v11', 'manual'),
});

function momentBy({ plans, edits, twin }: RecipeOf<typeof anyRecipe>): RunPosition {
  const described = { dcMiB: 512, twin } as const;
  const actions = play(described, plans).map(({ action }) => action);
  return edits.reduce(editedBy, positionOf(scenarioWith(described, actions), actions.length));
}

type RecipeOf<T> = T extends fc.Arbitrary<infer R> ? R : never;

interface RandomEdit {
  readonly edit: string;
  readonly at: number;
  readonly to: number;
}

function editedBy(moment: RunPosition, { edit, at, to }: RandomEdit): RunPosition {
  const { timeline } = moment;
  const steps = timeline.frames.length;
  const step = 1 + (at % steps);
  switch (edit) {
    case 'toggle':
      return { ...moment, timeline: toggled(timeline, step) };
    case 'move':
      return { ...moment, timeline: moved(timeline, step, 1 + (to % steps)) };
    case 'note':
      return withMarksAt(moment, step, { note: `note ${to}` });
    case 'bookmark':
      return withMarksAt(moment, step, { bookmarked: to % 2 === 0 });
    case 'fork':
      return acted({ ...moment, step }, { kind: 'clock', ns: to });
    case 'switch':
      return switched(moment, moment.kept[to % Math.max(1, moment.kept.length)]?.id ?? 0);
    default:
      return advanced(moment);
  }
}

describe('whatever was done to a run', () => {
  const property = (holds: (moment: RunPosition, a: number, b: number) => void): void => {
    fc.assert(
      fc.property(anyRecipe, fc.nat(30), fc.nat(30), (recipe, a, b) => {
        holds(momentBy(recipe), a, b);
      }),
      { numRuns: 60 },
    );
  };

  test('a replay of each branch gives the states that are kept', () => {
    property((moment) => {
      for (const { id } of branchNames(moment)) {
        const kept = timelineOfBranch(moment, id) ?? moment.timeline;
        expect(withoutQueueMarks(kept)).toEqual(timelineOf(scenarioOf(kept)));
      }
    });
  });

  test('it is read back from its file the same', () => {
    property((moment) => {
      const text = writeScenario(scenarioWithBranches(moment));
      const read = readScenario(text);
      if (!read.ok) throw new Error(JSON.stringify(read.problem));
      const opened = positionOf(read.scenario, moment.step);
      expect(statesOf(opened.timeline)).toEqual(statesOf(moment.timeline));
      expect(scenarioWithBranches(opened)).toEqual(read.scenario);
      expect(writeScenario(scenarioWithBranches(opened))).toBe(text);
    });
  });

  test('a step switched off and on again is as it was', () => {
    property(({ timeline }, at) => {
      const step = 1 + (at % timeline.frames.length);
      expect(toggled(toggled(timeline, step), step)).toEqual(timeline);
    });
  });

  test('a step moved there and back is as it was', () => {
    property(({ timeline }, a, b) => {
      const { length } = timeline.frames;
      const [step, to] = [1 + (a % length), 1 + (b % length)];
      expect(moved(moved(timeline, step, to), to, step)).toEqual(timeline);
    });
  });

  test('a fork keeps the old steps: they are there to be gone back to', () => {
    property((moment, at) => {
      const step = at % moment.timeline.frames.length;
      const fork = acted({ ...moment, step }, { kind: 'reset' });
      const back = switched(fork, fork.kept.at(-1)?.id ?? -1);
      expect(statesOf(back.timeline)).toEqual(statesOf(moment.timeline));
      expect(back.timeline.queue).toEqual(moment.timeline.queue);
    });
  });
});

/** Whether a request came from the queue is not written: a file knows only what was sent. */
const withoutQueueMarks = (timeline: Timeline): Timeline => ({
  ...timeline,
  frames: timeline.frames.map((frame) => ({ ...frame, fromQueue: false })),
});
