import { describe, expect, test } from 'vitest';
import { limits } from '../model/simulation/scenario/limits';
import { positionOf } from '../model/simulation/run/branches';
import { add, next, scenarioWith } from '../model/testing/run';
import { MiB } from '../model/units';
import { branchesView } from '../model/view/run/branches-view';
import type { RunEdit, UserAct } from './messages';
import * as sessions from './session';
import type { Outcome, Session } from './session';
import { edit as edited } from './session-edits';

const round = [next, next, next, next];
const actions = [add([[0, 2 * MiB]]), ...round, add([[4 * MiB, 2 * MiB]]), ...round];
const opened = sessions.sessionOf(positionOf(scenarioWith({ twin: 'linux-v11' }, actions), 10));

const done = (outcome: Outcome): Session => {
  if ('problem' in outcome) throw new Error(outcome.problem.title);
  return outcome.session;
};
const refused = (outcome: Outcome): string => {
  if ('session' in outcome) throw new Error('it was done');
  return `${outcome.problem.title}: ${outcome.problem.what}`;
};
const forked = sessions.act(sessions.sought(opened, 5), { kind: 'reset' });

describe('an edit', () => {
  const edits: readonly RunEdit[] = [
    { kind: 'toggle', step: 1 },
    { kind: 'move', step: 6, to: 1 },
    { kind: 'note', step: 3, text: 'look' },
    { kind: 'bookmark', step: 3, on: true },
    { kind: 'switchBranch', id: 1 },
    { kind: 'renameBranch', id: 1, name: 'old' },
    { kind: 'deleteBranch', id: 1 },
  ];

  test.each(edits)('$kind is taken back to the very moment before it, and done again', (edit) => {
    const start = done(forked);
    const after = done(edited(start, edit));
    expect(after.moment).not.toBe(start.moment);
    expect(sessions.undone(after).moment).toBe(start.moment);
    expect(sessions.redone(sessions.undone(after))).toEqual(after);
  });

  test('that changes nothing is none', () => {
    expect(done(edited(opened, { kind: 'move', step: 3, to: 3 }))).toBe(opened);
  });

  test('ends what could be done again', () => {
    const back = sessions.undone(done(edited(opened, { kind: 'toggle', step: 1 })));
    expect(back.future).toHaveLength(1);
    expect(done(edited(back, { kind: 'toggle', step: 2 })).future).toEqual([]);
  });

  test('is no move: looking at another step takes nothing back and leaves nothing out', () => {
    const there = sessions.sought(done(edited(opened, { kind: 'toggle', step: 1 })), 4);
    expect([there.moment.step, there.past.length]).toEqual([4, 1]);
  });
});

describe('acting before the last step', () => {
  test('tells what it kept, by what is in it', () => {
    expect(forked).toMatchObject({
      kept: { id: 1, name: 'after step 5: FM offers e2', first: 6, last: 10 },
    });
    expect(branchesView(done(forked).moment)).toEqual([
      { id: 0, name: 'main', from: 6, steps: 6, current: true },
      { id: 1, name: 'after step 5: FM offers e2', from: 5, steps: 10, current: false },
    ]);
  });

  test('keeps nothing when the host’s own move comes anyway', () => {
    const on = sessions.act(sessions.sought(opened, 1), { kind: 'hostNext' });
    expect(done(on).moment).toEqual({ ...opened.moment, step: 2 });
    expect(done(on).past).toEqual([]);
  });

  test('of the last step keeps nothing', () => {
    expect(sessions.act(opened, { kind: 'reset' })).not.toHaveProperty('kept');
  });
});

describe('what cannot be done', () => {
  const start = done(forked);
  test.each<[RunEdit, string]>([
    [{ kind: 'toggle', step: 0 }, 'There is no step 0: The run has steps 1 to 6.'],
    [{ kind: 'toggle', step: 1.5 }, 'There is no step 1.5'],
    [{ kind: 'move', step: 7, to: 1 }, 'There is no step 7'],
    [{ kind: 'note', step: 7, text: 'x' }, 'There is no step 7'],
    [{ kind: 'move', step: 1, to: 7 }, 'There is no step 7'],
    [{ kind: 'note', step: 1, text: 'x'.repeat(1001) }, 'too long: It has 1,001 characters.'],
    [{ kind: 'switchBranch', id: 9 }, 'This branch is gone'],
    [{ kind: 'deleteBranch', id: 0 }, 'This branch is shown'],
    [{ kind: 'renameBranch', id: 1, name: ' ' }, 'The name is empty.'],
    [{ kind: 'renameBranch', id: 1, name: 'main' }, '“main” is there already.'],
    [{ kind: 'renameBranch', id: 1, name: 'x'.repeat(81) }, 'The name has 81 characters.'],
  ])('%o', (edit, expected) => {
    expect(refused(edited(start, edit))).toContain(expected);
  });

  test('more branches than a file holds', () => {
    const reset: UserAct = { kind: 'reset' };
    let session = opened;
    for (let i = 1; i < limits.branches; i += 1) {
      session = done(sessions.act(sessions.sought(session, 1), reset));
    }
    expect(branchesView(session.moment)).toHaveLength(limits.branches);
    const more = sessions.act(sessions.sought(session, 1), reset);
    expect(refused(more)).toContain('at most 50 branches');
  });

  test('more actions than a file holds', () => {
    const many = Array.from({ length: limits.actions }, () => ({ kind: 'reset' }) as const);
    const full = sessions.sessionOf(positionOf(scenarioWith({}, many), limits.actions));
    expect(refused(sessions.act(full, { kind: 'reset' }))).toContain('10,001 actions');
  });
});

test.each([
  [6000, 3],
  [10_000, 2],
])('of a run of %i steps that all change, so many edits can be taken back: %i', (steps, kept) => {
  const resets = Array.from({ length: steps }, () => ({ kind: 'reset' }) as const);
  let session = sessions.sessionOf(positionOf(scenarioWith({}, resets), steps));
  for (let i = 0; i < kept + 2; i += 1)
    session = done(edited(session, { kind: 'toggle', step: 1 }));
  expect(session.past).toHaveLength(kept);
});

test('what can be taken back does not grow without end', () => {
  let session = opened;
  for (let i = 0; i < 300; i += 1) session = done(edited(session, { kind: 'toggle', step: 1 }));
  expect(session.past).toHaveLength(200);
});

test('a move is asked of an idle host: it says why there is none, and the run stays as it was', () => {
  const outcome = sessions.act(opened, { kind: 'hostNext' });
  expect(refused(outcome)).toBe(
    'The host has no next move.: Its event log is empty and nothing is staged.',
  );
});
