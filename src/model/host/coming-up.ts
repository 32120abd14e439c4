import type { HostExtent, HostRegion, HostState } from './host-state';
import { say, speaks, type Log } from './log';

/** Bytes of an address space. */
interface Span {
  readonly start: number;
  readonly length: number;
}

/** Where users of the host see an extent: host physical addresses in its home region. */
export function resourceOf(
  { regions }: Pick<HostState, 'regions'>,
  { region, offset, length }: Pick<HostExtent, 'region' | 'offset' | 'length'>,
): Span {
  const home = regions.find(({ id }) => id === region);
  return { start: (home?.hpa ?? 0) + offset, length };
}

/** An extent as its region counts: sysfs shows it so. */
export const inRegion = ({ offset, length }: Pick<HostExtent, 'offset' | 'length'>): Span => ({
  start: offset,
  length,
});

/** Which extent of a group lies on another of its home, if any: only those of another region can. */
function collisionIn(host: HostState, shown: readonly HostExtent[]): number {
  const astray = (extent: HostExtent): boolean => extent.region !== extent.mappedBy;
  if (!shown.some(astray) && !host.extents.some(astray)) return -1;
  const home = shown[0]?.region;
  const taken = host.extents.filter(({ region, claimable }) => claimable && region === home);
  return shown.findIndex((extent, i) =>
    [...taken, ...shown.slice(0, i)].some(
      ({ offset, length }) =>
        offset < extent.offset + extent.length && offset + length > extent.offset,
    ),
  );
}

/**
 * Tells in the kernel's log how a group comes up: each extent is shown, then the dax driver of the group's home is
 * told and takes one after the other. Returns which of them collides, and -1 where all come up.
 */
export function comesUp(host: HostState, shown: readonly HostExtent[], log: Log): number {
  const [first] = shown;
  const home = host.regions.find(({ id }) => id === first?.region);
  if (first === undefined || home === undefined) return -1;
  for (const extent of shown) {
    const { region, index, tag } = extent;
    say(log, 'extentShown', { region, extent: index, range: inRegion(extent), tag });
  }
  if (!notifies(0, first, home, log)) return -1;
  const at = collisionIn(host, shown);
  for (const extent of at === -1 ? shown : shown.slice(0, at)) sayAdded(host, home, extent, log);
  const refused = shown[at];
  if (refused === undefined) return -1;
  say(log, 'regionResource', { ...speaks(home), whole: wholeOf(home) });
  say(log, 'resourceRefused', { ...speaks(home), ...resourceOf(host, refused) });
  for (const extent of shown.slice(0, at)) sayResourceReleased(host, extent, true, log);
  return at;
}

/** Tells the driver of a dax region of a group: type 0 adds, type 1 releases. Without a driver there is nobody. */
export function notifies(type: 0 | 1, first: HostExtent, home: HostRegion, log: Log): boolean {
  const told = { ...speaks(home), type, tag: first.tag, range: inRegion(first) };
  say(log, 'notifyTried', told);
  if (home.driver !== 'bound') return false;
  say(log, 'notified', told);
  return true;
}

const wholeOf = ({ hpa, length }: HostRegion): Span => ({ start: hpa, length });

function sayAdded(host: HostState, home: HostRegion, extent: HostExtent, log: Log): void {
  say(log, 'regionResource', { ...speaks(home), whole: wholeOf(home) });
  say(log, 'resourceAdded', { ...speaks(home), resource: resourceOf(host, extent) });
}

/** Hides a group that could not come up. Nothing is sent: the response will not name it. */
export function sayUndone(
  host: HostState,
  shown: readonly HostExtent[],
  at: number,
  log: Log,
): void {
  for (const [i, extent] of shown.entries()) {
    sayHidden(extent, log);
    if (i < at) sayResourceReleased(host, extent, false, log);
  }
}

/** The dax driver gives an extent up; the second time there is nothing left of it. */
export function sayResourceReleased(
  host: HostState,
  extent: HostExtent,
  isThere: boolean,
  log: Log,
): void {
  const home = host.regions.find(({ id }) => id === extent.region);
  if (home === undefined || !extent.claimable) return;
  const resource = isThere ? resourceOf(host, extent) : undefined;
  say(log, 'resourceReleased', { ...speaks(home), resource });
}

/** An extent is no longer shown. */
export function sayHidden(extent: HostExtent, log: Log): void {
  const { region, index } = extent;
  say(log, 'extentHidden', { region, extent: index, range: inRegion(extent) });
}

/** An extent goes: the lines before the command that gives it back. */
export function sayGivenBack(host: HostState, extent: HostExtent, log: Log): void {
  const decoder = host.regions.find(({ id }) => id === extent.mappedBy)?.decoder ?? 0;
  say(log, 'extentRemoved', { range: extent, tag: extent.tag, decoder });
  say(log, 'releaseResponse', { range: extent });
}
