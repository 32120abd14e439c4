import { NO_TAG } from '../layouts/dc-extent';
import { hostWith, lowestFree, type DaxDevice, type DaxRange, type HostState } from './host-state';
import type { FreePiece } from './dax-space';

/** The host with a dax device replaced by these. */
export const replacedDax = (
  host: HostState,
  { born }: DaxDevice,
  after: readonly DaxDevice[],
): HostState =>
  hostWith(host, {
    daxDevices: host.daxDevices.flatMap((dax) => (dax.born === born ? after : [dax])),
  });

/** The host with one more dax device of a region, which holds nothing yet; its number is the lowest free. */
export function withDevice(
  host: HostState,
  region: number,
): { readonly host: HostState; readonly device: DaxDevice } {
  const taken = host.daxDevices.filter((device) => device.region === region);
  const index = lowestFree(new Set(taken.map((device) => device.index)), 0);
  const device: DaxDevice = {
    id: `dax${region}.${index}`,
    region,
    index,
    tag: NO_TAG,
    ranges: [],
    driver: 'none',
    wanted: false,
    blockSize: 0,
    online: false,
    born: host.births,
  };
  const next = hostWith(host, {
    daxDevices: [...host.daxDevices, device],
    births: host.births + 1,
  });
  return { host: next, device };
}

/** The host once a region's driver is bound: the first dax device is there from then on, and holds nothing. */
export const withSeed = (host: HostState, region: number): HostState =>
  withDevice(host, region).host;

/** A dax device with what it holds now. */
export function holding(
  host: HostState,
  device: DaxDevice,
  { tag, pieces }: { readonly tag: string; readonly pieces: readonly FreePiece[] },
): { readonly host: HostState; readonly device: DaxDevice } {
  const ranges = pieces.map(({ start, length, hpa }, i): DaxRange => ({
    start,
    length,
    hpa,
    born: host.births + i,
  }));
  const next = { ...device, tag, ranges: [...device.ranges, ...ranges] };
  const births = host.births + ranges.length;
  return { host: replacedDax(hostWith(host, { births }), device, [next]), device: next };
}

/** Dax devices that hold capacity: the first one of a region is always there, and most often holds none. */
export const holders = ({ daxDevices }: Pick<HostState, 'daxDevices'>): readonly DaxDevice[] =>
  daxDevices.filter(({ ranges }) => ranges.length > 0);
