import { withSeed } from './dax-devices';
import type { HostLimits } from './deed';
import {
  hostWith,
  lowestFree,
  mappedRegions,
  withRegion,
  type HostRegion,
  type HostState,
  type Range,
  type Task,
} from './host-state';
import type { Series } from './series';
import { newScan } from './tasks';

/** The host with a region, once all that is done in its making is done: the rest is asked of the device. */
export function withNewRegion(
  host: HostState,
  { start, length }: Range,
  { series }: Pick<HostLimits, 'series'>,
): HostState {
  const id = lowestFree(new Set(host.regions.map((region) => region.id)), 0);
  const region: HostRegion = {
    id,
    start,
    length,
    hpa: freeWindow(host, length),
    decoder: lowestFree(new Set(host.regions.map(({ decoder }) => decoder)), 0),
    phase: 'ready',
    driver: 'none',
    listed: series.scansIn === 'region',
  };
  const made = hostWith(host, { regions: [...host.regions, region] });
  if (series.scansIn === 'region') return scanning(made, id, series);
  return host.modules.dax_cxl ? scanning(made, id, series) : made;
}

/** A region's search for extents begins. Where the driver is loaded it has the region by then. */
export function scanning(host: HostState, id: number, series: Series): HostState {
  const { dax_cxl: loaded } = host.modules;
  const tasks: readonly Task[] = [...host.tasks, newScan(id)];
  const next = hostWith(withRegion(host, id, { phase: 'scanning' }), { tasks });
  if (!loaded) return next;
  const bound = withRegion(next, id, { driver: 'bound' });
  return series.scansIn === 'region' ? withSeed(bound, id) : bound;
}

/** A region that has been there for long: its driver is bound, and nothing of it is left to be asked. */
export function settledRegion(host: HostState, id: number): HostState {
  const settled = { phase: 'ready', listed: true, driver: 'bound' } as const;
  const next = hostWith(withRegion(host, id, settled), { tasks: [] });
  return next.daxDevices.some(({ region }) => region === id) ? next : withSeed(next, id);
}

/** Where the memory window has room: regions lie one after another. */
function freeWindow({ regions, board }: HostState, length: number): number {
  const taken = mappedRegions({ regions }).toSorted((a, b) => a.hpa - b.hpa);
  let at = board.window;
  for (const { hpa, length: size } of taken) {
    if (hpa - at >= length) break;
    at = Math.max(at, hpa + size);
  }
  return at;
}
