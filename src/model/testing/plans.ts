import fc from 'fast-check';
import { openOffers } from '../host/beliefs';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { step, type StepResult } from '../simulation/steps/step';
import { MiB } from '../units';
import { hostileDevicePlans, usualDevicePlans } from './device-plans';
import { entriesFrom, rangesFor } from './entries';
import { wait } from './fm';
import { anyTwin, machinePlans } from './host-plans';
import { always, hostileNumber, type Plan } from './plan';
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
import { inMebibytes } from './v3';

const BLOCK = 2 * MiB;

const anyBlock = fc.oneof(
  { weight: 9, arbitrary: fc.nat(40) },
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

const hostileExtents = fc.array(fc.tuple(hostileNumber, hostileNumber), { maxLength: 3 });

const region = fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2);

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
    arbitrary: entriesFrom('accepted').map((entries): Plan => (state) => {
      const [start, length] = rangesFor(state, entries)[0] ?? [0, 0];
      const home = ldIn(state).regions.findLast(({ base }) => base <= start);
      const offset = BigInt(start) - BigInt(home?.base ?? 0);
      return askBack([[offset, length]], { region: home?.index ?? 0 });
    }),
  },
  {
    weight: 5,
    arbitrary: entriesFrom('first').map(
      (entries): Plan =>
        (state) =>
          respond(rangesFor(state, entries)),
    ),
  },
  {
    weight: 5,
    arbitrary: entriesFrom('accepted').map(
      (entries): Plan =>
        (state) =>
          giveBack(rangesFor(state, entries)),
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
    arbitrary: fc
      .array(fc.nat(20), { minLength: 1, maxLength: 4 })
      .map((picks): Plan => (state) => {
        const known = openOffers(state.host).map(({ extent }) => extent);
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
    arbitrary: anyTwin.map((twin) => always({ kind: 'twin', twin })),
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

const hostDeed = (deed: 'read' | 'clear' | 'list'): Action => ({ kind: 'host', deed });

const plansOf = (
  plans: readonly fc.WeightedArbitrary<Plan>[],
  maxLength: number,
): fc.Arbitrary<Plan[]> => fc.array(fc.oneof(...plans), { minLength: 1, maxLength, size: 'max' });

/** Plans of a fabric manager and a host that mean well but err. */
export const tamePlans = (maxLength: number): fc.Arbitrary<Plan[]> =>
  plansOf([...tame, ...usualDevicePlans, ...machinePlans], maxLength);

/** The same with wrapping numbers, raw payloads and refusals of nothing mixed in. */
export const anyPlans = (maxLength: number): fc.Arbitrary<Plan[]> =>
  plansOf(
    [...tame, ...usualDevicePlans, ...machinePlans, ...hostile, ...hostileDevicePlans],
    maxLength,
  );

/** The host takes all that it may answer at once. */
const acceptAll: Plan = (state) => {
  const { pending } = ldIn(state);
  if (pending.length === 0) return wait(0);
  const open = state.device.profile === 'qemu-v3' ? pending : pending.slice(0, 1);
  return respond(
    open.flatMap(({ extents }) => extents.map(({ start, length }): Range => [start, length])),
  );
};

/** Any plans after one offer that was taken and one that waits: short runs, and still something to lose. */
export const busyPlans = (maxLength: number): fc.Arbitrary<readonly Plan[]> =>
  fc
    .tuple(freshExtents, freshExtents, anyPlans(maxLength))
    .map(([taken, waiting, plans]) => [
      always(add(taken)),
      acceptAll,
      always(add(waiting, { region: 1 })),
      ...plans,
    ]);

/** Either merged QEMU and any host on two neighbouring regions of 128 blocks, so that random ranges meet. The decoder covers all or the first region in part. */
export const anyDevice: fc.Arbitrary<Described> = fc.record({
  dcMiB: fc.constant(512),
  profile: fc.constantFrom('qemu-10.0', 'qemu-11.1'),
  twin: anyTwin,
  decoder: fc.constantFrom([0, 768 * MiB] as const, [256 * MiB, 16 * MiB] as const),
});

/** The same, or the 2023 series with its regions of 2 GiB. */
export const anyDeviceOfAll: fc.Arbitrary<Described> = fc.oneof(
  { weight: 2, arbitrary: anyDevice },
  {
    weight: 1,
    arbitrary: anyDevice.map((device) => ({
      ...device,
      profile: 'qemu-v3' as const,
      dcMiB: 4096,
    })),
  },
);

/** One step of a random run. */
export interface Played extends StepResult {
  readonly action: Action;
  readonly before: SimulationState;
}

/** Carries plans out one after the other, in the words of the device's profile. */
export const play = (described: Described, plans: readonly Plan[]): readonly Played[] =>
  played(
    described,
    plans.map((plan): Plan => {
      if (described.profile !== 'qemu-v3') return plan;
      return (state) => inMebibytes(plan(state));
    }),
  );

/** Does the same actions again. */
export const replay = (described: Described, actions: readonly Action[]): readonly Played[] =>
  played(described, actions.map(always));

function played(described: Described, plans: readonly Plan[]): readonly Played[] {
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
