import type { DpaRange } from '../device/capacity';
import { endOf, type Extent } from '../device/extent';
import { extentAt } from '../device/extent-list';
import { inUse } from '../host/releases';
import type { TwinId } from '../host/twin-id';
import { v11, v9, type Series } from '../host/series';
import type { HostExtent } from '../host/host-state';
import { nextMove } from '../simulation/host-step';
import { MiB } from '../units';
import type { Now } from './now';

/** Linux maps device memory in pages of this size, and refuses what is not aligned to it. */
export const LINUX_GRID = 2 * MiB;

/** The hosts whose moves are foretold, with the series whose rules they go by. */
const seriesOf: Partial<Record<TwinId, Series>> = { 'linux-v11': v11, 'linux-v9': v9 };

/** The series of a Linux host; nothing for another. */
export const linuxSeries = ({ host }: Now): Series | undefined => seriesOf[host.twin];

/** Why a Linux host's moves cannot be foretold now; nothing when they can. */
export function linuxBusy(now: Now): string | undefined {
  const { host, ld, state } = now;
  if (linuxSeries(now) === undefined) return 'The host is not Linux.';
  const { records } = ld.eventLogs.dynamicCapacity;
  const idle =
    records.length === 0 &&
    ld.pending.length === 0 &&
    host.inbox.length === 0 &&
    host.staged.length === 0 &&
    host.tasks.length === 0 &&
    nextMove(state) === undefined;
  return idle ? undefined : 'The host is still busy with earlier requests.';
}

/** Whether Linux would take a new extent here: one of its regions maps it, and it is whole pages. */
export const linuxTakes = ({ host }: Now, { start, length }: DpaRange): boolean =>
  start % LINUX_GRID === 0 &&
  length % LINUX_GRID === 0 &&
  host.regions.some(
    (region) =>
      region.phase === 'ready' && start >= region.start && start + length <= endOf(region),
  );

/** The extent of the host that is exactly this one and is in a region that is ready. */
function linuxHas(now: Now, extent: Extent): HostExtent | undefined {
  const shown = now.host.extents.find(
    ({ start, length, tag }) =>
      start === extent.start && length === extent.length && tag === extent.tag,
  );
  return shown !== undefined && linuxTakes(now, extent) ? shown : undefined;
}

/** Whether the host shows exactly this extent and nobody uses it. */
export function linuxHasIdle(now: Now, extent: Extent): boolean {
  const shown = linuxHas(now, extent);
  return shown !== undefined && inUse(now.host, [shown]).size === 0;
}

/** An accepted extent that Linux shows just so, and of which a dax device holds some. */
export function usedByLinux(now: Now): Extent | undefined {
  if (linuxSeries(now) === undefined) return undefined;
  const used = [...inUse(now.host, now.host.extents)].map(({ start }) =>
    extentAt(now.ld.accepted, start),
  );
  return used.find((extent) => extent !== undefined && linuxHas(now, extent) !== undefined);
}
