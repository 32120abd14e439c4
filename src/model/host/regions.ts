import { endOf } from '../extent';
import { CAPACITY_UNIT, hex, iec } from '../units';
import { inside } from './checks';
import {
  deedDone,
  deedFailed,
  deedRefused,
  type DeedResult,
  type HostLimits,
  type Refusal,
} from './deed';
import {
  hostWith,
  mappedRegions,
  withRegion,
  type HostState,
  type Range,
  type Task,
} from './host-state';
import { count } from './lines';
import { withNewRegion } from './new-region';
import type { Partition } from './twin';

/** A new region over a part of region 0 of the device. Its extents of before are asked for next. */
export function createRegion(host: HostState, range: Range, machine: HostLimits): DeedResult {
  const refusal = regionProblem(host, range, machine.partitions);
  if (refusal !== undefined) return refusal;
  const next = withNewRegion(host, range, machine);
  const id = next.regions.at(-1)?.id ?? 0;
  return deedDone(
    next,
    `creates region${id}: ${iec(range.length)} at ${hex(range.start)}`,
    next.tasks.length > host.tasks.length
      ? 'Extents can only be used where a CXL region maps them.'
      : 'The dax driver is not loaded, so nothing asks for extents of before, and offers are refused until it is.',
  );
}

function regionProblem(
  host: HostState,
  range: Range,
  [partition]: readonly Partition[],
): Refusal | undefined {
  const what = `No CXL region can be created over ${iec(range.length)} at ${hex(range.start)}.`;
  if (!host.bound) {
    return deedRefused(what, 'The device has no driver.', 'Bind the driver to the device first.');
  }
  if (partition === undefined) {
    return deedRefused(what, 'The device has no Dynamic Capacity.', 'Take a device with regions.');
  }
  const odd = rangeProblem(range, partition);
  if (odd !== undefined) return deedRefused(what, ...odd);
  const taken = takenProblem(host, range);
  if (taken === undefined) return undefined;
  const [why, fix] = taken;
  return deedFailed('cxl create-region', 'EBUSY', { what, why, fix });
}

type WhyAndFix = readonly [why: string, fix: string];

function rangeProblem(range: Range, partition: Partition): WhyAndFix | undefined {
  const whole = `${iec(partition.length)} at ${hex(partition.start)}`;
  const odd = range.start % CAPACITY_UNIT !== 0 || range.length % CAPACITY_UNIT !== 0;
  if (odd || range.length === 0) {
    return [
      `A CXL region begins and ends at a multiple of ${iec(CAPACITY_UNIT)} and is not empty.`,
      `Use multiples of ${iec(CAPACITY_UNIT)}, for instance ${whole}.`,
    ];
  }
  if (inside(range, partition)) return undefined;
  return [
    'It must lie inside region 0 of the device: Linux uses no other.',
    `Stay inside ${whole}.`,
  ];
}

function takenProblem(host: HostState, range: Range): WhyAndFix | undefined {
  if (!host.board.several && host.regions.length > 0) {
    return [
      'the host bridge has one HDM decoder, and it is taken',
      'Destroy the region that is there first.',
    ];
  }
  const other = mappedRegions(host).find(
    ({ start, length }) => start < endOf(range) && start + length > range.start,
  );
  return other && [`region${other.id} maps a part of it`, 'Choose a range that is free.'];
}

/** Takes a region away: what it has goes youngest first, its extents with a command each, then the region. */
export function destroyRegion(host: HostState, id: number): DeedResult {
  const home = host.regions.find((region) => region.id === id);
  const what = `region${id} cannot be destroyed.`;
  if (home === undefined || home.phase === 'closing') {
    return deedRefused(
      what,
      home === undefined ? 'The host has no such region.' : 'It is being destroyed already.',
      'Choose a region that the host has.',
    );
  }
  if (home.phase === 'unmapped') {
    return deedDone(
      hostWith(host, { regions: host.regions.filter((region) => region !== home) }),
      `deletes the name region${id}`,
      'It maps nothing, so nothing is sent.',
    );
  }
  const online = host.daxDevices.find((dax) => dax.region === id && dax.online);
  if (online !== undefined) return stillRam('cxl destroy-region', what, online.id);
  const closing = withRegion(withoutScan(host, id), id, { phase: 'closing' });
  const extents = extentsOf(host, [id]);
  return deedDone(
    hostWith(closing, { tasks: [...closing.tasks, teardown(id, 'destroyed')] }),
    `destroys region${id}`,
    whyDestroyed(extents),
  );
}

const teardown = (
  region: number,
  why: Extract<Task, { readonly kind: 'teardown' }>['why'],
): Task => ({ kind: 'teardown', region, why });

const withoutScan = (host: HostState, id: number): HostState =>
  hostWith(host, {
    tasks: host.tasks.filter((task) => task.kind !== 'scan' || task.region !== id),
  });

const extentsOf = ({ extents }: HostState, regions: readonly number[]): number =>
  extents.filter(({ region }) => regions.includes(region)).length;

/** What becomes of what a region held. */
export const whyDestroyed = (extents: number): string =>
  extents === 0
    ? 'It holds no extent, so nothing is sent.'
    : `Its ${count(extents, 'extent')} will be given back, a command each, the youngest first. Devices that users claimed do not keep it.`;

export const stillRam = (command: string, what: string, dax: string): Refusal =>
  deedFailed(command, 'EBUSY', {
    what,
    why: `${dax} is in use as system RAM`,
    fix: `Take ${dax} offline first.`,
  });

/** Takes the driver away that makes dax devices, or that of the device: all that the regions have goes. */
export function takenApart(host: HostState, why: 'driverUnloaded' | 'unbound'): HostState {
  const homes = host.regions
    .filter(({ phase, driver }) =>
      why === 'unbound' ? phase !== 'unmapped' : driver === 'bound' && phase !== 'closing',
    )
    .toReversed();
  const cut = homes.reduce((next, { id }) => withoutScan(next, id), host);
  const phase = why === 'unbound' ? 'closing' : undefined;
  const closing =
    phase === undefined
      ? cut
      : homes.reduce((next, { id }) => withRegion(next, id, { phase }), cut);
  return hostWith(closing, {
    tasks: [...closing.tasks, ...homes.map(({ id }) => teardown(id, why))],
  });
}
