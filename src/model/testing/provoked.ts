import fc from 'fast-check';
import { deviceWith, ldOf } from '../device/device-state';
import type { TwinId } from '../host/twin-id';
import { printInjectLine } from '../interop/inject-line';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { claim } from './machine';
import { BASE, mock } from './mock';
import { always, type Plan } from './plan';
import { anyDeviceOfAll, anyPlans, busyPlans, play } from './plans';
import {
  clear,
  deviceWith as stateWith,
  handlesOf,
  next,
  respond,
  run,
  type Described,
} from './run';
import { deed } from './settle';

const tags = ['0'.repeat(32), '11'.repeat(16), '5a'.repeat(16)];

/** The kernel's mock, as it starts. */
export const mockState = (
  twin: TwinId,
  kind: Pick<Described, 'sharable' | 'startsEmpty'> = {},
): SimulationState => stateWith({ ...mock, twin, decoder: [BASE, 512 * MiB], ...kind });

const line = (at: number, units: number, tag: string, more: boolean): Action => ({
  kind: 'inject',
  file: 'dc_inject_extent',
  line: printInjectLine('dc_inject_extent', {
    start: BASE + at * 32 * MiB,
    length: units * 32 * MiB,
    tag,
    more,
    sharedSeq: 0,
  }),
});

const CLAIM = deed(claim('0'));

const acceptFirst: Plan = (state) => {
  const [group] = ldOf(state.device).pending;
  return respond((group?.extents ?? []).map(({ start, length }) => [start, length] as const));
};

/** What may come to pass on the mock, and what a user of the host machine does. */
const mockPlan: fc.Arbitrary<Plan> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat(15), fc.integer({ min: 1, max: 3 }), fc.constantFrom(...tags), fc.boolean())
      .map(([at, units, tag, more]) => always(line(at, units, tag, more))),
  },
  { weight: 8, arbitrary: fc.constant(always(next)) },
  { weight: 2, arbitrary: fc.constant(acceptFirst) },
  { weight: 1, arbitrary: fc.constant<Plan>((state) => clear(handlesOf(state))) },
  { weight: 1, arbitrary: fc.constant(always(CLAIM)) },
);

const played = (state: SimulationState, plans: readonly Plan[]): SimulationState =>
  plans.reduce((now, plan) => run(now, plan(now)).state, state);

const hosts = fc.constantFrom<TwinId>('linux-v11', 'linux-v9', 'manual', 'strict');

const kinds = fc.constantFrom<Parameters<typeof mockState>[1]>(
  {},
  { sharable: true },
  { startsEmpty: true },
  { sharable: true, startsEmpty: true },
);

const mockStates: fc.Arbitrary<SimulationState> = fc
  .tuple(hosts, kinds, fc.array(mockPlan, { maxLength: 25, size: 'max' }))
  .map(([twin, kind, plans]) => played(mockState(twin, kind), plans));

/** The device with so few extents more than are in use that limits matter. */
const nearLimit = (state: SimulationState, left: number): SimulationState => {
  const { device } = state;
  const used = ldOf(device).accepted.byOrder.size;
  const config = { ...device.config, extentLimit: used + left };
  return { ...state, device: deviceWith(device, { config }) };
};

const qemuStates: fc.Arbitrary<SimulationState> = fc
  .tuple(
    anyDeviceOfAll,
    fc.constantFrom<TwinId>('linux-v11', 'linux-v9', 'manual', 'partial'),
    fc.oneof(anyPlans(25), busyPlans(12)),
    fc.nat(40),
    fc.option(fc.nat(12)),
    fc.boolean(),
  )
  .map(([device, twin, plans, at, left, claims]) => {
    const described = { ...device, twin };
    const steps = play(described, plans);
    const state = steps[Math.min(at, steps.length) - 1]?.state ?? stateWith(described);
    const used = claims ? run(state, CLAIM).state : state;
    return left === null ? used : nearLimit(used, left);
  });

/** A host that has dealt with everything, so that its moves can be foretold. */
const settled = (state: SimulationState): SimulationState =>
  Array.from({ length: 30 }).reduce<SimulationState>((now) => run(now, next).state, state);

/**
 * States of random runs on every device there is; half of them with a host that has nothing left to do. Behind a
 * function: fast-check would print all of a state that fails.
 */
export const anyStates: fc.Arbitrary<() => SimulationState> = fc
  .tuple(
    fc.oneof({ weight: 2, arbitrary: qemuStates }, { weight: 1, arbitrary: mockStates }),
    fc.boolean(),
  )
  .map(
    ([state, settles]) =>
      () =>
        settles ? settled(state) : state,
  );
