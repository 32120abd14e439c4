import { replacedDax } from './dax-devices';
import { deedDone, deedFailed, type DeedResult, type Refusal } from './deed';
import type { DaxDevice, HostState } from './host-state';
import type { Series } from './series';

/** The dax device with a name. */
export const deviceOf = ({ daxDevices }: HostState, id: string): DaxDevice | undefined =>
  daxDevices.find((device) => device.id === id);

/** The card for a name that no dax device has: a driver knows no such device, or a file is not there. */
export const unknownDax = (id: string, error: 'ENODEV' | 'ENXIO' = 'ENODEV'): Refusal =>
  deedFailed('daxctl', error, {
    what: `There is no ${id}.`,
    why: 'no dax device has that name',
    fix: 'Choose a dax device that the host has.',
  });

const BIND = 'sysfs: bind';

/** What a driver needs to take a dax device. */
export interface Binding {
  readonly dax: string;
  readonly driver: 'device_dax' | 'kmem';
  /** The driver is told first that this device is for it, as daxctl does. */
  readonly told: boolean;
}

/** Binds a driver to a dax device. */
export function bind(
  host: HostState,
  { dax: id, driver, told }: Binding,
  { prefersKmem }: Pick<Series, 'prefersKmem'>,
): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id);
  const what = `${driver} cannot be bound to ${id}.`;
  if (device.driver !== 'none') {
    return deedFailed(BIND, 'EBUSY', {
      what,
      why: `${device.driver} is bound to it`,
      fix: 'Unbind that driver first.',
    });
  }
  if (!host.modules[driver]) {
    return deedFailed(BIND, 'ENXIO', {
      what,
      why: `the module ${driver} is not loaded`,
      fix: `Load ${driver} first.`,
    });
  }
  const isFor = (driver === 'kmem') === (prefersKmem || device.wanted);
  if (!told && !isFor) {
    return deedFailed(BIND, 'ENODEV', {
      what,
      why: `${driver} was not told that ${id} is for it`,
      fix: 'Write its name to new_id of the driver first, as daxctl does.',
    });
  }
  return deedDone(
    replacedDax(host, device, [{ ...device, driver, wanted: false }]),
    `binds ${driver} to ${id}`,
    'Programs can map it now.',
  );
}

/** Takes the driver of a dax device away; what it holds stays. */
export function unbind(host: HostState, id: string): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id);
  const what = `The driver of ${id} cannot be unbound.`;
  if (device.driver === 'none') {
    return deedFailed('sysfs: unbind', 'ENODEV', { what, why: 'it has none', fix: 'Go on.' });
  }
  if (device.online) {
    return deedFailed('sysfs: unbind', 'EBUSY', {
      what,
      why: 'its memory is in use as system RAM',
      fix: `Take ${id} offline first.`,
    });
  }
  return deedDone(
    replacedDax(host, device, [{ ...device, driver: 'none', blockSize: 0 }]),
    `unbinds ${device.driver} from ${id}`,
    'It keeps what it holds.',
  );
}
