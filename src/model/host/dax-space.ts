import { iec } from '../units';
import { PMD } from './checks';
import { resourceOf } from './coming-up';
import { deedFailed, type Refusal } from './deed';
import type { DaxRange, HostExtent, HostState, Range } from './host-state';

/** Bytes of ranges that do not overlap. */
export const bytesIn = (ranges: readonly Pick<Range, 'length'>[]): number =>
  ranges.reduce((sum, { length }) => sum + length, 0);

/** A piece of an extent where nobody holds it. */
export type FreePiece = Omit<DaxRange, 'born'>;

/** Whether a range of a dax device is a part of this extent. */
export function holds(
  host: HostState,
  extent: HostExtent,
  { hpa, length }: Pick<DaxRange, 'hpa' | 'length'>,
): boolean {
  const { start } = resourceOf(host, extent);
  return hpa >= start && hpa + length <= start + extent.length;
}

/** Capacity of a region that no dax device holds: the extent that came up first is first, each by address. */
export function freeIn(host: HostState, region: number): readonly FreePiece[] {
  const used = usedIn(host, region);
  return host.extents
    .filter((extent) => extent.region === region && extent.claimable)
    .flatMap((extent) => freePieces(host, extent, used));
}

/** What dax devices of a region hold, by host physical address. */
const usedIn = ({ daxDevices }: HostState, region: number): readonly DaxRange[] =>
  daxDevices
    .filter((device) => device.region === region)
    .flatMap(({ ranges }) => ranges)
    .toSorted((a, b) => a.hpa - b.hpa);

function freePieces(
  host: HostState,
  extent: HostExtent,
  used: readonly DaxRange[],
): readonly FreePiece[] {
  const { start: from } = resourceOf(host, extent);
  const pieces: FreePiece[] = [];
  const add = (hpa: number, end: number): void => {
    if (end > hpa) pieces.push({ start: extent.start + hpa - from, length: end - hpa, hpa });
  };
  let at = from;
  for (const range of used) {
    if (!holds(host, extent, range)) continue;
    add(at, range.hpa);
    at = range.hpa + range.length;
  }
  add(at, from + extent.length);
  return pieces;
}

/** Extents of which a dax device holds a part. */
export function inUse(host: HostState, extents: readonly HostExtent[]): ReadonlySet<HostExtent> {
  if (host.daxDevices.length === 0) return new Set();
  return new Set(
    extents.filter((extent) =>
      host.daxDevices.some(
        ({ region, ranges }) =>
          region === extent.region && ranges.some((range) => holds(host, extent, range)),
      ),
    ),
  );
}

/** The first `bytes` of pieces. */
export function taken(pieces: readonly FreePiece[], bytes: number): readonly FreePiece[] {
  const found: FreePiece[] = [];
  let left = bytes;
  for (const { start, length, hpa } of pieces) {
    if (left === 0) break;
    found.push({ start, length: Math.min(left, length), hpa });
    left -= Math.min(left, length);
  }
  return found;
}

/** Why a dax device cannot have this many bytes of those that are free. */
export function sizeProblem(command: string, wanted: number, free: number): Refusal | undefined {
  const odd = wanted === 0 || wanted % PMD !== 0;
  if (!odd && wanted <= free) return undefined;
  return deedFailed(command, odd && free > 0 ? 'EINVAL' : 'ENOSPC', {
    what: `${iec(wanted)} cannot be had.`,
    why: odd && free > 0 ? `a size is a multiple of ${iec(PMD)}` : `${iec(free)} are free`,
    fix:
      free === 0
        ? 'Free some capacity first.'
        : `Take a multiple of ${iec(PMD)}, at most ${iec(free)}.`,
  });
}
