import { newName, note, type Trail } from '../happening';
import { emptyList, floor, inserted, itemsOf, removed } from '../persistent/chunked-list';
import { withRun, type BlockRun } from '../persistent/block-map';
import type { DpaRange, OfferRange } from './capacity';
import { blocksOf, ldWith, type Ld, type OfferGroup, type Region } from './device-state';
import { endOf, type Extent } from '../extent';
import { withExtent, withoutExtent, type ListedExtent } from './extent-list';
import { NO_TAG } from '../layouts/dc-extent';
import { startOf } from './pending';
import { withoutRange } from '../persistent/range-map';

/*
 * The lists as the kernel's mock keeps them: extents go in and out as a whole, found by their first byte and by
 * nothing else. They may overlap, and lie wherever a test puts them.
 */

/** The extent on offer that starts at an address. */
export const offerStartingAt = (ld: Ld, start: number): Extent | undefined =>
  exact(floor(ld.pendingByAddress, start, startOf), start);

/** The accepted extent that starts at an address. */
export const acceptedStartingAt = (ld: Ld, start: number): ListedExtent | undefined =>
  exact(floor(ld.accepted.byAddress, start, startOf), start);

const exact = <E extends Extent>(extent: E | undefined, start: number): E | undefined =>
  extent?.start === start ? extent : undefined;

/** The LD with one more extent on offer: in the last group while more was promised for that one, else by itself. */
export function withInjectedOffer(
  ld: Ld,
  { start, length, tag = NO_TAG, sharedSeq = 0, more }: OfferRange & { readonly more: boolean },
  trail: Trail,
): { readonly ld: Ld; readonly extent: Extent } {
  const id = newName(trail, 'extent');
  const extent: Extent = { id, start, length, tag, sharedSeq, from: undefined };
  const last = ld.pending.at(-1);
  const joined = last?.open === true ? last : undefined;
  const group: OfferGroup = {
    id: joined?.id ?? newName(trail, 'group'),
    extents: [...(joined?.extents ?? []), extent],
    open: more,
  };
  note(trail, 'device', { what: 'groupOffered', group: group.id, extents: [extent.id] });
  const before = joined === undefined ? ld.pending : ld.pending.slice(0, -1);
  return {
    extent,
    ld: ldWith(ld, {
      pending: [...before, group],
      pendingByAddress: inserted(ld.pendingByAddress, extent, startOf),
      pendingCount: ld.pendingCount + 1,
    }),
  };
}

/** The LD with an extent on offer accepted as it is, with what the device keeps of it. */
export function withWholeAccepted(
  ld: Ld,
  { id, start, length }: Extent,
  { tag, sharedSeq }: Pick<Extent, 'tag' | 'sharedSeq'>,
  trail: Trail,
): Ld {
  const outer = trail.cause;
  trail.cause = note(trail, 'device', {
    what: 'extentAccepted',
    extent: id,
    from: id,
    start,
    length,
  });
  const bitmaps = withRuns(ld, { start, length }, 1, trail);
  trail.cause = outer;
  return ldWith(ld, {
    bitmaps,
    accepted: withExtent(ld.accepted, { id, start, length, tag, sharedSeq, from: undefined }),
    pending: ld.pending.map((group) => withoutOffered(group, id)),
    pendingByAddress: removed(ld.pendingByAddress, start, startOf),
    pendingCount: ld.pendingCount - 1,
  });
}

const withoutOffered = (group: OfferGroup, id: number): OfferGroup =>
  group.extents.some((extent) => extent.id === id)
    ? { ...group, extents: group.extents.filter((extent) => extent.id !== id) }
    : group;

/** The LD without the groups that were taken whole. */
export function withoutEmptyGroups(ld: Ld, trail: Trail): Ld {
  const taken = ld.pending.filter(({ extents }) => extents.length === 0);
  if (taken.length === 0) return ld;
  for (const { id } of taken) note(trail, 'device', { what: 'groupClosed', group: id });
  return ldWith(ld, { pending: ld.pending.filter((group) => !taken.includes(group)) });
}

/** The LD with nothing on offer any more. */
export function withAllWithdrawn(ld: Ld, trail: Trail): Ld {
  if (ld.pending.length === 0) return ld;
  for (const { id: group, extents } of ld.pending) {
    for (const { id, start, length } of extents) {
      note(trail, 'device', {
        what: 'extentWithdrawn',
        extent: id,
        group,
        start,
        length,
        partly: false,
      });
    }
    note(trail, 'device', { what: 'groupClosed', group });
  }
  return ldWith(ld, { pending: [], pendingByAddress: emptyList(), pendingCount: 0 });
}

/** The LD without an accepted extent. Blocks of it that another one has too stay backed. */
export function withWholeReleased(ld: Ld, extent: ListedExtent, trail: Trail): Ld {
  const { id, start, length } = extent;
  const outer = trail.cause;
  trail.cause = note(trail, 'device', { what: 'extentReleased', extent: id, start, length });
  const accepted = withoutExtent(ld.accepted, extent);
  const cleared = ldWith(ld, {
    accepted,
    bitmaps: withRuns(ld, extent, 0, trail),
    askedBack: withoutRange(ld.askedBack, start, endOf(extent)),
  });
  const beside = itemsOf(accepted.byAddress).filter(
    (other) => other.start < endOf(extent) && endOf(other) > start,
  );
  const left = beside.reduce(
    (next, other) => ldWith(next, { bitmaps: withRuns(next, other, 1, trail) }),
    cleared,
  );
  trail.cause = outer;
  return left;
}

/** The bitmaps with the blocks that a range touches set or cleared: it need not lie in a region. */
function withRuns(ld: Ld, range: DpaRange, bit: 0 | 1, trail: Trail): Ld['bitmaps'] {
  let { bitmaps } = ld;
  for (const region of ld.regions) {
    const run = runIn(region, range);
    const bitmap = bitmaps[region.index];
    if (run === undefined || bitmap === undefined) continue;
    note(trail, 'device', {
      what: bit === 1 ? 'blocksBacked' : 'blocksCleared',
      region: region.index,
      ...run,
    });
    bitmaps = bitmaps.with(region.index, withRun(bitmap, run, bit));
  }
  return bitmaps;
}

/** The blocks of a region that a range touches. */
function runIn(region: Region, range: DpaRange): BlockRun | undefined {
  const start = Math.max(range.start, region.base);
  const end = Math.min(endOf(range), region.base + region.length);
  if (start >= end) return undefined;
  const { first } = blocksOf(region, { start, length: 0 });
  return { first, count: Math.ceil((end - region.base) / region.blockSize) - first };
}
