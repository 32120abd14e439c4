import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../device/extent-list';
import { injectFiles, printInjectLine } from '../interop/inject-line';
import { brokenInvariants } from '../testing/invariants';
import { BASE, mock } from '../testing/mock';
import { always, type Plan } from '../testing/plan';
import { play, replay, type Played } from '../testing/plans';
import {
  changedSlices,
  clear,
  giveBack,
  handlesOf,
  ldIn,
  mailbox,
  next,
  respond,
  type Described,
  type Range,
} from '../testing/run';
import { MiB } from '../units';
import type { SimulationState } from './state';

/** Milliseconds that a busy machine may take. */
const SLOW = 120_000;

const tags = ['0'.repeat(32), '1'.repeat(32), 'deadbeefcafebaadf00dfedcba987654'];

/** Mostly whole extents side by side; some overlap, are odd, or leave the region. */
const anyRange: fc.Arbitrary<Range> = fc.oneof(
  { weight: 6, arbitrary: fc.nat(8).map((n): Range => [BASE + n * 64 * MiB, 64 * MiB]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(2 ** 30), fc.nat(2 ** 27))
      .map(([offset, length]): Range => [BASE - MiB + offset, length]),
  },
);

const said = fc.record({
  tag: fc.constantFrom(...tags),
  more: fc.boolean(),
  sharedSeq: fc.constantFrom(0, 0, 1, 2),
});

const lines = fc
  .tuple(fc.constantFrom(...injectFiles), anyRange, said)
  .map(([file, [start, length], rest]): Plan =>
    always({
      kind: 'inject',
      file,
      line: printInjectLine(file, { start: Number(start), length: Number(length), ...rest }),
    }),
  );

const offeredIn = (state: SimulationState): readonly Range[] =>
  ldIn(state).pending.flatMap(({ extents }) =>
    extents.map(({ start, length }): Range => [start, length]),
  );
const heldIn = (state: SimulationState): readonly Range[] =>
  inOrder(ldIn(state).accepted).map(({ start, length }): Range => [start, length]);

/** Some of what there is, now and then in another order or with a length of its own. */
const some = (of: (state: SimulationState) => readonly Range[]) =>
  fc
    .record({ keep: fc.array(fc.boolean(), { maxLength: 8 }), turn: fc.boolean(), cut: fc.nat(9) })
    .map(({ keep, turn, cut }) => (state: SimulationState): readonly Range[] => {
      const kept = of(state).filter((_, i) => keep[i] !== false);
      const [first, ...rest] = turn && cut < 3 ? kept.toReversed() : kept;
      if (first === undefined) return [];
      return [cut === 9 ? [first[0], Number(first[1]) - 1] : first, ...rest];
    });

const plans = fc.array(
  fc.oneof<fc.WeightedArbitrary<Plan>[]>(
    { weight: 8, arbitrary: lines },
    {
      weight: 4,
      arbitrary: some(offeredIn).map(
        (pick): Plan =>
          (state) =>
            respond(pick(state)),
      ),
    },
    {
      weight: 3,
      arbitrary: some(heldIn).map(
        (pick): Plan =>
          (state) =>
            giveBack(pick(state)),
      ),
    },
    { weight: 1, arbitrary: fc.array(anyRange).map((ranges) => always(respond(ranges))) },
    { weight: 4, arbitrary: fc.constant(always(next)) },
    {
      weight: 2,
      arbitrary: fc.nat(9).map(
        (n): Plan =>
          (state) =>
            clear(handlesOf(state).slice(0, n)),
      ),
    },
    { weight: 1, arbitrary: fc.constant(always(mailbox(0x0100, '04'))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(0x4800, 0x4801, 0x4802, 0x4803, 0x0101, 0x0401),
          fc.uint8Array({ maxLength: 40 }),
        )
        .map(([opcode, payload]) => always(mailbox(opcode, payload))),
    },
  ),
  { minLength: 1, maxLength: 25, size: 'max' },
);

const anyMock: fc.Arbitrary<Described> = fc.record({
  profile: fc.constant(mock.profile),
  twin: fc.constantFrom('linux-v11', 'manual'),
  decoder: fc.constantFrom([BASE, 512 * MiB] as const, [BASE, 0] as const),
});

/** A refusal changes nothing, but for the entries of a response that stand before the one that was refused. */
function wrongChanges(played: Played): readonly string[] {
  const { before, state, reply } = played;
  const failed =
    ['cannot', 'notModelled'].includes(reply.kind) ||
    (reply.kind === 'mailbox' && reply.code !== 0) ||
    (reply.kind === 'qmp' && reply.error !== undefined);
  const stays = 'refused' in reply && reply.refused.rule.startsWith('mock.4802.');
  return failed && !stays ? changedSlices(before, state).map((name) => `changed ${name}`) : [];
}

/** Each extent that became accepted or stopped being so is one change; nothing else is. */
function wrongGeneration({ before, state, happenings }: Played): readonly string[] {
  const changes = happenings.filter(
    ({ what }) => what === 'extentAccepted' || what === 'extentReleased',
  );
  return ldIn(state).generation === ldIn(before).generation + changes.length
    ? []
    : ['the generation is wrong'];
}

/** What is accepted has the tag and the sequence of its offer. */
function wrongTags({ before, state }: Played): readonly string[] {
  const offers = new Map(
    ldIn(before).pending.flatMap(({ extents }) => extents.map((extent) => [extent.id, extent])),
  );
  return inOrder(ldIn(state).accepted).flatMap(({ id, tag, sharedSeq }) => {
    const offer = offers.get(id);
    return offer === undefined || (offer.tag === tag && offer.sharedSeq === sharedSeq)
      ? []
      : [`e${id} lost its tag`];
  });
}

test(
  'whatever is done to the mock, its lists, bits, counts and tags are right, and the run can be replayed',
  () => {
    fc.assert(
      fc.property(anyMock, plans, (described, wishes) => {
        const steps = play(described, wishes);
        for (const played of steps) {
          expect([
            ...brokenInvariants(played.state),
            ...wrongChanges(played),
            ...wrongGeneration(played),
            ...wrongTags(played),
          ]).toEqual([]);
        }
        const again = replay(
          described,
          steps.map(({ action }) => action),
        );
        expect(isDeepStrictEqual(again.at(-1)?.state, steps.at(-1)?.state)).toBe(true);
      }),
      { numRuns: 400 },
    );
  },
  SLOW,
);
