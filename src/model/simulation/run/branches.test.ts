import { describe, expect, test } from 'vitest';
import { add, answerOf, askBack, next, scenarioWith } from '../../testing/run';
import { statesOf } from '../../testing/states';
import { MiB } from '../../units';
import { renamed, switched, withMarksAt, withoutBranch } from './branch-edits';
import {
  acted,
  branchNames,
  positionOf,
  scenarioWithBranches,
  sharedSteps,
  timelineOfBranch,
  writtenActions,
} from './branches';
import { stateAt, type Timeline } from './timeline';
import { moved, toggled } from './timeline-edits';

const linux = { twin: 'linux-v11' } as const;
const offer = (offset: number) => add([[offset * MiB, 2 * MiB]]);
const ask = (offset: number) => askBack([[offset * MiB, 2 * MiB]]);

/** An offer and its answer, another and its answer: ten steps. */
const tenSteps = [offer(0), next, next, next, next, offer(4), next, next, next, next];
const ten = positionOf(scenarioWith(linux, tenSteps), 10);

describe('acting before the last step', () => {
  const fork = acted({ ...ten, step: 5 }, ask(0), 'the old way');

  test('keeps the steps that came after as a branch, with their inputs only', () => {
    expect(fork.kept).toMatchObject([{ id: 1, name: 'the old way', queue: [] }]);
    expect(fork.kept[0]?.entries).toHaveLength(10);
    expect(fork.kept[0]?.entries[9]).not.toHaveProperty('state');
    expect(fork.timeline.frames.slice(0, 5)).toEqual(ten.timeline.frames.slice(0, 5));
  });

  test('gives every branch a name of its own', () => {
    const again = acted({ ...switched(fork, 1), step: 5 }, ask(4), 'the old way');
    expect(branchNames(again)).toMatchObject([
      { id: 0, name: 'main' },
      { id: 1, name: 'the old way' },
      { id: 2, name: 'the old way (2)' },
    ]);
  });

  test('shares the states of the steps in common with every branch', () => {
    const back = timelineOfBranch(fork, 1);
    expect(back?.frames.slice(0, 5).every((frame, i) => frame === fork.timeline.frames[i])).toBe(
      true,
    );
    expect(statesOf(back ?? ten.timeline)).toEqual(statesOf(ten.timeline));
  });

  test('can be left: switching goes there and back to equal states', () => {
    const there = switched(fork, 1);
    expect([there.branch.name, there.step]).toEqual(['the old way', 6]);
    expect(statesOf(there.timeline)).toEqual(statesOf(ten.timeline));
    const back = switched(there, 0);
    expect(back.branch).toEqual({ id: 0, name: 'main' });
    expect(statesOf(back.timeline)).toEqual(statesOf(fork.timeline));
    expect(back.kept).toEqual(fork.kept);
  });

  test('can be forgotten, and branches renamed', () => {
    expect(withoutBranch(fork, 1).kept).toEqual([]);
    expect(branchNames(renamed(renamed(fork, 1, 'a'), 0, 'b'))).toMatchObject([
      { id: 0, name: 'b' },
      { id: 1, name: 'a' },
    ]);
  });

  test('counts the steps in common once', () => {
    expect(writtenActions(fork)).toBe(6 + 5);
  });
});

describe('the edges of two branches', () => {
  const fork = acted({ ...ten, step: 5 }, ask(0));

  test('a shorter branch is shown at its last step, and a longer one at the same', () => {
    const long = switched(fork, 1);
    const back = switched({ ...long, step: 10 }, 0);
    expect([back.step, back.timeline.frames.length]).toEqual([6, 6]);
    expect(switched({ ...back, step: 3 }, 1).step).toBe(3);
  });

  test('a mark on the last step in common is in both, and one on the first step apart is not', () => {
    const both = withMarksAt(fork, 5, { note: 'both' });
    expect(both.timeline.frames[4]?.note).toBe('both');
    expect(both.kept[0]?.entries[4]?.note).toBe('both');
    const own = withMarksAt(fork, 6, { note: 'own' });
    expect(own.kept[0]?.entries[5]?.note).toBeUndefined();
  });

  test('branches that differ in their expectations only stay apart in the file', () => {
    const expecting = (pending: number) => [{ step: 2, expects: [{ pending }] }];
    const scenario = {
      ...scenarioWith(linux, [offer(0), next]),
      branch: 'main',
      marks: expecting(1),
      branches: [{ name: 'other', from: 1, actions: [next], marks: expecting(7), queue: [] }],
    };
    const written = scenarioWithBranches(positionOf(scenario, 0));
    expect(written.branches).toEqual(scenario.branches);
    expect(written.marks).toEqual(scenario.marks);
  });
});

describe('a step that is switched off', () => {
  const off = toggled(ten.timeline, 1);

  test('stays at its place and does nothing', () => {
    expect(off.frames).toHaveLength(10);
    expect(off.frames[0]).toMatchObject({ off: true, reply: { kind: 'none' }, happenings: [] });
    expect(stateAt(off, 1).host).toBe(off.first.host);
  });

  test('leaves those after it at their places, which say why they do not apply', () => {
    expect(off.frames.slice(1, 5).map(answerOf)).toEqual(Array(4).fill('cannot'));
    expect(off.frames[1]?.reply).toMatchObject({ what: 'The host has no next move.' });
    expect(off.frames.slice(5).map(answerOf)).toEqual(['return', '00h', '00h', '00h', '00h']);
  });

  test('keeps the names of the extents after it', () => {
    const offered = (timeline: Timeline) =>
      timeline.frames[5]?.happenings.find(({ what }) => what === 'groupOffered');
    expect(offered(off)).toEqual(offered(ten.timeline));
  });

  test('leaves the steps before it untouched', () => {
    const later = toggled(ten.timeline, 6);
    const same = later.frames.filter((frame, i) => frame === ten.timeline.frames[i]);
    expect(same).toHaveLength(5);
  });
});

describe('a step that is moved', () => {
  test('is done at its new place', () => {
    const { frames } = moved(ten.timeline, 6, 1);
    expect(frames.map(({ action }) => action)).toEqual([
      tenSteps[5],
      ...tenSteps.slice(0, 5),
      ...tenSteps.slice(6),
    ]);
  });

  test('stays where it is when there is no other place', () => {
    expect(moved(ten.timeline, 3, 3)).toBe(ten.timeline);
    expect(moved(ten.timeline, 11, 1)).toBe(ten.timeline);
    expect(moved(ten.timeline, 10, 99)).toBe(ten.timeline);
  });
});

describe('marks', () => {
  const fork = acted({ ...ten, step: 5 }, ask(0));
  const noted = withMarksAt(fork, 3, { note: 'look here' });

  test('belong to a step in every branch that has it', () => {
    expect(noted.timeline.frames[2]?.note).toBe('look here');
    expect(noted.kept[0]?.entries[2]?.note).toBe('look here');
    expect(sharedSteps(noted.timeline.frames, noted.kept[0]?.entries ?? [])).toBe(5);
  });

  test('of a step of one branch stay in it', () => {
    const own = withMarksAt(fork, 6, { bookmarked: true });
    expect(own.timeline.frames[5]?.bookmarked).toBe(true);
    expect(own.kept).toEqual(fork.kept);
  });

  test('do nothing to the states', () => {
    expect(noted.timeline.frames[9]).toBe(fork.timeline.frames[9]);
    expect(statesOf(noted.timeline)).toEqual(statesOf(fork.timeline));
  });

  test('are taken away again', () => {
    expect(withMarksAt(noted, 3, { note: '' }).timeline).toEqual(fork.timeline);
  });
});
