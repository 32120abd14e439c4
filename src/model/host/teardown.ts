import type { HostContext } from './behaviour';
import { withoutExtents } from './beliefs';
import { sayGivenBack, sayHidden, sayResourceReleased } from './coming-up';
import { giveBack } from './commands';
import { sayDeviceGone, sayMappingGone, sayRangeDeleted } from './dax-lines';
import { holds } from './dax-space';
import {
  hostWith,
  withRegion,
  type DaxDevice,
  type HostExtent,
  type HostState,
} from './host-state';
import { count } from './lines';
import { logOf, say, type Log } from './log';
import { doing, sending, type Told } from './moves';
import { withRest, type TaskOf } from './tasks';
import type { Move } from './twin';

type Teardown = TaskOf<'teardown'>;

/** What a region has, each with the number by which it goes: the youngest first. */
type Child =
  | { readonly born: number; readonly extent: HostExtent }
  | { readonly born: number; readonly device: DaxDevice }
  | { readonly born: number; readonly device: DaxDevice; readonly mapping: number };

function childrenOf({ extents, daxDevices }: HostState, region: number): readonly Child[] {
  const devices = daxDevices.filter((device) => device.region === region);
  return [
    ...extents
      .filter((extent) => extent.region === region)
      .map((extent) => ({ born: extent.born, extent })),
    ...devices.map((device) => ({ born: device.born, device })),
    ...devices.flatMap((device) =>
      device.ranges
        .map(({ born }, mapping) => ({ born, device, mapping }))
        .filter(({ born }) => born !== GONE),
    ),
  ].toSorted((a, b) => b.born - a.born);
}

/** Goes through what a region has. Dax devices simply go; each extent is given back with a command. */
export function teardownMove(turn: HostContext, task: Teardown): Move {
  const { host } = turn;
  const log = logOf(turn);
  const children = childrenOf(host, task.region);
  for (const [at, child] of children.entries()) {
    if ('extent' in child) {
      const gone = without(host, children.slice(0, at));
      return giveBackMove({ ...turn, host: gone }, task, child.extent, log);
    }
    if (sayGone(host, child, log)) return crashMove(host, task, child.device, log);
  }
  return doing(endTold(task), log, ended(without(host, children), task));
}

/** Tells that a mapping or a device goes; true when the kernel crashes over it. */
function sayGone(
  host: HostState,
  child: Exclude<Child, { readonly extent: HostExtent }>,
  log: Log,
): boolean {
  if ('mapping' in child) {
    sayMappingGone(child.mapping, log);
    return false;
  }
  sayDeviceGone(child.device, log);
  return child.device.ranges
    .map((range, index) => ({ range, index }))
    .toReversed()
    .some(({ range, index }) => {
      const held = host.extents.find((extent) => holds(host, extent, range));
      sayRangeDeleted(host, child.device, { index, range, held }, log);
      return held === undefined;
    });
}

const LATER: Readonly<Record<Teardown['why'], string>> = {
  destroyed: 'The region that maps it is destroyed.',
  driverUnloaded: 'The driver that used it is unloaded.',
  unbound: 'The driver of the device is unbound.',
};

function giveBackMove(turn: HostContext, task: Teardown, extent: HostExtent, log: Log): Move {
  const { host } = turn;
  const because = LATER[task.why];
  sayHidden(extent, log);
  sayResourceReleased(host, extent, true, log);
  sayGivenBack(host, extent, log);
  const told: Told = {
    title: 'gives an extent back',
    because,
    decisions: [{ extent: extent.extent, verdict: 'releases', because, rule: 'R9' }],
  };
  return sending(turn, told, log, giveBack([extent]), ({ code }, later) => {
    if (code !== 0) say(later, 'releaseFailed', { range: extent });
    return withoutExtents(host, [extent]);
  });
}

/** The host without the dax devices and the mappings among these. */
function without(host: HostState, gone: readonly Child[]): HostState {
  const away = new Set(gone.map(({ born }) => born));
  return hostWith(host, {
    daxDevices: host.daxDevices
      .filter(({ born }) => !away.has(born))
      .map((device) => ({
        ...device,
        ranges: device.ranges.map((range) =>
          away.has(range.born) ? { ...range, born: GONE } : range,
        ),
      })),
  });
}

/** Stands for the number of a mapping that has gone before its device. */
const GONE = -1;

const endTold = ({ region, why }: Teardown): Told =>
  why === 'driverUnloaded'
    ? {
        title: `leaves dax_region${region} without its driver`,
        because: 'Nothing of the region can be claimed until the driver is loaded again.',
      }
    : {
        title: `takes region${region} away`,
        because: 'Its extents are given back, so nothing of the device is mapped any more.',
      };

/** The region once nothing of it is left. */
function ended(host: HostState, task: Teardown): HostState {
  const rest = withRest(host, task, []);
  switch (task.why) {
    case 'destroyed':
      return hostWith(rest, { regions: rest.regions.filter(({ id }) => id !== task.region) });
    case 'driverUnloaded':
      return withRegion(rest, task.region, { driver: 'none', phase: 'ready' });
    case 'unbound':
      return withRegion(rest, task.region, { driver: 'none', phase: 'unmapped', length: 0 });
  }
}

/** The kernel looks up the extent of a range that has gone before it, and finds nothing there. */
function crashMove(host: HostState, { region }: Teardown, device: DaxDevice, log: Log): Move {
  say(log, 'crash', { address: 0 });
  const crashed = `${device.id} was there before the extent that it holds, so the extent went first, and the kernel follows a pointer to nothing`;
  const told = {
    title: `crashes: ${count(device.ranges.length, 'range')} of ${device.id}`,
    because: `${crashed}. Only a restart helps.`,
  };
  const gone = host.extents.filter((extent) => extent.region === region);
  const devices = host.daxDevices.filter((other) => other.region !== region);
  return doing(
    told,
    log,
    hostWith(withoutExtents(host, gone), { daxDevices: devices, tasks: [], crashed }),
  );
}
