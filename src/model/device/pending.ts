import { floor, visitFrom } from './chunked-list';
import type { Ld } from './device-state';
import { endOf, type Extent } from './extent';

/** Offered extents are found by their first byte. */
export const startOf = (extent: Extent): number => extent.start;

/** The first offered extent, by address, that shares a byte with `start`..`end`. */
export function firstPending(ld: Ld, start: number, end: number): Extent | undefined {
  if (start === end) return undefined;
  const below = floor(ld.pendingByAddress, start, startOf);
  if (below !== undefined && endOf(below) > start) return below;
  let found: Extent | undefined;
  visitFrom(ld.pendingByAddress, start, startOf, (extent) => {
    if (extent.start >= end) return false;
    if (extent.start < start) return true;
    found = extent;
    return false;
  });
  return found;
}
