import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPlans, play } from '../../testing/plans';
import { add, answerOf, askBack, next, respond, scenarioWith } from '../../testing/run';
import { MiB } from '../../units';
import { acted, advanced, positionOf, type RunPosition } from './branches';
import { queued, scenarioOf, stateAt, timelineOf, type Timeline } from './timeline';
import { upcoming } from './timeline-next';

const offer = (offset: number) => add([[offset * MiB, 2 * MiB]]);
const requestOf = (action: ReturnType<typeof add>) =>
  action.kind === 'qmp' ? { execute: action.execute, arguments: action.arguments } : never();
const waiting = [requestOf(offer(0)), requestOf(offer(4))];
const linux = { twin: 'linux-v11' } as const;

const at = (timeline: Timeline, step: number): RunPosition => ({
  ...positionOf(scenarioWith({}), 0),
  timeline,
  step,
});

function never(): never {
  throw new Error('not a request');
}

/** Steps forward until nothing comes any more. */
function played(from: RunPosition): RunPosition {
  let moment = from;
  for (;;) {
    const next = advanced(moment);
    if (next === moment) return moment;
    moment = next;
  }
}

const kindsOf = ({ timeline }: RunPosition): readonly string[] =>
  timeline.frames.map(({ action, fromQueue }) => `${action.kind}${fromQueue ? ' queued' : ''}`);

describe('a step forward', () => {
  test('is the recorded one while there is one', () => {
    const timeline = timelineOf(scenarioWith(linux, [offer(0), next], waiting));
    const moment = advanced(at(timeline, 0));
    expect([moment.step, moment.timeline === timeline]).toEqual([1, true]);
  });

  test('is the host’s move before a request that waits', () => {
    const timeline = timelineOf(scenarioWith(linux, [offer(0)], waiting));
    const moment = advanced(at(timeline, 1));
    expect(kindsOf(moment)).toEqual(['qmp', 'host']);
    expect(moment.timeline.queue).toEqual(waiting);
  });

  test('sends the next request when the host is idle', () => {
    const moment = played(positionOf(scenarioWith(linux, [], waiting), 0));
    const round = ['qmp queued', 'host', 'host', 'host', 'host'];
    expect(kindsOf(moment)).toEqual([...round, ...round]);
    expect(moment.timeline.queue).toEqual([]);
  });

  test('is none when nothing comes: the very same moment', () => {
    const moment = positionOf(scenarioWith(linux), 0);
    expect(advanced(moment)).toBe(moment);
    expect(upcoming(moment.timeline)).toBeUndefined();
  });

  test('is told before it is taken', () => {
    const idle = timelineOf(scenarioWith(linux, [], waiting));
    expect(upcoming(idle)).toEqual({ kind: 'fm', request: waiting[0] });
    const busy = timelineOf(scenarioWith(linux, [offer(0)], waiting));
    expect(upcoming(busy)).toMatchObject({ kind: 'host', move: { title: 'reads the event log' } });
  });
});

test('time is what comes next when a host waits for the rest of a chain and nothing else is to come', () => {
  const pairs = Array.from({ length: 12 }, (_, i) => [2 * i * MiB, 2 * MiB] as const);
  const waits = played(positionOf(scenarioWith(linux, [add(pairs)]), 1));
  const last = waits.timeline.frames.findLast(({ action }) => action.kind === 'clock');
  expect(last?.action).toEqual({ kind: 'clock', ns: 20_000_000_000 });
  const before = waits.timeline.frames.findIndex((frame) => frame === last);
  const open = { ...waits.timeline, frames: waits.timeline.frames.slice(0, before) };
  expect(upcoming(open)).toEqual({ kind: 'clock', ns: 20_000_000_000 });
  expect(upcoming({ ...open, queue: waiting })).toEqual({ kind: 'fm', request: waiting[0] });
});

describe('an action in the past', () => {
  const end = played(positionOf(scenarioWith(linux, [], waiting), 0));

  test('leaves out what came after, and returns requests to the head of the queue', () => {
    const fork = acted({ ...end, step: 2 }, askBack([[0, 2 * MiB]]));
    expect(kindsOf(fork)).toEqual(['qmp queued', 'host', 'qmp']);
    expect(fork.step).toBe(3);
    expect(fork.timeline.queue).toEqual([waiting[1]]);
  });

  test('before everything returns all requests in their order', () => {
    const later = { ...end, timeline: queued(end.timeline, [requestOf(offer(8))]) };
    const fork = acted({ ...later, step: 0 }, { kind: 'reset' });
    expect(fork.timeline.queue).toEqual([...waiting, requestOf(offer(8))]);
  });

  test('does not touch the run it forked from', () => {
    const frames = [...end.timeline.frames];
    acted({ ...end, step: 1 }, { kind: 'reset' });
    expect(end.timeline.frames).toEqual(frames);
  });

  test('at the end only adds to the run', () => {
    const fork = acted(end, { kind: 'reset' });
    expect(fork.timeline.frames.slice(0, -1)).toEqual(end.timeline.frames);
    expect(fork.timeline.queue).toBe(end.timeline.queue);
  });
});

describe('a run after a crash', () => {
  const timeline = timelineOf(scenarioWith({}, [offer(0), respond([]), respond([])], waiting));

  test('has no next step', () => {
    expect(timeline.frames.map(answerOf)).toEqual(['return', '00h', 'crash']);
    expect(upcoming(timeline)).toBeUndefined();
    const moment = at(timeline, 3);
    expect(advanced(moment)).toBe(moment);
    expect(answerOf(acted(moment, offer(4)).timeline.frames[3] ?? never())).toBe('cannot');
  });

  test('can be gone on with from before the crash', () => {
    expect(stateAt(timeline, 2).device.crashed).toBeUndefined();
    const fork = acted(at(timeline, 2), offer(4));
    expect(fork.timeline.frames.map(answerOf)).toEqual(['return', '00h', 'return']);
    expect(upcoming(fork.timeline)).toEqual({ kind: 'fm', request: waiting[0] });
  });
});

test('a run is told by its inputs: the scenario of a timeline plays the same timeline', () => {
  fc.assert(
    fc.property(anyPlans(15), fc.constantFrom('linux-v11', 'manual'), (plans, twin) => {
      const described = { dcMiB: 512, twin } as const;
      const actions = play(described, plans).map(({ action }) => action);
      const scenario = { ...scenarioWith(described, actions, waiting), about: 'something' };
      const timeline = timelineOf(scenario);
      expect(scenarioOf(timeline)).toEqual(scenario);
      expect(timelineOf(scenarioOf(timeline))).toEqual(timeline);
    }),
    { numRuns: 60 },
  );
});

test('a title without a description stays without one', () => {
  expect(scenarioOf(timelineOf(scenarioWith({})))).not.toHaveProperty('about');
});
