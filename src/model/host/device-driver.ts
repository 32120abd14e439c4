import { deedDone, deedRefused, type DeedResult, type HostLimits } from './deed';
import { hostWith, newHost, type HostState } from './host-state';
import { newLog, say } from './log';
import { stillRam, takenApart, whyDestroyed } from './regions';
import type { HostLine } from '../happening';

/** Unbinds the driver of the device: its regions map nothing from then on, and what it had staged is forgotten. */
export function unbindDevice(host: HostState): DeedResult {
  const what = 'The driver of the device cannot be unbound.';
  if (!host.bound) return deedRefused(what, 'It is not bound.', 'Bind it, or go on without it.');
  const online = host.daxDevices.find((dax) => dax.online);
  if (online !== undefined) return stillRam('sysfs: unbind', what, online.id);
  const apart = takenApart(host, 'unbound');
  return deedDone(
    hostWith(apart, { bound: false, staged: [], inbox: [], chainDeadline: undefined }),
    'unbinds the driver of the device',
    whyDestroyed(host.extents.length),
  );
}

/** Binds it again: it learns of the device anew, and reads what its logs hold. */
export const bindDevice = (host: HostState, machine: HostLimits): DeedResult =>
  host.bound
    ? deedRefused('The driver of the device cannot be bound.', 'It is bound.', 'Go on.')
    : deedDone(
        hostWith(host, { bound: true, rereads: 'atStart', starting: true }),
        'binds the driver of the device',
        'Its regions are names only: delete them, and create new ones.',
        saysOfDevice(host, machine),
      );

/** The host starts anew: it knows nothing, and the device keeps what it holds. */
export function restart({ twin, random, board }: HostState, machine: HostLimits): DeedResult {
  const host = newHost({ twin, random, board });
  return deedDone(
    hostWith(host, { rereads: 'atStart', starting: true }),
    'restarts',
    'Regions, claims and what was read are gone. The device keeps what is accepted and what is in its log.',
    saysOfDevice(host, machine),
  );
}

/** What the driver tells of the regions of a device that it finds. */
function saysOfDevice(
  host: HostState,
  { series, clock, partitions, blockSize }: HostLimits,
): readonly HostLine[] {
  const log = newLog(series, clock, host);
  const [first] = partitions;
  if (first === undefined) return [];
  const { start, length } = first;
  say(log, 'partitionsRead', { returned: partitions.length, available: partitions.length });
  for (const [index, partition] of partitions.entries()) {
    say(log, 'partitionRead', { ...partition, index, blockSize });
  }
  say(log, 'partitionChosen', { start, length });
  say(log, 'partitionAdded', { start, length });
  say(log, 'partitionMapped', { range: first });
  return log.lines;
}
