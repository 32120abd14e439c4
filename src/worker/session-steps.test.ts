import { expect, test } from 'vitest';
import { positionOf } from '../model/simulation/run/branches';
import { add, next, scenarioWith } from '../model/testing/run';
import { MiB } from '../model/units';
import { checksView } from '../model/view/run/checks-view';
import { branchesView } from '../model/view/run/branches-view';
import * as sessions from './session';
import type { Outcome, Session } from './session';
import { edit } from './session-edits';

const offer = add([[0, 2 * MiB]]);
const other = add([[4 * MiB, 2 * MiB]]);
const start = sessions.sessionOf(
  positionOf(scenarioWith({ twin: 'linux-v11' }, [offer, next, next]), 3),
);

const done = (outcome: Outcome): Session => {
  if ('problem' in outcome) throw new Error(outcome.problem.title);
  return outcome.session;
};
const request = {
  execute: 'cxl-add-dynamic-capacity',
  arguments: 'arguments' in other ? other.arguments : {},
};

/** Where a session is: step, steps, queue, edits to take back and to do again, branches. */
const placeOf = ({ moment, past, future }: Session): string =>
  [
    `${moment.step}/${moment.timeline.frames.length}`,
    `q${moment.timeline.queue.length}`,
    `-${past.length}+${future.length}`,
    branchesView(moment)
      .map(({ steps }) => steps)
      .join(','),
  ].join(' ');

test.each<[string, Session, string]>([
  ['opened', start, '3/3 q0 -0+0 3'],
  ['looked at before its start', sessions.sought(start, -4), '0/3 q0 -0+0 3'],
  ['looked at past its end', sessions.sought(start, 40), '3/3 q0 -0+0 3'],
  ['looked at between two steps', sessions.sought(start, 1.9), '1/3 q0 -0+0 3'],
  ['with nothing to take back', sessions.undone(start), '3/3 q0 -0+0 3'],
  ['with nothing to do again', sessions.redone(start), '3/3 q0 -0+0 3'],
  [
    'a step on, along the record',
    done(sessions.steppedOn(sessions.sought(start, 1))),
    '2/3 q0 -0+0 3',
  ],
  ['a step on, by the host', done(sessions.steppedOn(start)), '4/4 q0 -1+0 4'],
  [
    'with requests that wait',
    done(sessions.submit(start, [request, request], 'queue')),
    '3/3 q2 -1+0 3',
  ],
  ['with requests sent', done(sessions.submit(start, [request, request], 'now')), '5/5 q0 -1+0 5'],
  [
    'with requests sent in the past',
    done(sessions.submit(sessions.sought(start, 1), [request, request], 'now')),
    '3/3 q0 -1+0 3,3',
  ],
  [
    'with two things done as one edit',
    done(sessions.actAll(start, [other, next])),
    '5/5 q0 -1+0 5',
  ],
  ['with nothing done', done(sessions.actAll(start, [])), '3/3 q0 -0+0 3'],
  [
    'with an edit taken back',
    sessions.undone(done(sessions.actAll(start, [other]))),
    '3/3 q0 -0+1 3',
  ],
  [
    'with an edit done again',
    sessions.redone(sessions.undone(done(sessions.actAll(start, [other])))),
    '4/4 q0 -1+0 4',
  ],
  [
    'on another device',
    done(sessions.act(start, { kind: 'chooseProfile', profile: 'qemu-10.0' })),
    '3/3 q0 -1+0 3',
  ],
  ['with the move that comes', done(sessions.act(start, { kind: 'hostNext' })), '4/4 q0 -1+0 4'],
  [
    'with the move that comes anyway',
    done(sessions.act(sessions.sought(start, 1), { kind: 'hostNext' })),
    '2/3 q0 -0+0 3',
  ],
  [
    'with a move where a request comes',
    done(sessions.act(sessions.sought(start, 2), { kind: 'reset' })),
    '3/3 q0 -1+0 3,3',
  ],
])('a session %s', (_, session, place) => {
  expect(placeOf(session)).toBe(place);
});

test('a move that is switched off is not the one that comes: doing it forks', () => {
  const off = done(edit(start, { kind: 'toggle', step: 2 }));
  const on = done(sessions.act(sessions.sought(off, 1), { kind: 'hostNext' }));
  expect(placeOf(on)).toBe('2/2 q0 -2+0 2,3');
});

test.each([
  ['qemu-1', 'There is no profile “qemu-1”'],
  ['qemu-v3', 'QEMU would not start this device'],
  ['cxl-test', 'These rules have no such device'],
])('on %s: %s', (profile, title) => {
  expect(sessions.act(start, { kind: 'chooseProfile', profile })).toMatchObject({
    problem: { title },
  });
});

test.each<[Parameters<typeof edit>[1], number]>([
  [{ kind: 'move', step: 3, to: 1 }, 1],
  [{ kind: 'move', step: 1, to: 2 }, 3],
  [{ kind: 'toggle', step: 1 }, 3],
  [{ kind: 'note', step: 2, text: ' x ' }, 3],
])('after %o step %i is looked at', (wish, step) => {
  expect(done(edit(start, wish)).moment.step).toBe(step);
});

test('notes, bookmarks and names are kept without blanks around them', () => {
  const noted = done(edit(start, { kind: 'note', step: 2, text: ' x ' }));
  expect(noted.moment.timeline.frames[1]?.note).toBe('x');
  const marked = done(edit(noted, { kind: 'bookmark', step: 2, on: true }));
  expect(marked.moment.timeline.frames.map(({ bookmarked }) => bookmarked)).toEqual([
    false,
    true,
    false,
  ]);
  const named = done(edit(start, { kind: 'renameBranch', id: 0, name: ' a ' }));
  expect(branchesView(named.moment).map(({ name }) => name)).toEqual(['a']);
});

test('what a step shows is expected of it, holds, and fails once an earlier step is off', () => {
  const checksOf = ({ moment: { timeline, step } }: Session) => checksView(timeline, step);
  const checked = done(edit(start, { kind: 'expect', step: 3, on: true }));
  const { count, failing, here } = checksOf(checked);
  expect([count, failing]).toEqual([4, 0]);
  expect(here.map(({ says, expected }) => `${says}: ${expected}`)).toMatchSnapshot();
  const otherwise = done(edit(checked, { kind: 'toggle', step: 1 }));
  expect(checksOf(otherwise).failingSteps).toEqual([3]);
  const now = done(edit(otherwise, { kind: 'expect', step: 3, on: true }));
  expect(checksOf(now)).toMatchObject({ count: 4, failing: 0 });
  const none = done(edit(now, { kind: 'expect', step: 3, on: false }));
  expect(none.moment.timeline.frames.map(({ expects }) => expects)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
