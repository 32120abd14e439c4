import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../codec/codec';
import type { ProfileId } from '../../device/profiles/profile';
import { twinIds, type TwinId } from '../../host/twin-id';
import { anyDevice, anyPlans, play } from '../../testing/plans';
import {
  acceptedIn,
  add,
  answerOf,
  askBack,
  ldIn,
  next,
  pendingIn,
  scenarioWith,
  type Described,
} from '../../testing/run';
import { MiB } from '../../units';
import { isHostMove, type Action } from '../action';
import { againstProfile, againstRun, againstTwin, type Comparison } from './compare';
import { groupsOf, paired } from './compare-align';
import { differencesIn, stepsOf } from './compare-differences';
import { stateAt, timelineOf } from '../run/timeline';

const linux: Described = { twin: 'linux-v11' };
const runOf = (described: Described, actions: readonly Action[]) =>
  timelineOf(scenarioWith(described, actions));

const offer = add([[0, 4 * MiB]]);
const other = add([[8 * MiB, 4 * MiB]]);
const moves = [next, next, next, next];
const asTwin = (twin: TwinId): Action => ({ kind: 'twin', twin });

const stepsAt = ({ rows }: Comparison): readonly string[] => rows.map(({ a, b }) => `${a}/${b}`);
const movesIn = ({ b }: Comparison): number =>
  b.frames.filter(({ action }) => isHostMove(action)).length;

describe('the same inputs with another host', () => {
  test('a host that does nothing is waited for while the other one moves', () => {
    const comparison = againstTwin(runOf(linux, [offer, ...moves, other]), 'manual');
    expect(stepsAt(comparison)).toEqual(['0/0', '1/1', '2/1', '3/1', '4/1', '5/1', '6/2']);
  });

  test('the host of B is let run where that of A has nothing more to do', () => {
    const comparison = againstTwin(runOf({ twin: 'manual' }, [offer, other]), 'linux-v11');
    expect(comparison.b.frames.map(({ action }) => action.kind)).toEqual([
      'qmp',
      ...moves.map(() => 'host'),
      'qmp',
      ...moves.map(() => 'host'),
    ]);
  });

  test('and no further than A’s where that one was interrupted', () => {
    expect(movesIn(againstTwin(runOf(linux, [offer, next, other, next]), 'linux-v11'))).toBe(2);
  });

  test('a choice of host in A is no input of B', () => {
    const { b } = againstTwin(runOf(linux, [offer, asTwin('manual'), other]), 'linux-v11');
    expect(b.frames.map(({ action }) => action.kind)).not.toContain('twin');
  });

  test('but stays one on another device', () => {
    const { b } = againstProfile(runOf(linux, [asTwin('manual'), offer]), 'qemu-10.0');
    expect(b.frames.map(({ action }) => action.kind)).toEqual(['twin', 'qmp']);
  });

  test('a deed that means nothing to the other run cannot be done there', () => {
    const deed: Action = { kind: 'host', deed: 'respond', accept: [1] };
    const { b } = againstTwin(
      runOf({ twin: 'manual' }, [offer, { kind: 'host', deed: 'read' }, deed]),
      'linux-v11',
    );
    expect(b.frames.map(answerOf).at(-1)).toBe('cannot');
  });

  test('a step that is switched off stays off', () => {
    const run = timelineOf({
      ...scenarioWith(linux, [offer, other, ...moves]),
      marks: [{ step: 1, off: true }],
    });
    const { b } = againstTwin(run, 'linux-v11');
    expect(acceptedIn(stateAt(b, b.frames.length))).toEqual(['10800000+400000']);
  });

  test('a host that has more to do than it is given is stopped, and the step is told', () => {
    const run = runOf({ twin: 'manual' }, [offer, other]);
    expect(againstTwin(run, 'linux-v11', 2).stopped).toEqual([3, 6]);
    expect(againstTwin(run, 'linux-v11', 4).stopped).toEqual([]);
  });

  test('the first difference is where the hosts part', () => {
    const [first] = differencesIn(againstTwin(runOf(linux, [offer, ...moves]), 'manual'));
    expect(first).toMatchObject({ row: 3, fresh: ['accepted', 'pending', 'bitmap', 'host'] });
  });
});

describe('the same inputs on another device', () => {
  test('the records of QEMU 10.0 and 11.1 differ in their bytes', () => {
    const [first, ...rest] = differencesIn(
      againstProfile(runOf(linux, [offer, ...moves]), 'qemu-10.0'),
    );
    expect(first).toEqual({ row: 2, aspects: ['reply'], fresh: ['reply'] });
    expect(rest).toEqual([]);
  });

  test('the 2023 series has other regions before the first step, and takes no bytes', () => {
    const differences = differencesIn(
      againstProfile(runOf({ ...linux, dcMiB: 4096, regions: 2 }, [offer]), 'qemu-v3'),
    );
    expect(differences.map(({ row, fresh }) => [row, fresh])).toEqual([
      [1, ['reply', 'pending', 'log']],
    ]);
    const [start] = differencesIn(
      againstProfile(runOf({ ...linux, dcMiB: 4096, regions: 1 }, []), 'qemu-v3'),
    );
    expect(start).toMatchObject({ row: 0, fresh: ['regions'] });
  });
});

describe('two branches', () => {
  const trunk = [offer, ...moves];
  const compared = (a: readonly Action[], b: readonly Action[]) =>
    againstRun(runOf(linux, a), runOf(linux, b));

  test('a step that only one of them has is held against nothing', () => {
    const comparison = compared([...trunk, askBack([[0, 4 * MiB]]), other], [...trunk, other]);
    expect(stepsAt(comparison).slice(5)).toEqual(['5/5', '6/5', '7/6']);
    expect(stepsOf(comparison, 6).b).toBeUndefined();
  });

  test('other actions at one place stand side by side', () => {
    const comparison = compared([...trunk, offer], [...trunk, other]);
    expect(stepsAt(comparison).slice(5)).toEqual(['5/5', '6/6']);
    expect(differencesIn(comparison).map(({ row }) => row)).toEqual([6]);
  });

  test('what both have once changed in the same way is nothing new', () => {
    const differences = differencesIn(
      compared([...trunk, other, { kind: 'reset' }], [...trunk, { kind: 'reset' }]),
    );
    expect(differences.map(({ row, fresh }) => [row, fresh.length > 0])).toEqual([
      [6, true],
      [7, false],
    ]);
  });
});

describe('pairs', () => {
  const groups = (actions: readonly Action[]) =>
    groupsOf(runOf({}, actions).frames, (action) => !isHostMove(action));
  const clock = (ns: number): Action => ({ kind: 'clock', ns });

  test('keep the order of both runs and lose no group', () => {
    const actions = fc.array(fc.nat(3).map(clock), { maxLength: 12 });
    fc.assert(
      fc.property(actions, actions, (left, right) => {
        const [a, b] = [groups(left), groups(right)];
        const pairs = paired(a, b);
        expect(pairs.flatMap(([one]) => one ?? [])).toEqual(a);
        expect(pairs.flatMap(([, two]) => two ?? [])).toEqual(b);
      }),
    );
  });

  test('hold equal inputs together around one that was put in', () => {
    const pairs = paired(groups([1, 2, 3].map(clock)), groups([1, 9, 8, 2, 3].map(clock)));
    const inputOf = (group: (typeof pairs)[number][0]) =>
      group?.input?.kind === 'clock' ? group.input.ns : '-';
    expect(pairs.map(([a, b]) => `${inputOf(a)}${inputOf(b)}`)).toEqual([
      '--',
      '11',
      '-9',
      '-8',
      '22',
      '33',
    ]);
  });
});

describe('pairs of inputs that change places', () => {
  test('hold the later one of A together: either would do, and it is always the same', () => {
    const groups = (numbers: readonly number[]) =>
      groupsOf(
        runOf(
          {},
          numbers.map((ns): Action => ({ kind: 'clock', ns })),
        ).frames,
        (action) => !isHostMove(action),
      );
    const inputs = paired(groups([1, 2]), groups([2, 1])).map((pair) =>
      pair.map((group) => (group?.input?.kind === 'clock' ? group.input.ns : '-')),
    );
    expect(inputs).toEqual([
      ['-', '-'],
      [1, '-'],
      [2, 2],
      ['-', 1],
    ]);
  });
});

describe('in random runs', () => {
  const twins = fc.constantFrom<TwinId>(...twinIds);
  const profiles = fc.constantFrom<ProfileId>('qemu-11.1', 'qemu-10.0');
  const runs = fc.tuple(anyDevice, anyPlans(25)).map(([described, plans]) => ({
    described,
    actions: play(described, plans).map(({ action }) => action),
  }));

  test('a run does not differ from itself', () => {
    fc.assert(
      fc.property(runs, ({ described, actions }) => {
        const same = actions.filter(({ kind }) => kind !== 'twin');
        const run = runOf(described, same);
        expect(differencesIn(againstTwin(run, run.start.host.twin))).toEqual([]);
        expect(differencesIn(againstProfile(run, run.start.profile))).toEqual([]);
        expect(differencesIn(againstRun(run, runOf(described, same)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('every difference is real, and none is missed', () => {
    fc.assert(
      fc.property(runs, twins, profiles, ({ described, actions }, twin, profile) => {
        const run = runOf(described, actions);
        for (const comparison of [againstTwin(run, twin), againstProfile(run, profile)]) {
          const found = differencesIn(comparison).map(({ row }) => row);
          const real = comparison.rows.flatMap((_, row) => (differs(comparison, row) ? [row] : []));
          expect(found).toEqual(real);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What can be seen of a run at a row, worked out the long way. */
function differs(comparison: Comparison, row: number): boolean {
  const { a, b } = comparison.rows[row] ?? { a: 0, b: 0 };
  const steps = stepsOf(comparison, row);
  const seen = (run: 'a' | 'b', step: number): unknown => {
    const state = stateAt(comparison[run], step);
    const { records, overflow } = ldIn(state).eventLogs.dynamicCapacity;
    return [
      state.device.crashed,
      acceptedIn(state),
      pendingIn(state),
      ldIn(state).askedBack.chunks.flat(),
      records.map(({ handle, type, more, start, length }) => [handle, type, more, start, length]),
      overflow.count,
      state.host.held.chunks.flat().map(({ start, end }) => [start, end]),
    ];
  };
  const said = (run: 'a' | 'b'): unknown => {
    const frame = steps[run];
    if (frame === undefined) return undefined;
    const bytes = 'output' in frame.reply ? toHex(frame.reply.output) : '';
    const data = frame.reply.kind === 'memory' ? [...(frame.reply.data ?? [])] : [];
    const sent = frame.sent && [frame.sent.opcode, toHex(frame.sent.payload)];
    return [answerOf(frame), bytes, data, 'memtx' in frame.reply && frame.reply.memtx, sent];
  };
  const text = (value: unknown): string => JSON.stringify(value);
  if (text(seen('a', a)) !== text(seen('b', b))) return true;
  return steps.a !== undefined && steps.b !== undefined && text(said('a')) !== text(said('b'));
}
