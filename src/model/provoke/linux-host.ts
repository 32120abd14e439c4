import type { DpaRange } from '../device/capacity';
import type { Extent } from '../extent';
import { extentAt } from '../device/extent-list';
import { inside, PMD, touched } from '../host/checks';
import { inUse } from '../host/dax-space';
import type { Series } from '../host/series';
import { twins } from '../host/twins';
import type { HostExtent } from '../host/host-state';
import { nextMove } from '../simulation/steps/host-step';
import type { Now } from './now';

/** The series of a Linux host, whose moves are foretold by its rules; nothing for another. */
export function linuxSeries({ host }: Now): Series | undefined {
  const { series } = twins[host.twin];
  return series.id === host.twin ? series : undefined;
}

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
export const linuxTakes = ({ host }: Now, range: DpaRange): boolean =>
  range.start % PMD === 0 &&
  range.length % PMD === 0 &&
  host.regions.some((region) => region.phase === 'ready' && region.listed && inside(range, region));

/** The extent of the host that is exactly this one, alone on its bytes, in a region that is ready. */
function linuxHas(now: Now, extent: Extent): HostExtent | undefined {
  const [shown, ...others] = touched(now.host.held, extent);
  const isThis =
    others.length === 0 &&
    shown?.start === extent.start &&
    shown.length === extent.length &&
    shown.tag === extent.tag;
  return isThis && linuxTakes(now, extent) ? shown : undefined;
}

/** Whether the host shows exactly this extent and nobody uses it. */
export function linuxHasIdle(now: Now, extent: Extent): boolean {
  const shown = linuxHas(now, extent);
  if (shown === undefined) return false;
  const group = now.host.extents.filter((other) => other.group === shown.group);
  return inUse(now.host, group).size === 0;
}

/** An accepted extent that Linux shows just so, and of which a dax device holds some. */
export function usedByLinux(now: Now): Extent | undefined {
  if (linuxSeries(now) === undefined) return undefined;
  const used = [...inUse(now.host, now.host.extents)].map(({ start }) =>
    extentAt(now.ld.accepted, start),
  );
  return used.find((extent) => extent !== undefined && linuxHas(now, extent) !== undefined);
}
