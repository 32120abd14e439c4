import fc from 'fast-check';
import { itemsOf } from '../device/chunked-list';
import { inOrder } from '../device/extent-list';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { step, type StepResult } from '../simulation/step';
import { MiB } from '../units';
import {
  add,
  askBack,
  clear,
  deviceWith,
  giveBack,
  handlesOf,
  ldIn,
  mailbox,
  next,
  respond,
  type Described,
  type Range,
} from './run';

/** What to do next, told so that it can be worked out for whatever state a random run has come to. */
export type Plan = (state: SimulationState) => Action;

const BLOCK = 2 * MiB;

/** Two neighbouring regions of 128 blocks: small, so that random ranges meet. */
export const smallDevice: Described = { dcMiB: 512 };

const anyBlock = fc.oneof(
  { weight: 5, arbitrary: fc.nat(11) },
  { weight: 1, arbitrary: fc.integer({ min: 122, max: 131 }) },
);

/** Disjoint offsets from some block on, more than a log holds now and then. */
const freshExtents = fc
  .tuple(
    anyBlock,
    fc.oneof({ weight: 6, arbitrary: gaps(1, 4) }, { weight: 1, arbitrary: gaps(7, 11) }),
  )
  .map(([first, steps]): readonly Range[] => {
    let at = first;
    return steps.map(([gap, count]): Range => {
      const start = at + gap;
      at = start + count;
      return [start * BLOCK, count * BLOCK];
    });
  });

function gaps(minLength: number, maxLength: number): fc.Arbitrary<(readonly [number, number])[]> {
  return fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 })), { minLength, maxLength });
}

const hostileNumber = fc.oneof(
  fc.constantFrom<number | bigint>(0, 1, -1, MiB, -BLOCK, 2n ** 64n - BigInt(BLOCK), 2n ** 63n),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);

const hostileExtents = fc.array(fc.tuple(hostileNumber, hostileNumber), { maxLength: 3 });

const region = fc.constantFrom(0, 0, 0, 1, 1, 2);

/** Where an entry of a response or release is taken from, and how it is bent. */
const anyEntry = fc.record({
  from: fc.constantFrom<'first' | 'first' | 'later' | 'accepted' | 'anywhere'>(
    'first',
    'first',
    'later',
    'accepted',
    'accepted',
    'anywhere',
  ),
  pick: fc.nat(20),
  skip: fc.constantFrom(0, 0, 0, 1, 2),
  take: fc.constantFrom(99, 99, 99, 1, 2, 0),
  bend: fc.constantFrom<number | bigint>(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, MiB, 2n ** 64n - 4n),
});
type Entry = typeof anyEntry extends fc.Arbitrary<infer T> ? T : never;

function entryFor(state: SimulationState, { from, pick, skip, take, bend }: Entry): Range {
  const { pending, accepted } = ldIn(state);
  const sources = {
    first: pending[0]?.extents ?? [],
    later: pending.slice(1).flatMap(({ extents }) => extents),
    accepted: inOrder(accepted),
    anywhere: [{ start: (128 + pick) * BLOCK, length: 4 * BLOCK }],
  };
  const found = [...sources[from], ...sources.anywhere];
  const { start, length } = found[pick % found.length] ?? { start: 0, length: 0 };
  const skipped = Math.min(skip * BLOCK, length);
  const taken = Math.min(take * BLOCK, length - skipped);
  return [start + skipped, BigInt(taken) + BigInt(bend)];
}

/** Entries of which each names another extent. */
const plausible = (state: SimulationState, entries: readonly Entry[]): readonly Range[] =>
  entries.map((entry, i) => entryFor(state, { ...entry, pick: entry.pick + i }));

const anyEntries = fc.array(anyEntry, { minLength: 1, maxLength: 4 });

/** A run without the plans that can crash QEMU lasts longer. */
const tame: readonly fc.WeightedArbitrary<Plan>[] = [
  {
    weight: 6,
    arbitrary: fc
      .tuple(freshExtents, region)
      .map(([extents, to]) => always(add(extents, { region: to }))),
  },
  {
    weight: 3,
    arbitrary: anyEntry.map((entry): Plan => (state) => {
      const [start, length] = entryFor(state, { ...entry, from: 'accepted' });
      const home = ldIn(state).regions.findLast(({ base }) => base <= start);
      const offset = BigInt(start) - BigInt(home?.base ?? 0);
      return askBack([[offset, length]], { region: home?.index ?? 0 });
    }),
  },
  {
    weight: 5,
    arbitrary: anyEntries.map(
      (entries): Plan =>
        (state) =>
          respond(plausible(state, entries)),
    ),
  },
  {
    weight: 5,
    arbitrary: anyEntries.map(
      (entries): Plan =>
        (state) =>
          giveBack(plausible(state, entries)),
    ),
  },
  { weight: 2, arbitrary: fc.nat(5).map((log) => always(mailbox(0x0100, Uint8Array.of(log)))) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(9), fc.array(fc.nat(20), { maxLength: 2 })).map(
      ([n, more]): Plan =>
        (state) =>
          clear([...handlesOf(state).slice(0, n), ...more]),
    ),
  },
  { weight: 8, arbitrary: fc.constant(always(next)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('read', 'clear', 'list').map((deed) => always(hostDeed(deed))),
  },
  {
    weight: 3,
    arbitrary: fc.array(fc.nat(20), { maxLength: 4 }).map((picks): Plan => (state) => {
      const known = itemsOf(ldIn(state).pendingByAddress).map(({ id }) => id);
      const accept = [...new Set(picks.map((pick) => known[pick % known.length] ?? pick))];
      return { kind: 'host', deed: 'respond', accept };
    }),
  },
  {
    weight: 1,
    arbitrary: fc.nat(20).map((pick): Plan => (state) => {
      const { extents } = state.host;
      const id = extents[pick % extents.length]?.extent ?? pick;
      return { kind: 'host', deed: 'release', extents: [id] };
    }),
  },
  { weight: 1, arbitrary: fc.nat(1e9).map((ns) => always({ kind: 'clock', ns })) },
  { weight: 1, arbitrary: fc.constant(always({ kind: 'reset' })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('linux-v11', 'manual').map((twin) => always({ kind: 'twin', twin })),
  },
];

const opcodes = [0x0100, 0x0101, 0x0102, 0x0103, 0x0300, 0x0301, 0x0400, 0x0401, 0x4000];
const dcOpcodes = [0x4800, 0x4801, 0x4802, 0x4803];

const hostile: readonly fc.WeightedArbitrary<Plan>[] = [
  {
    weight: 2,
    arbitrary: fc
      .tuple(hostileExtents, fc.constantFrom(add, askBack))
      .map(([extents, send]) => always(send(extents))),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.oneof(fc.constantFrom(...opcodes, ...dcOpcodes, ...dcOpcodes), fc.nat(0xffff)),
        fc.uint8Array({ maxLength: 64 }),
      )
      .map(([opcode, payload]) => always(mailbox(opcode, payload))),
  },
  { weight: 1, arbitrary: fc.constant(always(respond([]))) },
];

function always(action: Action): Plan {
  return () => action;
}

const hostDeed = (deed: 'read' | 'clear' | 'list'): Action => ({ kind: 'host', deed });

const plansOf = (
  plans: readonly fc.WeightedArbitrary<Plan>[],
  maxLength: number,
): fc.Arbitrary<Plan[]> => fc.array(fc.oneof(...plans), { minLength: 1, maxLength, size: 'max' });

/** Plans of a fabric manager and a host that mean well but err. */
export const tamePlans = (maxLength: number): fc.Arbitrary<Plan[]> => plansOf(tame, maxLength);

/** The same with wrapping numbers, raw payloads and refusals of nothing mixed in. */
export const anyPlans = (maxLength: number): fc.Arbitrary<Plan[]> =>
  plansOf([...tame, ...hostile], maxLength);

/** Any profile and host behaviour on the small device; its decoder covers all or the first region in part. */
export const anyDevice: fc.Arbitrary<Described> = fc.record({
  dcMiB: fc.constant(512),
  profile: fc.constantFrom('qemu-10.0', 'qemu-11.1'),
  twin: fc.constantFrom('linux-v11', 'manual'),
  decoder: fc.constantFrom([0, 768 * MiB] as const, [256 * MiB, 16 * MiB] as const),
});

/** One step of a random run. */
export interface Played extends StepResult {
  readonly action: Action;
  readonly before: SimulationState;
}

/** Carries plans out one after the other. */
export function play(described: Described, plans: readonly Plan[]): readonly Played[] {
  const steps: Played[] = [];
  let state = deviceWith(described);
  for (const plan of plans) {
    const action = plan(state);
    const result = step(state, action);
    steps.push({ ...result, action, before: state });
    state = result.state;
  }
  return steps;
}
