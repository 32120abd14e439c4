import { iec } from '../units';
import { bytesIn, freeIn, sizeProblem, taken } from './dax-space';
import { did, failed, meaningless, type DeedResult, type Refusal } from './deed';
import { hostWith, type DaxDevice, type HostState } from './host-state';

/** The card for a name that no dax device has. */
export const unknownDax = (id: string): Refusal =>
  meaningless(
    `There is no ${id}.`,
    'No dax device has that name.',
    'Choose a dax device that the host has.',
  );

/** The host with a dax device replaced. */
export const replacedDax = (
  host: HostState,
  before: DaxDevice,
  after: readonly DaxDevice[],
): HostState =>
  hostWith(host, {
    daxDevices: host.daxDevices.flatMap((dax) => (dax === before ? after : [dax])),
  });

const busy = (command: string, { id }: DaxDevice): Refusal =>
  failed(command, 'EBUSY', {
    what: `${id} cannot be changed.`,
    why: 'it is in use as system RAM',
    fix: `Take ${id} offline first.`,
  });

/** A dax device gone; its extents stay and can be claimed again. */
export function destroyDax(host: HostState, id: string): DeedResult {
  const dax = host.daxDevices.find((device) => device.id === id);
  if (dax === undefined) return unknownDax(id);
  if (dax.mode === 'system-ram') return busy('daxctl destroy-device', dax);
  return did(
    replacedDax(host, dax, []),
    `destroys ${id}`,
    'Its extents stay accepted and can be claimed again: this gives nothing back to the device.',
  );
}

const RESIZE = 'daxctl reconfigure-device --size';

/** A dax device of another size. Series that claim by tag know only 0, which destroys it. */
export function resize(
  host: HostState,
  { dax: id, size }: { readonly dax: string; readonly size: number },
  claims: 'byTag' | 'bySize',
): DeedResult {
  const dax = host.daxDevices.find((device) => device.id === id);
  if (dax === undefined) return unknownDax(id);
  if (dax.mode === 'system-ram') return busy(RESIZE, dax);
  if (size === 0) return destroyDax(host, id);
  if (claims === 'byTag') {
    return failed(RESIZE, 'EOPNOTSUPP', {
      what: `${id} cannot be resized.`,
      why: 'this series claims whole extents',
      fix: 'Resize it to 0, or destroy it, and claim something else.',
    });
  }
  const now = bytesIn(dax.ranges);
  const free = freeIn(host, dax.region);
  const problem = sizeProblem(RESIZE, size, now + bytesIn(free));
  if (problem !== undefined) return { ...problem, what: `${id} cannot be resized.` };
  const ranges =
    size <= now ? taken(dax.ranges, size) : [...dax.ranges, ...taken(free, size - now)];
  return did(
    replacedDax(host, dax, [{ ...dax, ranges }]),
    `resizes ${id} to ${iec(size)}`,
    'A device may span several extents, and an extent may be shared among devices.',
  );
}
