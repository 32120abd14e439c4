import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../device/extent-list';
import { NO_TAG } from '../layouts/dc-extent';
import type { Action } from '../simulation/action';
import { divergingPlans } from '../testing/diverging-plans';
import { goneOn, hostOf, tagOf, type Told } from '../testing/host';
import { claim, mib, ready } from '../testing/machine';
import { always, type Plan } from '../testing/plan';
import { anyDevice, anyPlans, play, type Played } from '../testing/plans';
import { add, askBack, ldIn, next, run } from '../testing/run';
import { deed, settled } from '../testing/settle';
import { MiB } from '../units';
import { inside } from './checks';
import { holds } from './dax-space';
import { hostWith, type DaxRange, type HostState } from './host-state';
import { twinIds } from './twin-id';
import { twins } from './twins';

/** Random plans, and time for the host to do what it does about each; or those of a busy host machine. */
const livelyPlans: fc.Arbitrary<readonly Plan[]> = fc.oneof(
  anyPlans(10).map((plans) =>
    plans.flatMap((plan) => [plan, ...Array<Plan>(5).fill(always(next))]),
  ),
  divergingPlans,
);

/** What is wrong with a step. */
type Fact = (step: Played) => readonly string[];

/** An extent or dax device by its name. */
interface Named {
  readonly region: number;
  readonly index: number;
  readonly born: number;
}

/** Names of `after` that are new and not the lowest that was free in their region. */
function tooHigh(before: readonly Named[], after: readonly Named[], first: number): string[] {
  const old = new Set(before.map(({ born }) => born));
  const used = before.map(({ region, index }) => `${region}.${index}`);
  return after
    .filter(({ born }) => !old.has(born))
    .toSorted((a, b) => a.born - b.born)
    .flatMap(({ region, index }) => {
      const free = Array.from({ length: index - first }, (_, i) => `${region}.${first + i}`);
      const passed = free.filter((name) => !used.includes(name));
      used.push(`${region}.${index}`);
      return passed.map((name) => `takes ${region}.${index} although ${name} is free`);
    });
}

const takesLowest: Fact = ({ before: { host: before }, state: { host } }) => [
  ...tooHigh(before.extents, host.extents, twins[before.twin].series.firstIndex),
  ...tooHigh(before.daxDevices, host.daxDevices, 0),
];

const isDown = (host: HostState, region: number): boolean =>
  host.crashed !== undefined ||
  host.tasks.some((task) => task.kind === 'teardown' && task.region === region);

const byHand: readonly string[] = ['read', 'respond', 'clear', 'release', 'list'];

/** What others than the fabric manager and the twin do may lead a host to anything. */
const isForeign = (action: Action): boolean =>
  ['mailbox', 'fmApi', 'twin'].includes(action.kind) ||
  (action.kind === 'host' && byHand.includes(action.deed));

/** The same plans without those: the host goes on in their place. */
const lawfulPlans = livelyPlans.map((plans) =>
  plans.map((plan): Plan => (state) => {
    const action = plan(state);
    return isForeign(action) ? next : action;
  }),
);

const sharesBytes = (a: DaxRange, b: DaxRange): boolean =>
  a !== b && a.hpa < b.hpa + b.length && b.hpa < a.hpa + a.length;

/** Ranges of dax devices lie in extents, each where no other is. */
const rangesFit: Fact = ({ state: { host } }) =>
  host.regions
    .filter(({ id }) => !isDown(host, id))
    .flatMap(({ id }) => {
      const ranges = host.daxDevices.flatMap((dax) => (dax.region === id ? dax.ranges : []));
      return ranges.flatMap((range) => [
        ...(host.extents.some((extent) => extent.region === id && holds(host, extent, range))
          ? []
          : ['a dax device holds what is no extent']),
        ...(ranges.some((other) => sharesBytes(range, other)) ? ['two hold the same'] : []),
      ]);
    });

/** Nothing can be made of a region that is not ready, and a sentence says why. */
const saysWhy: Fact = ({ state }) =>
  state.host.regions
    .filter(({ phase, driver }) => phase !== 'ready' || driver !== 'bound')
    .flatMap(({ id }) => {
      const { reply } = run(state, deed({ deed: 'createDax', region: id }));
      return reply.kind === 'cannot' && reply.why !== '' ? [] : [`region${id} can be used`];
    });

/** After these a real host may show what the device has not accepted. */
const mayDiffer = ({ reply, before: { host }, happenings }: Played): boolean =>
  (reply.kind === 'mailbox' && reply.code !== 0) ||
  (host.staged.length > 0 && host.tasks.some(({ kind }) => kind === 'scan')) ||
  happenings.some((one) => one.what === 'hostDecided' && one.rule === 'R1');

/** What a host shows is accepted in the device. */
const isAccepted: Fact = ({ state }) => {
  const accepted = inOrder(ldIn(state).accepted);
  return state.host.extents
    .filter((extent) => !accepted.some((outer) => inside(extent, outer)))
    .map(({ region, index }) => `extent${region}.${index} is not accepted`);
};

const runs = { numRuns: 30 };

test.each(twinIds)(
  '%s gives the lowest name that is free, and says why a region cannot be used',
  (twin) => {
    fc.assert(
      fc.property(anyDevice, livelyPlans, (described, plans) => {
        const alive = play({ ...described, twin }, plans).filter(
          ({ state }) => state.device.crashed === undefined,
        );
        for (const step of alive) expect([...takesLowest(step), ...saysWhy(step)]).toEqual([]);
      }),
      runs,
    );
  },
);

test.each(twinIds)('dax devices of %s hold parts of extents that nobody else holds', (twin) => {
  fc.assert(
    fc.property(anyDevice, lawfulPlans, (described, plans) => {
      for (const step of play({ ...described, twin }, plans)) {
        if (step.state.host.overlaps) return;
        expect(rangesFit(step)).toEqual([]);
      }
    }),
    runs,
  );
});

test.each(['linux-v9', 'linux-v11', 'partial', 'random'] as const)(
  'what %s shows is accepted, until a command is refused or a region is made in an open chain',
  (twin) => {
    fc.assert(
      fc.property(anyDevice, lawfulPlans, (described, plans) => {
        for (const step of play({ ...described, twin }, plans)) {
          if (mayDiffer(step)) return;
          expect(isAccepted(step)).toEqual([]);
        }
      }),
      runs,
    );
  },
);

test('a device of Linux v9 over two neighbours keeps both (R4)', () => {
  const has = settled(ready('linux-v9'), add([mib(0, 64)]), add([mib(64, 64)])).state;
  const claimed = settled(has, deed(claim('', 128 * MiB))).state;
  expect(settled(claimed, askBack([mib(0, 64)])).decisions).toEqual(['e1 keeps R4']);
});

const offers: fc.Arbitrary<readonly Told[]> = fc.array(
  fc.record({
    at: fc.nat(15).map((block) => 32 * block),
    mib: fc.constantFrom(2, 32, 64),
    tag: fc.constantFrom(NO_TAG, tagOf('a'), tagOf('b')),
    more: fc.boolean(),
    type: fc.constantFrom(0, 0, 0, 1),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The host with a second region, over the half that its first one leaves. */
function withTwoRegions(host: HostState): HostState {
  const [first] = host.regions;
  if (first === undefined) return host;
  const { start, hpa } = first;
  const length = first.length / 2;
  const second = { ...first, id: 1, decoder: 1, start: start + length, hpa: hpa + length, length };
  return hostWith(host, { regions: [{ ...first, length }, second] });
}

const groups = twinIds.filter((twin) => {
  const { series, handlesEvents } = twins[twin];
  return series.groups && handlesEvents;
});

test.each(groups)(
  'a group of %s has one region and one tag, and a tag has one group (A11)',
  (twin) => {
    fc.assert(
      fc.property(offers, (told) => {
        const { extents } = goneOn(withTwoRegions(hostOf(twin, told))).host;
        const homes = new Map(extents.map(({ group, region, tag }) => [group, `${region} ${tag}`]));
        for (const { group, region, tag } of extents)
          expect(homes.get(group)).toBe(`${region} ${tag}`);
        const tagged = new Map(extents.map(({ group, tag }) => [group, tag]));
        const tags = [...tagged.values()].filter((tag) => tag !== NO_TAG);
        expect(new Set(tags).size).toBe(tags.length);
      }),
      { numRuns: 50 },
    );
  },
);
