import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import type { Reply } from '../../simulation/reply';
import { stateAt } from '../../simulation/run/timeline';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { add, next, respond, R0 } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { sceneOf } from '../scene/scene';
import { outcomeView } from './outcome-view';
import { registersView } from '../device/registers-view';
import { stepsView } from '../run/steps-view';

/** 01h says that a command goes on in the background. */
const isRefusal = (reply: Reply): boolean =>
  reply.kind === 'crash' ||
  (reply.kind === 'mailbox' && reply.code > 1) ||
  (reply.kind === 'qmp' && 'error' in reply) ||
  (reply.kind === 'memory' && reply.memtx === 'error');

test('the counters of a step count what occurred up to it, and nothing after it', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(40), (described, at) => {
      const timeline = playedRun(described);
      const step = Math.min(at, timeline.frames.length);
      const scene = sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
      const { refusals, log } = outcomeView(scene);
      const past = timeline.frames.slice(0, step).filter(({ reply }) => isRefusal(reply));
      expect(refusals).toBe(past.length);
      const marked = stepsView(timeline).filter(
        (row) => row.step <= step && ['refused', 'crash'].includes(row.tone),
      );
      expect(marked).toHaveLength(refusals);
      const { records, overflow } = ldOf(stateAt(timeline, step).device).eventLogs.dynamicCapacity;
      expect([log.held, log.lost]).toEqual([records.length, overflow.count]);
    }),
    { numRuns: 100 },
  );
});

test('a refusal counts from its own step on', () => {
  const offer = add([[0, 2 * MiB]]);
  const counts = [0, 1, 2, 3].map((step) =>
    outcomeView(sceneAfter({}, [offer, offer, next], step)),
  );
  expect(counts.map(({ refusals }) => refusals)).toEqual([0, 0, 1, 1]);
});

describe('a register', () => {
  test('is marked where it reads otherwise than before the step', () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(40), (described, at) => {
        const timeline = playedRun(described);
        const chronicle = chronicleOf(timeline.frames, emptyChronicle);
        const step = Math.min(at, timeline.frames.length);
        const values = (there: number) =>
          registersView(sceneOf({ timeline, step: there }, chronicle)).registers;
        const before = values(Math.max(0, step - 1));
        const changed = values(step).map(({ value }, i) => value !== before[i]?.value);
        expect(values(step).map((register) => register.changed)).toEqual(changed);
      }),
      { numRuns: 60 },
    );
  });

  test('of the event status is marked by the first record, and that of the command by a command', () => {
    const actions = [add([[0, 2 * MiB]]), respond([[R0, 2 * MiB]])];
    const marked = [0, 1, 2].map((step) =>
      registersView(sceneAfter({}, actions, step))
        .registers.filter(({ changed }) => changed)
        .map(({ name }) => name),
    );
    expect(marked).toEqual([[], ['Event Status'], ['Command']]);
  });
});
