import { endOf } from '../device/extent';
import { emptyRanges, erased, painted, rangesIn, type RangeMap } from '../device/range-map';
import { iec } from '../units';
import { PMD } from './checks';
import { failed, type Refusal } from './deed';
import type { HostExtent, HostState, Range } from './host-state';

/** Bytes of ranges that do not overlap. */
export const bytesIn = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { length }) => sum + length, 0);

/** Capacity of a region that no dax device holds, by address. Neighbours that belong to two extents stay two. */
export function freeIn(host: HostState, region: number): readonly Range[] {
  let free: RangeMap<true> = emptyRanges();
  for (const extent of host.extents) {
    if (extent.region === region) free = painted(free, extent.start, endOf(extent), true);
  }
  for (const { ranges } of host.daxDevices) {
    for (const range of ranges) free = erased(free, range.start, endOf(range));
  }
  return rangesIn(free, 0, Number.MAX_SAFE_INTEGER).map(({ start, end }) => ({
    start,
    length: end - start,
  }));
}

/** Extents of which a dax device holds a part. */
export function inUse(host: HostState, extents: readonly HostExtent[]): ReadonlySet<HostExtent> {
  const used = new Set<HostExtent>();
  if (host.daxDevices.length === 0) return used;
  const sorted = extents.toSorted((a, b) => a.start - b.start);
  for (const { ranges } of host.daxDevices) {
    for (const range of ranges) {
      for (let at = lastBefore(sorted, endOf(range)); at >= 0; at -= 1) {
        const extent = sorted[at];
        if (extent === undefined || endOf(extent) <= range.start) break;
        used.add(extent);
      }
    }
  }
  return used;
}

/** Index of the last extent that starts before `end`, or -1. */
function lastBefore(sorted: readonly Range[], end: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The first `bytes` of ranges. */
export function taken(ranges: readonly Range[], bytes: number): readonly Range[] {
  const found: Range[] = [];
  let left = bytes;
  for (const { start, length } of ranges) {
    if (left === 0) break;
    found.push({ start, length: Math.min(left, length) });
    left -= Math.min(left, length);
  }
  return found;
}

/** Why a dax device cannot have this many bytes of those that are free. */
export function sizeProblem(command: string, wanted: number, free: number): Refusal | undefined {
  const odd = wanted === 0 || wanted % PMD !== 0;
  if (!odd && wanted <= free) return undefined;
  return failed(command, odd && free > 0 ? 'EINVAL' : 'ENOSPC', {
    what: `${iec(wanted)} cannot be had.`,
    why: odd && free > 0 ? `a size is a multiple of ${iec(PMD)}` : `${iec(free)} are free`,
    fix:
      free === 0
        ? 'Free some capacity first.'
        : `Take a multiple of ${iec(PMD)}, at most ${iec(free)}.`,
  });
}
