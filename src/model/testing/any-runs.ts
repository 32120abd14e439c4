import fc from 'fast-check';
import { ldOf } from '../device/device-state';
import { inOrder } from '../device/extent-list';
import { printInjectLine } from '../interop/inject-line';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { timelineOf, type Timeline } from '../simulation/run/timeline';
import { MiB } from '../units';
import { divergingPlans } from './diverging-plans';
import { anyTwin, machinePlans } from './host-plans';
import { BASE, line, mock } from './mock';
import { always, type Plan } from './plan';
import { anyDevice, anyDeviceOfAll, anyPlans, busyPlans, play } from './plans';
import { clear, handlesOf, next, respond, scenarioWith, type Described } from './run';

/** A device with its host, and what is done to them. */
export interface AnyRun {
  readonly described: Described;
  readonly actions: readonly Action[];
}

const tags = ['0'.repeat(32), '11'.repeat(16), '5a'.repeat(16)];

/** One of the extents that the device holds or has on offer. */
const pickIn = ({ device }: SimulationState, pick: number) => {
  const ld = ldOf(device);
  const all = [...inOrder(ld.accepted), ...ld.pending.flatMap(({ extents }) => extents)];
  return all[pick % Math.max(1, all.length)] ?? { start: BASE, length: 32 * MiB, tag: '' };
};

const askedBackByLine = fc
  .tuple(fc.nat(9), fc.constantFrom('dc_del_extent', 'dc_force_del_extent'))
  .map(([pick, file]): Plan => (state) => {
    const { start, length } = pickIn(state, pick);
    return line(`${start}:${length}:`, file);
  });

const offeredByLine = fc
  .tuple(fc.nat(15), fc.integer({ min: 1, max: 3 }), fc.constantFrom(...tags), fc.boolean())
  .map(([at, units, tag, more]) =>
    always({
      kind: 'inject',
      file: 'dc_inject_extent',
      line: printInjectLine('dc_inject_extent', {
        start: BASE + at * 32 * MiB,
        length: units * 32 * MiB,
        tag,
        more,
        sharedSeq: 0,
      }),
    }),
  );

const acceptFirst: Plan = ({ device }) => {
  const extents = ldOf(device).pending[0]?.extents ?? [];
  return respond(extents.map(({ start, length }) => [start, length] as const));
};

/** What may come to pass on the kernel's mock. */
const mockPlans: fc.Arbitrary<readonly Plan[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: offeredByLine },
    { weight: 3, arbitrary: askedBackByLine },
    { weight: 8, arbitrary: fc.constant(always(next)) },
    { weight: 3, arbitrary: fc.constant(acceptFirst) },
    { weight: 1, arbitrary: fc.constant<Plan>((state) => clear(handlesOf(state))) },
    ...machinePlans,
  ),
  { minLength: 1, maxLength: 25, size: 'max' },
);

const mocks: fc.Arbitrary<Described> = anyTwin.map((twin) => ({
  ...mock,
  twin,
  decoder: [BASE, 512 * MiB],
}));

/** Runs of every profile and every host: fabric managers and hosts that mean well, err, or mean harm. */
export const anyRuns: fc.Arbitrary<AnyRun> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(anyDeviceOfAll, fc.oneof(anyPlans(25), busyPlans(15))),
    },
    { weight: 2, arbitrary: fc.tuple(anyDevice, divergingPlans) },
    { weight: 2, arbitrary: fc.tuple(mocks, mockPlans) },
  )
  .map(([described, plans]) => ({
    described,
    actions: play(described, plans).map(({ action }) => action),
  }));

/** A run with all its states. */
export const playedRun = ({ described, actions }: AnyRun): Timeline =>
  timelineOf(scenarioWith(described, actions));
