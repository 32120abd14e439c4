import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { scenarioWith, add, clear, mailbox, next, respond, type Range } from '../../testing/run';
import { toggled } from '../../simulation/run/timeline-edits';
import { acted, positionOf, type RunPosition } from '../../simulation/run/branches';
import { scenarioOf, timelineOf, type Timeline } from '../../simulation/run/timeline';
import { MiB } from '../../units';
import { lanesView } from './lanes-view';
import type { LaneSpan, StepRow } from '../page';
import { stepsView } from './steps-view';

const blocks = (count: number, from = 0): readonly Range[] =>
  Array.from({ length: count }, (_, i): Range => [(from + 4 * i) * MiB, 2 * MiB]);

/** Every log interrupts by MSI-X. */
const interruptsOn = mailbox(0x0103, '0101010101');
const read = mailbox(0x0100, '04');
const wait = (seconds: number): Action => ({ kind: 'clock', ns: seconds * 1e9 });

const linux = (...actions: readonly Action[]): Timeline =>
  timelineOf(scenarioWith({ twin: 'linux-v11' }, actions));
const byHand = (...actions: readonly Action[]): Timeline => timelineOf(scenarioWith({}, actions));

const spansIn = (timeline: Timeline, lane: LaneSpan['lane']): readonly string[] =>
  lanesView(timeline)
    .spans.filter((span) => span.lane === lane)
    .map(({ id, kind, from, to, track }) => `${id} ${kind} ${from}–${to ?? ''} on ${track}`);

const rowIn = (timeline: Timeline, step: number): StepRow => {
  const row = stepsView(timeline)[step - 1];
  if (row === undefined) throw new Error(`no step ${step}`);
  return row;
};

describe('a chain of records joined by More', () => {
  test('is bracketed on the device from the offer over the read to the answer', () => {
    const run = linux(add(blocks(3)), next, next, next);
    expect(spansIn(run, 'device')).toEqual(['group:1 chain 1–3 on 0']);
    const [span] = lanesView(run).spans;
    expect(span?.reads).toEqual([2]);
    expect(span?.text).toBe(
      'Chain g1: 3 records joined by More, offered at step 1, read at step 2, answered at step 3',
    );
    expect(span?.entities).toEqual(['group:1', 'extent:1', 'extent:2', 'extent:3']);
  });

  test('is bracketed on the host while the host has it to answer', () => {
    expect(spansIn(linux(add(blocks(3)), next, next, next), 'host')).toEqual([
      'group:1 chain 2–3 on 0',
    ]);
  });

  test('stays open while nobody answers it', () => {
    const run = byHand(add(blocks(2)), { kind: 'reset' });
    expect(spansIn(run, 'device')).toEqual(['group:1 chain 1– on 0']);
    expect(lanesView(run).spans[0]?.text).toMatch(/, not answered$/);
  });

  test('of one record is none', () => {
    expect(lanesView(linux(add(blocks(1)), next, next)).spans).toEqual([]);
  });

  test('is not answered by a refused response', () => {
    const run = byHand(add(blocks(2)), read, respond([[0x2000_0000, 2 * MiB]]));
    expect(rowIn(run, 3).answer?.code).toBe('0Fh');
    expect(spansIn(run, 'device')).toEqual(['group:1 chain 1– on 0']);
  });

  test('stands beside another that waits, and beside it no longer once that is answered', () => {
    const run = byHand(add(blocks(2)), add(blocks(2, 40)), respond([]), add(blocks(2, 80)));
    expect(spansIn(run, 'device')).toEqual([
      'group:1 chain 1–3 on 0',
      'group:2 chain 2– on 1',
      'group:3 chain 4– on 0',
    ]);
  });
});

describe('a chain whose closing record was lost', () => {
  const lost = [add(blocks(10)), next, next] as const;

  test('says so', () => {
    expect(lanesView(linux(...lost)).spans[0]?.text).toBe(
      'Chain g1: 10 records joined by More, offered at step 1, its closing record was lost, read at step 2, not answered',
    );
  });

  test('makes the host wait, with the time its watchdog ends', () => {
    const run = linux(...lost);
    expect(spansIn(run, 'host')).toEqual(['group:1 chain 2–3 on 0', 'group:1 waiting 3– on 0']);
    const waiting = lanesView(run).spans.find(({ kind }) => kind === 'waiting');
    expect(waiting?.label).toBe('waits until 20 s');
    expect(waiting?.text).toBe(
      'Host waits for the closing record of g1 since step 3; its watchdog ends at 20 s',
    );
  });

  test('ends both brackets when the watchdog refuses it', () => {
    const run = linux(...lost, next, next, wait(20), next);
    expect(rowIn(run, 7).opcode).toBe('4802h');
    expect(spansIn(run, 'device')).toEqual(['group:1 chain 1–7 on 0']);
    expect(spansIn(run, 'host').at(-1)).toBe('group:1 waiting 3–7 on 0');
  });
});

describe('the messages of a step', () => {
  test('a request goes from the fabric manager to the device and is granted', () => {
    const row = rowIn(byHand(add(blocks(1))), 1);
    expect([row.lane, row.to, row.derived]).toEqual(['fm', 'device', false]);
    expect(row.answer).toEqual({ code: '{}', text: 'granted' });
  });

  test('a refused request carries QEMU’s error', () => {
    const row = rowIn(byHand(add([[1, 1]])), 1);
    expect(row.answer?.code).toBe('error');
    expect(row.answer?.text).not.toBe('');
  });

  test('a command goes from the host to the device and carries its code', () => {
    const row = rowIn(byHand(add(blocks(1)), read), 2);
    expect([row.lane, row.to, row.derived]).toEqual(['host', 'device', false]);
    expect(row.answer).toEqual({ code: '00h', text: 'Success' });
  });

  test('what a host does without a command is derived and stays in its lane', () => {
    const row = rowIn(linux(add(blocks(10)), next, next), 3);
    expect([row.lane, row.to, row.derived, row.answer]).toEqual([
      'host',
      undefined,
      true,
      undefined,
    ]);
  });

  test('a step that is off sends nothing', () => {
    const row = rowIn(toggled(byHand(add(blocks(1))), 1), 1);
    expect([row.lane, row.derived, row.answer, row.interrupts]).toEqual([
      'fm',
      true,
      undefined,
      [],
    ]);
  });

  test('an interrupt is marked once where it is raised, and not while the log holds records', () => {
    const run = byHand(interruptsOn, add(blocks(2)), add(blocks(1, 40)));
    expect(run.frames.map((_, i) => rowIn(run, i + 1).interrupts.length)).toEqual([0, 1, 0]);
    expect(rowIn(byHand(add(blocks(1))), 1).interrupts).toEqual([]);
  });

  test('a crash has no answer', () => {
    const run = byHand(add(blocks(1)), respond([]), respond([]));
    const row = rowIn(run, 3);
    expect([row.tone, row.lane, row.to, row.answer]).toEqual([
      'crash',
      'host',
      'device',
      undefined,
    ]);
  });
});

describe('the lane of user memory', () => {
  const load: Action = { kind: 'read', space: 'dpa', at: 0x1000_0000, length: 64 };

  test('is there only when the run uses the capacity', () => {
    expect(lanesView(byHand(add(blocks(1)), read, clear([1]))).memory).toBe(false);
    expect(lanesView(byHand(add(blocks(1)), load)).memory).toBe(true);
  });

  test('sends a load to the device', () => {
    const row = rowIn(byHand(load), 1);
    expect([row.lane, row.to, row.answer?.code]).toEqual(['memory', 'device', 'error']);
  });

  test('is given what the host brings online, and gives it back', () => {
    const lanes = (['claim', 'destroyDax'] as const).map((deed) => {
      const action: Action =
        deed === 'claim'
          ? { kind: 'host', deed, region: 0, of: '' }
          : { kind: 'host', deed, dax: 'dax0.1' };
      const row = rowIn(byHand(action), 1);
      return `${row.lane} ${row.to ?? ''}`;
    });
    expect(lanes).toEqual(['host memory', 'memory host']);
  });
});

test('the view is the very same while the run is', () => {
  const run = linux(add(blocks(3)), next, next);
  expect(lanesView(run)).toBe(lanesView(run));
  expect(lanesView({ ...run, title: 'other' })).toBe(lanesView(run));
});

test('a run that grew step by step, forked and was taken back is seen as one that was opened', () => {
  const actions = [
    add(blocks(10)),
    next,
    next,
    add(blocks(2, 80)),
    next,
    next,
    wait(20),
    next,
    next,
  ];
  let moment = positionOf(scenarioWith({ twin: 'linux-v11' }), 0);
  const fresh = ({ timeline }: RunPosition): unknown => lanesView(timelineOf(scenarioOf(timeline)));
  for (const action of actions) {
    moment = acted(moment, action);
    expect(lanesView(moment.timeline)).toEqual(fresh(moment));
  }
  const fork = acted({ ...moment, step: 4 }, { kind: 'reset' });
  expect(lanesView(fork.timeline)).toEqual(fresh(fork));
  expect(lanesView({ ...moment.timeline, frames: [...moment.timeline.frames] })).toEqual(
    fresh(moment),
  );
});
