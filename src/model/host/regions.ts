import { endOf } from '../device/extent';
import { CAPACITY_UNIT, hex, iec } from '../units';
import { inside } from './checks';
import { did, failed, meaningless, type DeedResult, type Refusal } from './deed';
import { hostWith, newHost, type HostExtent, type HostState, type Range } from './host-state';
import { count } from './lines';
import { newScan } from './scan-moves';
import { withReleases } from './tasks';
import type { Partition } from './twin';

/** What the machine under a host allows. */
export interface Machine {
  readonly partitions: readonly Partition[];
  /** The device can serve more than one region. */
  readonly several: boolean;
  /** Host physical address at which the memory window begins. */
  readonly window: number;
}

/** A new region over a part of region 0 of the device. Its extents of before are asked for next. */
export function createRegion(host: HostState, range: Range, machine: Machine): DeedResult {
  const refusal = regionProblem(host, range, machine);
  if (refusal !== undefined) return refusal;
  const id = host.nextRegion;
  const first = machine.partitions[0]?.start ?? 0;
  const hpa = machine.window + (machine.several ? range.start - first : 0);
  const region = { id, start: range.start, length: range.length, hpa, phase: 'scanning' } as const;
  return did(
    hostWith(host, {
      regions: [...host.regions, region],
      nextRegion: id + 1,
      tasks: [...host.tasks, newScan(id)],
    }),
    `creates region${id}: ${iec(range.length)} at ${hex(range.start)}`,
    'Extents can only be used where a CXL region maps them.',
  );
}

function regionProblem(host: HostState, range: Range, machine: Machine): Refusal | undefined {
  const what = `No CXL region can be created over ${iec(range.length)} at ${hex(range.start)}.`;
  const [partition] = machine.partitions;
  if (partition === undefined) {
    return meaningless(what, 'The device has no Dynamic Capacity.', 'Take a device with regions.');
  }
  const problem = rangeProblem(range, partition) ?? takenProblem(host, range, machine);
  return problem === undefined ? undefined : meaningless(what, ...problem);
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

function takenProblem(
  { regions }: HostState,
  range: Range,
  { several }: Machine,
): WhyAndFix | undefined {
  if (!several && regions.length > 0) {
    return [
      'The device has one HDM decoder that a host can commit, and it is taken.',
      'Destroy the region that is there first.',
    ];
  }
  const other = regions.find(
    ({ start, length }) => start < endOf(range) && start + length > range.start,
  );
  return other && [`region${other.id} maps a part of it.`, 'Choose a range that is free.'];
}

/** Takes a region away: its dax devices at once, its extents with a command each, then the region. */
export function destroyRegion(host: HostState, region: number): DeedResult {
  const home = host.regions.find(({ id }) => id === region);
  const what = `region${region} cannot be destroyed.`;
  if (home === undefined || home.phase === 'closing') {
    return meaningless(
      what,
      home === undefined ? 'The host has no such region.' : 'It is being destroyed already.',
      'Choose a region that the host has.',
    );
  }
  const online = host.daxDevices.find((dax) => dax.region === region && dax.mode === 'system-ram');
  if (online !== undefined) return stillRam('cxl destroy-region', what, online.id);
  const extents = host.extents.filter((extent) => extent.region === region);
  const closing = hostWith(host, {
    regions: host.regions.map((each) => (each === home ? { ...home, phase: 'closing' } : each)),
    daxDevices: host.daxDevices.filter((dax) => dax.region !== region),
    tasks: host.tasks.filter((task) => task.kind !== 'scan' || task.region !== region),
  });
  return did(
    closes(givingBack(closing, extents, 'The region that maps it is destroyed.'), region),
    `destroys region${region}`,
    whyDestroyed(extents.length),
  );
}

const whyDestroyed = (extents: number): string =>
  extents === 0
    ? 'It holds no extent, so nothing is sent.'
    : `Its ${count(extents, 'extent')} will be given back, a command each. Devices that users claimed do not keep it.`;

/** Once nothing is to be given back, the region goes. */
const closes = (host: HostState, region: number): HostState =>
  hostWith(host, { tasks: [...host.tasks, { kind: 'close', region }] });

const givingBack = (host: HostState, extents: readonly HostExtent[], because: string): HostState =>
  withReleases(host, extents, { because, rule: '2.2', urgent: false });

const stillRam = (command: string, what: string, dax: string): Refusal =>
  failed(command, 'EBUSY', {
    what,
    why: `${dax} is in use as system RAM`,
    fix: `Take ${dax} offline first.`,
  });

/** Unloads the driver that makes dax devices: everything is given back, claimed or not. */
export function unloadDriver(host: HostState): DeedResult {
  const what = 'The dax driver cannot be unloaded.';
  if (!host.driver) return meaningless(what, 'It is not loaded.', 'Load it, or go on without it.');
  const online = host.daxDevices.find(({ mode }) => mode === 'system-ram');
  if (online !== undefined) return stillRam('modprobe -r dax_cxl', what, online.id);
  const without = hostWith(host, { driver: false, daxDevices: [] });
  return did(
    givingBack(without, host.extents, 'The driver that used it is unloaded.'),
    'unloads its dax driver',
    host.extents.length === 0
      ? 'It holds no extent, so nothing is sent.'
      : `Its ${count(host.extents.length, 'extent')} will be given back, a command each. Regions stay.`,
  );
}

/** Loads that driver: what was accepted in the meantime can be claimed. */
export const loadDriver = (host: HostState): DeedResult =>
  host.driver
    ? meaningless('The dax driver cannot be loaded.', 'It is loaded.', 'Go on, or unload it first.')
    : did(
        hostWith(host, { driver: true }),
        'loads its dax driver',
        'Extents that were accepted without it can be claimed now.',
      );

/** The host starts anew: it knows nothing, and the device keeps what it holds. */
export const restart = (host: HostState, nextIndex: number): DeedResult =>
  did(
    hostWith(newHost({ twin: host.twin, regions: [], random: host.random, nextIndex }), {
      rereads: 'atStart',
    }),
    'restarts',
    'Regions, claims and what was read are gone. The device keeps what is accepted and what is in its log.',
  );
