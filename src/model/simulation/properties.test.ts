import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../device/device-state';
import { brokenInvariants } from '../testing/invariants';
import { anyDeviceOfAll, busyPlans, play, replay, tamePlans, type Played } from '../testing/plans';
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

/** A state that shares lists and host with one that was looked at needs no other look. */
const isNew = ({ before, state }: Played): boolean =>
  before.tick === 0 ||
  before.host !== state.host ||
  before.device.lds[0]?.background !== state.device.lds[0]?.background ||
  changedSlices(before, state).length > 0;

/** What a step should not have done. */
const wrongsOf = (played: Played): readonly string[] => [
  ...(isNew(played) ? brokenInvariants(played.state) : []),
  ...wrongChanges(played),
  ...(played.state.tick === played.before.tick + 1 ? [] : ['the tick is wrong']),
  ...wrongMore(played),
];

/** The More flag is on all records of a request but its last; what the log lost is a tail. The 2023 series has none. */
function wrongMore({ before, state, happenings }: Played): readonly string[] {
  const known = ldOf(before.device).eventLogs.dynamicCapacity.nextSerial;
  const { records } = ldOf(state.device).eventLogs.dynamicCapacity;
  const fresh = records.filter(({ serial }) => serial >= known);
  const chained = state.device.profile !== 'qemu-v3';
  const lost = happenings.some(({ what }) => what === 'recordDropped');
  const right = fresh.every(({ more }, i) => more === (chained && (lost || i < fresh.length - 1)));
  return right ? [] : ['the More flag is wrong'];
}

/** Whether the same actions from the same start give the same replies, happenings and state. */
function isRepeatable(described: Described, steps: readonly Played[]): boolean {
  const again = replay(
    described,
    steps.map(({ action }) => action),
  );
  const told = (run: readonly Played[]): unknown => [
    run.map(({ reply, happenings }) => [reply, happenings]),
    run.at(-1)?.state,
  ];
  return isDeepStrictEqual(told(again), told(steps));
}

test(
  '10,000 short runs keep bitmap, lists and counts in step, refusals change nothing, and all can be replayed',
  () => {
    fc.assert(
      fc.property(anyDeviceOfAll, busyPlans(5), (described, plans) => {
        const steps = play(described, plans);
        expect(steps.flatMap(wrongsOf)).toEqual([]);
        expect(isRepeatable(described, steps)).toBe(true);
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
        expect(play(described, plans).flatMap(wrongsOf)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
  SLOW,
);
