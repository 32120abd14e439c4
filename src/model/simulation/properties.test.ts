import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenInvariants } from '../testing/invariants';
import { anyDevice, anyPlans, play, tamePlans, type Played } from '../testing/plans';
import { changedSlices, deviceWith } from '../testing/run';
import { step } from './step';

/** Milliseconds that a busy machine may take. */
const SLOW = 60_000;

const failed = ({ reply }: Played): boolean =>
  (reply.kind === 'mailbox' && reply.code !== 0) ||
  (reply.kind === 'qmp' && reply.error !== undefined) ||
  ['cannot', 'crash', 'notModelled'].includes(reply.kind);

/** What a step should not have done. */
function wrongsOf(played: Played): readonly string[] {
  const changed = failed(played) ? changedSlices(played.before, played.state) : [];
  return [
    ...brokenInvariants(played.state),
    ...changed.map((name) => `a refusal changed ${name}`),
    ...(played.state.tick === played.before.tick + 1 ? [] : ['the tick is wrong']),
    ...wrongMore(played),
  ];
}

/** The More flag is on all records of a request but its last; what the log lost is a tail. */
function wrongMore({ before, state, happenings }: Played): readonly string[] {
  const known = before.device.lds[0].eventLogs.dynamicCapacity.nextSerial;
  const { records } = state.device.lds[0].eventLogs.dynamicCapacity;
  const fresh = records.filter(({ serial }) => serial >= known);
  const lost = happenings.some(({ what }) => what === 'recordDropped');
  const right = fresh.every(({ more }, i) => more === (lost || i < fresh.length - 1));
  return right ? [] : ['the More flag is wrong'];
}

test(
  'random runs keep the bitmap, the lists and the counts in step, and refusals change nothing',
  () => {
    fc.assert(
      fc.property(anyDevice, anyPlans(30), (described, plans) => {
        for (const played of play(described, plans)) expect(wrongsOf(played)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  },
  SLOW,
);

test(
  'long runs that mean well do too',
  () => {
    fc.assert(
      fc.property(anyDevice, tamePlans(120), (described, plans) => {
        for (const played of play(described, plans)) expect(wrongsOf(played)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  },
  SLOW,
);

test(
  'the same actions from the same start give the same states, replies and happenings',
  () => {
    fc.assert(
      fc.property(anyDevice, anyPlans(20), (described, plans) => {
        let state = deviceWith(described);
        for (const { action, state: first, reply, happenings } of play(described, plans)) {
          const again = step(state, action);
          expect(again).toMatchObject({ reply, happenings });
          expect(again.state).toEqual(first);
          state = again.state;
        }
      }),
      { numRuns: 100 },
    );
  },
  SLOW,
);
