import { decode } from '../codec/message';
import { endOf, type ExtentId } from '../extent';
import { emptyRanges, withoutRange, withRange, rangesIn } from '../persistent/range-map';
import { dcEventTypes } from '../event-log/event-log';
import { getEventRecordsReply } from '../layouts/event-record';
import {
  copyOfHost,
  hostWith,
  lowestFree,
  regionAt,
  type HostExtent,
  type HostState,
  type InboxRecord,
  type Placed,
  type SeenExtent,
  type SeenRecord,
} from './host-state';
import type { HostReply } from './twin';

/** Stands for the region of an extent that no region maps. */
const NO_REGION = -1;

/** The place of an extent that comes up alone: at home in the region that maps it. */
export function placedAlone(host: HostState, extent: SeenExtent): Placed {
  const region = regionAt(host, extent.start);
  const id = region?.id ?? NO_REGION;
  return placed(extent, {
    region: id,
    mappedBy: id,
    offset: extent.start - (region?.start ?? 0),
    seq: 0,
    claimable: region?.driver === 'bound',
  });
}

/** An extent with its place, member for member. */
export const placed = (
  { extent, start, length, tag, sharedSeq }: SeenExtent,
  { region, mappedBy, offset, seq, claimable }: Omit<Placed, keyof SeenExtent>,
): Placed => ({
  extent,
  start,
  length,
  tag,
  sharedSeq,
  region,
  mappedBy,
  offset,
  seq,
  claimable,
});

/** Numbers in the names of extents, by region. They live as long as none becomes free. */
export interface Numbers {
  readonly first: number;
  readonly byRegion: Map<number, { readonly taken: ReadonlySet<number>; from: number }>;
}

/** Where names begin to count from. */
export const newNumbers = (first: number): Numbers => ({ first, byRegion: new Map() });

/** The lowest number of a region that no extent has, and that was not given before. */
function numberIn({ extents }: HostState, region: number, { first, byRegion }: Numbers): number {
  const known = byRegion.get(region) ?? {
    taken: new Set(extents.filter((extent) => extent.region === region).map(({ index }) => index)),
    from: first,
  };
  const number = lowestFree(known.taken, known.from);
  known.from = number + 1;
  byRegion.set(region, known);
  return number;
}

/** Members of a group with their names: each takes the lowest number of its region that is free. */
export function named(
  host: HostState,
  members: readonly Placed[],
  numbers: Numbers,
): readonly HostExtent[] {
  const region = members[0]?.region ?? NO_REGION;
  return members.map((member, i) => {
    const index = numberIn(host, region, numbers);
    return Object.assign(placed(member, member), {
      index,
      group: host.groups,
      born: host.births + i,
    });
  });
}

/** The host with a group that comes up as one. Its members have their names already. */
export function withGroup(host: HostState, members: readonly HostExtent[]): HostState {
  if (members.length === 0) return host;
  const next = copyOfHost(host);
  next.extents = host.extents.concat(members);
  for (const extent of members) {
    next.overlaps ||= rangesIn(next.held, extent.start, endOf(extent)).length > 0;
    next.held = withRange(next.held, extent.start, endOf(extent), extent);
  }
  next.groups += 1;
  next.births += members.length;
  return next;
}

/** The host with these extents shown, each a group of its own. */
export const surfaced = (
  host: HostState,
  seen: readonly SeenExtent[],
  firstIndex: number,
): HostState => {
  const numbers = newNumbers(firstIndex);
  return seen.reduce(
    (next, extent) => withGroup(next, named(next, [placedAlone(next, extent)], numbers)),
    host,
  );
};

/** The host without these extents, as far as it still has them: one may have been cut since it was to go. */
export function withoutExtents(host: HostState, gone: readonly HostExtent[]): HostState {
  const away = new Set(gone.map(({ born }) => born));
  const there = host.extents.filter(({ born }) => away.has(born));
  if (there.length === 0) return host;
  const next = copyOfHost(host);
  next.extents = host.extents.filter(({ born }) => !away.has(born));
  next.held = host.overlaps
    ? heldBy(next.extents)
    : there.reduce((map, extent) => withoutRange(map, extent.start, endOf(extent)), host.held);
  return next;
}

/** What extents hold by address: of those on the same bytes, the one that came up last. */
const heldBy = (extents: readonly HostExtent[]): HostState['held'] =>
  extents.reduce<HostState['held']>(
    (map, extent) => withRange(map, extent.start, endOf(extent), extent),
    emptyRanges(),
  );

/** The host after a read of the Dynamic Capacity log: what it has already dealt with stays so. */
export function inboxAfter(host: HostState, reply: HostReply): HostState {
  if (reply.code !== 0) return hostWith(host, { rereads: 'no' });
  const before = new Map(host.inbox.map((record) => [record.handle, record]));
  const inbox: readonly InboxRecord[] = recordsIn(reply).map((record) => ({
    ...record,
    done: before.get(record.handle)?.done ?? false,
  }));
  return hostWith(host, { inbox, rereads: 'no' });
}

/** The Dynamic Capacity records of a reply of Get Event Records. */
const recordsIn = (reply: HostReply): readonly SeenRecord[] =>
  decode(getEventRecordsReply, reply.output).items.map((record) => ({
    handle: record.handle,
    type: record.type,
    more: record.more % 2 === 1,
    start: record.start,
    length: record.length,
    tag: record.tag,
    sharedSeq: record.sharedSeq,
    extent: reply.extentOf(record.handle),
  }));

/** Offers the host has read and not answered: what it staged, then what it has not looked at. */
export const openOffers = ({ staged, inbox }: HostState): readonly SeenRecord[] =>
  inbox.length === 0
    ? staged
    : staged.concat(inbox.filter(({ done, type }) => !done && type === dcEventTypes.add));

/** Extents of the records that the host has in its hands: read and not cleared, or staged. */
export const extentsRead = ({ inbox, staged }: HostState): ReadonlySet<ExtentId> =>
  new Set([...inbox, ...staged].map(({ extent }) => extent));

/** The oldest chain of open offers, up to the first record without More. */
export function firstChain(host: HostState): readonly SeenRecord[] {
  const offers = openOffers(host);
  const last = offers.findIndex(({ more }) => !more);
  return last === -1 ? offers : offers.slice(0, last + 1);
}

/** The host after it has dealt with these records of its inbox. */
export function withRecordsDone(host: HostState, records: readonly SeenRecord[]): HostState {
  if (records.length === 0) return host;
  const handles = new Set(records.map(({ handle }) => handle));
  return hostWith(host, {
    inbox: host.inbox.map((record) =>
      handles.has(record.handle) ? { ...record, done: true } : record,
    ),
  });
}

/** The host after it has answered these offers. */
export function withChainAnswered(host: HostState, offers: readonly SeenRecord[]): HostState {
  if (offers.length === 0) return host;
  // Handles come round again, so what is staged is told by itself.
  const away = new Set(offers);
  return hostWith(withRecordsDone(host, offers), {
    staged: host.staged.filter((record) => !away.has(record)),
  });
}
