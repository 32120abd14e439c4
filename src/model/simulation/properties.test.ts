import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brokenInvariants } from '../testing/invariants';
import { anyDeviceOfAll, anyPlans, play, replay, tamePlans, type Played } from '../testing/plans';
import { changedSlices, type Described } from '../testing/run';

/** Milliseconds that a busy machine may take. */
const SLOW = 120_000;

const failed = ({ reply }: Played): boolean =>
  (reply.kind === 'mailbox' && reply.code !== 0 && reply.code !== 1) ||
  (reply.kind === 'qmp' && reply.error !== undefined) ||
  ['cannot', 'crash', 'notModelled'].includes(reply.kind);

/** Entries of the 2023 series that stand before a refused one stay applied. */
const staysApplied = ({ reply }: Played): boolean =>
  'refused' in reply && /^v3\.480[23]\./.test(reply.refused.rule);

const isGuest = ({ action: { kind } }: Played): boolean => ['read', 'write', 'hdm'].includes(kind);

/** Capacity that changed although it may not. */
function wrongChanges(played: Played): readonly string[] {
  const mayNot = isGuest(played) || (failed(played) && !staysApplied(played));
  return mayNot ? changedSlices(played.before, played.state).map((name) => `changed ${name}`) : [];
}

/** What a step should not have done. */
const wrongsOf = (played: Played): readonly string[] => [
  ...brokenInvariants(played.state),
  ...wrongChanges(played),
  ...(played.state.tick === played.before.tick + 1 ? [] : ['the tick is wrong']),
  ...wrongMore(played),
];

/** The More flag is on all records of a request but its last; what the log lost is a tail. The 2023 series has none. */
function wrongMore({ before, state, happenings }: Played): readonly string[] {
  const known = before.device.lds[0].eventLogs.dynamicCapacity.nextSerial;
  const { records } = state.device.lds[0].eventLogs.dynamicCapacity;
  const fresh = records.filter(({ serial }) => serial >= known);
  const chained = state.device.profile !== 'qemu-v3';
  const lost = happenings.some(({ what }) => what === 'recordDropped');
  const right = fresh.every(({ more }, i) => more === (chained && (lost || i < fresh.length - 1)));
  return right ? [] : ['the More flag is wrong'];
}

const wrongsIn = (described: Described, plans: Parameters<typeof play>[1]): readonly string[] =>
  play(described, plans).flatMap((played) => wrongsOf(played));

test(
  '10,000 short runs keep bitmap, lists and counts in step, and refusals change nothing',
  () => {
    fc.assert(
      fc.property(anyDeviceOfAll, anyPlans(10), (described, plans) => {
        expect(wrongsIn(described, plans)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  },
  SLOW,
);

test(
  'long runs that mean well do too',
  () => {
    fc.assert(
      fc.property(anyDeviceOfAll, tamePlans(100), (described, plans) => {
        expect(wrongsIn(described, plans)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
  SLOW,
);

test(
  'the same actions from the same start give the same states, replies and happenings',
  () => {
    fc.assert(
      fc.property(anyDeviceOfAll, anyPlans(5), (described, plans) => {
        const first = play(described, plans);
        const again = replay(
          described,
          first.map(({ action }) => action),
        );
        const told = (run: readonly Played[]): unknown => [
          run.map(({ reply, happenings }) => [reply, happenings]),
          run.at(-1)?.state,
        ];
        expect(isDeepStrictEqual(told(again), told(first))).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  },
  SLOW,
);
