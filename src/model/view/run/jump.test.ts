import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { withMarksAt } from '../../simulation/run/branch-edits';
import { positionOf } from '../../simulation/run/branches';
import { stateAt, timelineOf } from '../../simulation/run/timeline';
import { toggled } from '../../simulation/run/timeline-edits';
import { add, askBack, next, R0, scenarioWith } from '../../testing/run';
import { MiB } from '../../units';
import { jumpsFrom, jumpTarget } from './jump';
import { stepsView } from './steps-view';

const offer = (offset: number) => add([[offset * MiB, 2 * MiB]]);
const round = [next, next, next, next];
const moment = positionOf(
  scenarioWith({ twin: 'linux-v11' }, [
    offer(0),
    ...round,
    offer(4),
    ...round,
    offer(0),
    askBack([[0, 2 * MiB]]),
    ...round,
  ]),
  0,
);
const { timeline } = moment;

/** The host machine starts anew, and finds out what its device holds. */
const restarted: readonly Action[] = [
  { kind: 'host', deed: 'restart' },
  { kind: 'host', deed: 'createRegion', start: R0, length: 512 * MiB },
  ...round,
];

describe('a jump', () => {
  test('follows the extents that are selected, else those of the step', () => {
    expect(jumpTarget(timeline, 1, 'extent', 1)).toBe(3);
    expect(jumpTarget(timeline, 3, 'extent', 1, ['extent:2'])).toBe(6);
    expect(jumpTarget(timeline, 10, 'extent', -1, ['extent:1', 'record:9'])).toBe(3);
    expect(jumpTarget(timeline, 0, 'extent', 1)).toBeUndefined();
  });

  test('goes to refusals', () => {
    expect(jumpTarget(timeline, 0, 'refusal', 1)).toBe(11);
    expect(jumpTarget(timeline, 11, 'refusal', 1)).toBeUndefined();
    expect(jumpTarget(timeline, 16, 'refusal', -1)).toBe(11);
  });

  test('goes to crashes as to refusals', () => {
    const hostile = add([[2n ** 64n - BigInt(2 * MiB), 4 * MiB]]);
    const run = timelineOf(scenarioWith({}, [offer(0), offer(0), offer(4), hostile]));
    expect(jumpTarget(run, 2, 'refusal', 1)).toBe(4);
    expect(jumpTarget(run, 4, 'refusal', -1)).toBe(2);
    expect(jumpTarget(run, 1, 'refusal', 1)).toBe(2);
  });

  test('goes to where host and device begin or cease to disagree', () => {
    const run = timelineOf(scenarioWith({ twin: 'linux-v11' }, [offer(0), ...round, ...restarted]));
    expect(jumpTarget(run, 0, 'divergence', 1)).toBe(6);
    const ends = jumpTarget(run, 6, 'divergence', 1) ?? 0;
    expect(stateAt(run, ends - 1).host.extents).toEqual([]);
    expect(stateAt(run, ends).host.extents).toHaveLength(1);
    expect(jumpTarget(run, ends, 'divergence', 1)).toBeUndefined();
    expect(jumpTarget(run, ends, 'divergence', -1)).toBe(6);
  });

  test('finds no disagreement in the normal course of events', () => {
    expect(jumpTarget(timeline, 0, 'divergence', 1)).toBeUndefined();
  });

  test('goes to bookmarks', () => {
    const marked = withMarksAt(moment, 5, { bookmarked: true }).timeline;
    expect(jumpTarget(marked, 9, 'bookmark', -1)).toBe(5);
    expect(jumpTarget(marked, 5, 'bookmark', -1)).toBeUndefined();
  });

  test('is offered for every kind at once', () => {
    expect(jumpsFrom(timeline, 3, [])).toEqual({
      extents: ['extent:1'],
      extent: { back: 1, on: 12 },
      refusal: { on: 11 },
      divergence: {},
      bookmark: {},
    });
  });
});

describe('a row of the step list', () => {
  test('of the host’s own move belongs to the action it answers', () => {
    expect(stepsView(timeline).map(({ under }) => under)).toEqual([
      ...[undefined, 1, 1, 1, 1],
      ...[undefined, 6, 6, 6, 6],
      ...[undefined, undefined, 12, 12, 12, 12],
    ]);
  });

  test('of a step that is off still says what it would do', () => {
    expect(stepsView(toggled(timeline, 1))[0]).toMatchObject({
      says: 'offers e1',
      effect: 'switched off',
      off: true,
      entities: ['step:1'],
    });
  });

  test('of a step that no longer applies says why', () => {
    expect(stepsView(toggled(timeline, 1))[1]?.cannot).toBe(
      'The host has no next move. Its event log is empty and nothing is staged. Let the fabric manager ask for something, or act for the host.',
    );
  });

  test('carries note and bookmark', () => {
    const noted = withMarksAt(moment, 2, { note: 'look' });
    const marked = withMarksAt(noted, 2, { bookmarked: true });
    expect(stepsView(marked.timeline)[1]).toMatchObject({ note: 'look', bookmarked: true });
  });

  test('stays the very same list while only another step is looked at', () => {
    expect(stepsView(timeline)).toBe(stepsView(timeline));
  });
});
