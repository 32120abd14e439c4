import { resourceOf } from './coming-up';
import type { DaxDevice, DaxRange, HostExtent, HostState } from './host-state';
import { say, type Log } from './log';

const driverOf = ({ driver }: DaxDevice) => (driver === 'none' ? 'dax' : driver);

const plainly = ({ region, index }: DaxDevice) => ({ region, dax: index, driver: 'dax' }) as const;

const spanOf = ({ hpa, length }: DaxRange) => ({ start: hpa, length });

/** Ranges of a claim are taken, from this one on. */
export function sayAllocated(device: DaxDevice, from: number, log: Log): void {
  for (const [i, range] of device.ranges.slice(from).entries()) {
    say(log, 'rangeAllocated', { ...plainly(device), index: from + i, range: spanOf(range) });
  }
}

/** The last range of a device is made shorter or longer. */
export const sayAdjusted = (device: DaxDevice, way: 'shrink' | 'extend', log: Log): void => {
  const index = device.ranges.length - 1;
  const range = device.ranges[index];
  if (range === undefined) return;
  say(log, 'rangeAdjusted', { ...plainly(device), way, index, range: spanOf(range) });
};

/** The file that tells of a range goes. */
export const sayMappingGone = (mapping: number, log: Log): void => {
  say(log, 'mappingUnregistered', { mapping });
};

/** A device goes, told by the driver that has it. */
export const sayDeviceGone = (device: DaxDevice, log: Log): void => {
  const { region, index } = device;
  say(log, 'deviceUnregistered', { region, dax: index, driver: driverOf(device) });
};

/** A range is given up, and looked up in the extent that it is a part of, if that is still there. */
export function sayRangeDeleted(
  host: HostState,
  device: DaxDevice,
  {
    index,
    range,
    held,
  }: { readonly index: number; readonly range: DaxRange; readonly held: HostExtent | undefined },
  log: Log,
): void {
  say(log, 'rangeDeleted', { ...plainly(device), index, range: spanOf(range) });
  const resource = held === undefined ? undefined : resourceOf(host, held);
  // Series up to v9 crash before they tell.
  if (held !== undefined || log.series.groups) {
    say(log, 'extentTrimmed', { ...plainly(device), resource });
  }
}
