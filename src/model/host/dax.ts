import { iec } from '../units';
import { PMD } from './checks';
import { allocate } from './claim';
import { replacedDax } from './dax-devices';
import { deviceOf, unknownDax } from './dax-drivers';
import { sayAdjusted, sayDeviceGone, sayMappingGone, sayRangeDeleted } from './dax-lines';
import { bytesIn, holds, taken } from './dax-space';
import { deedDone, deedFailed, type DeedResult, type HostLimits, type Refusal } from './deed';
import type { DaxDevice, HostState } from './host-state';
import { newLog, type Log } from './log';

const busy = (command: string, { id }: DaxDevice): Refusal =>
  deedFailed(command, 'EBUSY', {
    what: `${id} cannot be changed.`,
    why: 'it is in use as system RAM',
    fix: `Take ${id} offline first.`,
  });

/** The lines of a dax device that gives up its ranges from one on, the last first. */
function sayEmptied(host: HostState, device: DaxDevice, from: number, log: Log): void {
  for (const [index, range] of [...device.ranges.entries()].slice(from).toReversed()) {
    sayMappingGone(index, log);
    const held = host.extents.find((extent) => holds(host, extent, range));
    sayRangeDeleted(host, device, { index, range, held }, log);
  }
}

/** A dax device gone; its extents stay and can be claimed again. */
export function destroyDax(host: HostState, id: string, { series, clock }: HostLimits): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id);
  if (device.online) return busy('daxctl destroy-device', device);
  const log = newLog(series, clock, host);
  sayEmptied(host, device, 0, log);
  sayDeviceGone({ ...device, driver: 'none' }, log);
  return deedDone(
    replacedDax(host, device, []),
    `destroys ${id}`,
    'Its extents stay accepted and can be claimed again: this gives nothing back to the device.',
    log.lines,
  );
}

const RESIZE = 'daxctl reconfigure-device --size';

/** A dax device of another size. Series that claim by tag know only 0, which empties it. */
export function resize(
  host: HostState,
  { dax: id, size }: { readonly dax: string; readonly size: number },
  machine: HostLimits,
): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id, 'ENXIO');
  if (device.driver === 'kmem') return busy(RESIZE, device);
  if (size === 0) return emptied(host, device, machine);
  if (machine.series.claims === 'byTag') {
    return deedFailed(RESIZE, 'EOPNOTSUPP', {
      what: `${id} cannot be resized.`,
      why: 'this series claims whole extents',
      fix: 'Resize it to 0, or destroy it, and claim something else.',
    });
  }
  return size > bytesIn(device.ranges)
    ? grown(host, device, size, machine)
    : shrunk(host, device, size, machine);
}

const SPANS = 'A device may span several extents, and an extent may be shared among devices.';

/** Ranges go from the last one on, and the one that is left last becomes shorter. */
function shrunk(
  host: HostState,
  device: DaxDevice,
  size: number,
  { series, clock }: HostLimits,
): DeedResult {
  if (size % PMD !== 0) {
    return deedFailed(RESIZE, 'EINVAL', {
      what: `${device.id} cannot be resized.`,
      why: `a size is a multiple of ${iec(PMD)}`,
      fix: `Take a multiple of ${iec(PMD)}.`,
    });
  }
  const kept = taken(device.ranges, size);
  const ranges = device.ranges
    .slice(0, kept.length)
    .map((range, i) => ({ ...range, length: kept[i]?.length ?? 0 }));
  const next = { ...device, ranges };
  const log = newLog(series, clock, host);
  sayEmptied(host, device, kept.length, log);
  if (ranges.at(-1)?.length !== device.ranges[kept.length - 1]?.length)
    sayAdjusted(next, 'shrink', log);
  return deedDone(
    replacedDax(host, device, [next]),
    `resizes ${device.id} to ${iec(size)}`,
    SPANS,
    log.lines,
  );
}

function grown(host: HostState, device: DaxDevice, size: number, machine: HostLimits): DeedResult {
  const { id, ranges } = device;
  const result = allocate(host, device, size - bytesIn(ranges), machine);
  if (!result.done) return { ...result, what: `${id} cannot be resized.` };
  return ranges.length === 0
    ? result
    : { ...result, title: `resizes ${id} to ${iec(size)}`, because: SPANS };
}

function emptied(host: HostState, device: DaxDevice, { series, clock }: HostLimits): DeedResult {
  const log = newLog(series, clock, host);
  sayEmptied(host, device, 0, log);
  return deedDone(
    replacedDax(host, device, [{ ...device, ranges: [] }]),
    `empties ${device.id}`,
    'The dax device stays and holds nothing; its extents can be claimed again.',
    log.lines,
  );
}
