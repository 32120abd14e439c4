import { newName, nextIn, note, noteWhole, type Trail } from '../happening';
import { NO_TAG } from '../layouts/dc-extent';
import { withRun } from '../persistent/block-map';
import { invariant } from '../assert';
import { emptyList, inserted, removed } from '../persistent/chunked-list';
import { blocksOf, copyOfLd, ldWith, regionAt, type Ld, type OfferGroup } from './device-state';
import { startOf } from './pending';
import { endOf, leftOf, type Extent, type ExtentId } from '../extent';
import { withExtent, extentsIn, withoutExtent, type ListedExtent } from './extent-list';
import { withoutRange, withRange } from '../persistent/range-map';

/** A byte range inside one region. */
export interface DpaRange {
  readonly start: number;
  readonly length: number;
}

/** A range to offer, with what a fabric manager put beside it. */
export interface OfferRange extends DpaRange {
  readonly tag?: string | undefined;
  readonly sharedSeq?: number | undefined;
}

const indexed = (list: Ld['pendingByAddress'], extent: Extent): Ld['pendingByAddress'] =>
  extent.length === 0 ? list : inserted(list, extent, startOf);

/** The LD with a new offer group at the end of the queue. The ranges have been checked. */
export function withOffer(
  ld: Ld,
  ranges: readonly OfferRange[],
  trail: Trail,
): { readonly ld: Ld; readonly group: OfferGroup } {
  const extents = ranges.map(({ start, length, tag = NO_TAG, sharedSeq = 0 }): Extent => ({
    id: newName(trail, 'extent'),
    start,
    length,
    tag,
    sharedSeq,
    from: undefined,
  }));
  const group = { id: newName(trail, 'group'), extents, open: false };
  noteWhole(trail, {
    n: nextIn(trail),
    cause: trail.cause,
    actor: 'device',
    what: 'groupOffered',
    group: group.id,
    extents: extents.map(({ id }) => id),
  });
  const next = copyOfLd(ld);
  next.pending = ld.pending.concat(group);
  next.pendingByAddress = extents.reduce(indexed, ld.pendingByAddress);
  next.pendingCount += extents.length;
  return { group, ld: next };
}

/** One entry of a response, and the offered extent it lies in. */
export interface Acceptance extends DpaRange {
  readonly offered: Extent;
  /** What the device keeps of what was offered beside the range; QEMU keeps nothing of it (10.0, 11.1). */
  readonly tag?: string | undefined;
  readonly sharedSeq?: number | undefined;
}

/**
 * The LD after a response: the entries are accepted in their order, the rest of the first offer is withdrawn.
 */
export function withResponse(ld: Ld, entries: readonly Acceptance[], trail: Trail): Ld {
  const group = ld.pending[0];
  let next = ld;
  for (const entry of entries) next = accepted(next, entry, trail);
  if (group === undefined) return next;
  for (const extent of group.extents) noteWithdrawn(extent, group, entries, trail);
  return dropped(next, group, trail);
}

function accepted(ld: Ld, entry: Acceptance, trail: Trail): Ld {
  const { start, length, offered: from, tag = NO_TAG, sharedSeq = 0 } = entry;
  // A range inside the extent, and as long, is all of it.
  const whole = from.length === length;
  const id = whole ? from.id : newName(trail, 'extent');
  const cutFrom = whole ? undefined : from.id;
  const extent: Extent = { id, start, length, tag, sharedSeq, from: cutFrom };
  const outer = trail.cause;
  trail.cause = noteWhole(trail, {
    n: nextIn(trail),
    cause: outer,
    actor: 'device',
    what: 'extentAccepted',
    extent: id,
    from: from.id,
    start,
    length,
  });
  const next = copyOfLd(ld);
  next.bitmaps = withBits(ld, extent, 1, trail);
  next.accepted = withExtent(ld.accepted, extent);
  trail.cause = outer;
  return next;
}

/** Notes each piece of an offered extent that no entry took, where it lies. */
function noteWithdrawn(
  extent: Extent,
  group: OfferGroup,
  entries: readonly Acceptance[],
  trail: Trail,
): void {
  const taken = entries.filter(({ offered: from }) => from.id === extent.id);
  for (const { start, length } of leftOf(extent, taken)) {
    note(trail, 'device', {
      what: 'extentWithdrawn',
      extent: extent.id,
      group: group.id,
      start,
      length,
      partly: length < extent.length,
    });
  }
}

function dropped(ld: Ld, group: OfferGroup, trail: Trail): Ld {
  noteClosed(group, trail);
  const next = copyOfLd(ld);
  next.pending = ld.pending.slice(1);
  next.pendingByAddress = group.extents.reduce(
    (list, extent) => (extent.length === 0 ? list : removed(list, extent.start, startOf)),
    ld.pendingByAddress,
  );
  next.pendingCount -= group.extents.length;
  return next;
}

function noteClosed({ id }: OfferGroup, trail: Trail): void {
  const { cause } = trail;
  noteWhole(trail, { n: nextIn(trail), cause, actor: 'device', what: 'groupClosed', group: id });
}

/** The bitmaps with the blocks of a range set or cleared. */
function withBits(ld: Ld, range: DpaRange, bit: 0 | 1, trail: Trail): Ld['bitmaps'] {
  const region = regionAt(ld, range.start);
  const bitmap = region === undefined ? undefined : ld.bitmaps[region.index];
  if (region === undefined || bitmap === undefined) return ld.bitmaps;
  const run = blocksOf(region, range);
  noteWhole(trail, {
    n: nextIn(trail),
    cause: trail.cause,
    actor: 'device',
    what: bit === 1 ? 'blocksBacked' : 'blocksCleared',
    region: region.index,
    first: run.first,
    count: run.count,
  });
  return ld.bitmaps.with(region.index, withRun(bitmap, run, bit));
}

/** The LD after the host gave ranges back, entry by entry: cut extents leave their remnants at the end of the list. */
export const withRangesReleased = (ld: Ld, ranges: readonly DpaRange[], trail: Trail): Ld =>
  ranges.reduce((next, range) => releasedOne(next, range, trail), ld);

function releasedOne(ld: Ld, range: DpaRange, trail: Trail): Ld {
  const end = endOf(range);
  if (range.length === 0) return ld;
  let next = ld;
  for (const extent of extentsIn(ld.accepted, range.start, end)) {
    next = cut(next, extent, range.start, end, trail);
  }
  const after = copyOfLd(next);
  after.bitmaps = withBits(next, range, 0, trail);
  after.askedBack = withoutRange(next.askedBack, range.start, end);
  return after;
}

function cut(ld: Ld, extent: ListedExtent, start: number, end: number, trail: Trail): Ld {
  const remnants = [
    { start: extent.start, length: start - extent.start },
    { start: end, length: endOf(extent) - end },
  ].filter(({ length }) => length > 0);
  const ids: readonly ExtentId[] = remnants.map(() => newName(trail, 'extent'));
  const from = Math.max(start, extent.start);
  const length = Math.min(end, endOf(extent)) - from;
  const cause = noteWhole(trail, {
    n: nextIn(trail),
    cause: trail.cause,
    actor: 'device',
    what: 'extentReleased',
    extent: extent.id,
    start: from,
    length,
  });
  if (ids.length > 0)
    note(trail, 'device', { what: 'extentSplit', extent: extent.id, into: ids }, cause);
  const next = copyOfLd(ld);
  next.accepted = remnants.reduce(
    (left, remnant, i) =>
      withExtent(left, {
        id: ids[i] ?? 0,
        start: remnant.start,
        length: remnant.length,
        tag: extent.tag,
        sharedSeq: extent.sharedSeq,
        from: extent.id,
      }),
    withoutExtent(ld.accepted, extent),
  );
  return next;
}

/**
 * The LD with one more extent on offer that belongs to no group: the 2023 series keeps a flat list, in which
 * extents may overlap, so they are not found by address.
 */
export function withOfferAlone(
  ld: Ld,
  range: DpaRange,
  trail: Trail,
): { readonly ld: Ld; readonly extent: Extent } {
  const { pendingByAddress } = ld;
  const { ld: next, group } = withOffer(
    ldWith(ld, { pendingByAddress: emptyList() }),
    [range],
    trail,
  );
  const [extent] = group.extents;
  invariant(extent !== undefined, 'one range is one extent');
  return { ld: ldWith(next, { pendingByAddress }), extent };
}

/** The LD after the 2023 series accepted one entry: it takes the whole offered extent off the list. */
export function withAcceptedAlone(ld: Ld, entry: Acceptance, trail: Trail): Ld {
  const group = ld.pending.find(({ extents }) => extents[0]?.id === entry.offered.id);
  const next = accepted(ld, entry, trail);
  if (group === undefined) return next;
  noteWithdrawn(entry.offered, group, [entry], trail);
  noteClosed(group, trail);
  return ldWith(next, {
    pending: next.pending.filter((item) => item !== group),
    pendingCount: next.pendingCount - 1,
  });
}

/**
 * The LD after the 2023 series released one entry from the extent that holds it. Whenever a remnant stays, the
 * series sets the bits of what was released again: only a whole extent really becomes unreachable.
 */
export function withReleasedAlone(ld: Ld, extent: ListedExtent, range: DpaRange, trail: Trail): Ld {
  const next = cut(ld, extent, range.start, endOf(range), trail);
  const whole = extent.start === range.start && extent.length === range.length;
  const cleared = ldWith(next, {
    bitmaps: withBits(next, range, 0, trail),
    askedBack: withoutRange(next.askedBack, range.start, endOf(range)),
  });
  return whole ? cleared : ldWith(cleared, { bitmaps: withBits(cleared, range, 1, trail) });
}

/** Marks accepted capacity as asked back. The device itself remembers nothing of a release request. */
export function withAskedBack(ld: Ld, ranges: readonly DpaRange[], trail: Trail): Ld {
  let marked = ld.askedBack;
  for (const { start, length } of ranges) {
    marked = withRange(marked, start, start + length, true);
    for (const extent of extentsIn(ld.accepted, start, start + length)) {
      const from = Math.max(start, extent.start);
      const to = Math.min(start + length, endOf(extent));
      note(trail, 'device', {
        what: 'releaseAsked',
        extents: [extent.id],
        start: from,
        length: to - from,
      });
    }
  }
  return ldWith(ld, { askedBack: marked });
}
