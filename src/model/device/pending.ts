import { floor, visitFrom } from '../persistent/chunked-list';
import type { Ld } from './device-state';
import { endOf, type Extent } from '../extent';

/** Offered extents are found by their first byte. */
export const startOf = (extent: Extent): number => extent.start;

/**
 * Nothing at DPA 0: QEMU's range type takes it for the whole space. Only a fabric manager can offer it, and only
 * on a device without static memory.
 */
function offeredEverywhere({ regions, pending }: Ld): Extent | undefined {
  if (regions[0]?.base !== 0) return undefined;
  return pending
    .flatMap(({ extents }) => extents)
    .find(({ start, length }) => start === 0 && length === 0);
}

/** The first offered extent, by address, that shares a byte with `start`..`end`. */
export function firstPending(ld: Ld, start: number, end: number): Extent | undefined {
  const everywhere = offeredEverywhere(ld);
  if (everywhere !== undefined) return everywhere;
  if (start === 0 && end === 0) return ld.pending[0]?.extents[0];
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
