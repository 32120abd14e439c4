import { decode } from '../codec/message';
import { endOf, type ExtentId } from '../device/extent';
import { emptyRanges, erased, painted, rangesIn } from '../device/range-map';
import { dcEventTypes } from '../event-log/event-log';
import { getEventRecordsReply } from '../layouts/event-record';
import {
  copyOfHost,
  hostWith,
  regionAt,
  type HostExtent,
  type HostState,
  type InboxRecord,
  type SeenExtent,
  type SeenRecord,
} from './host-state';
import type { HostReply } from './twin';

/** Stands for the region of an extent that no region maps. */
const NO_REGION = -1;

/** The host with these extents surfaced as its own. */
export function surfaced(host: HostState, seen: readonly SeenExtent[]): HostState {
  if (seen.length === 0) return host;
  const fresh: readonly HostExtent[] = seen.map((extent, i) => ({
    index: host.nextIndex + i,
    region: regionAt(host, extent.start)?.id ?? NO_REGION,
    extent: extent.extent,
    start: extent.start,
    length: extent.length,
    tag: extent.tag,
    sharedSeq: extent.sharedSeq,
  }));
  const next = copyOfHost(host);
  next.extents = host.extents.concat(fresh);
  for (const extent of fresh) {
    next.overlaps ||= rangesIn(next.held, extent.start, endOf(extent)).length > 0;
    next.held = painted(next.held, extent.start, endOf(extent), extent);
  }
  next.nextIndex += fresh.length;
  return next;
}

/** The host without these extents. */
export function forgotten(host: HostState, gone: readonly HostExtent[]): HostState {
  if (gone.length === 0) return host;
  const away = new Set(gone.map(({ index }) => index));
  const next = copyOfHost(host);
  next.extents = host.extents.filter(({ index }) => !away.has(index));
  next.held = host.overlaps
    ? heldBy(next.extents)
    : gone.reduce((map, extent) => erased(map, extent.start, endOf(extent)), host.held);
  return next;
}

/** What extents hold by address: of those on the same bytes, the one that came up last. */
const heldBy = (extents: readonly HostExtent[]): HostState['held'] =>
  extents.reduce<HostState['held']>(
    (map, extent) => painted(map, extent.start, endOf(extent), extent),
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
export function markedDone(host: HostState, records: readonly SeenRecord[]): HostState {
  if (records.length === 0) return host;
  const handles = new Set(records.map(({ handle }) => handle));
  return hostWith(host, {
    inbox: host.inbox.map((record) =>
      handles.has(record.handle) ? { ...record, done: true } : record,
    ),
  });
}

/** The host after it has answered these offers. */
export function answered(host: HostState, offers: readonly SeenRecord[]): HostState {
  if (offers.length === 0) return host;
  // Handles come round again, so what is staged is told by itself.
  const away = new Set(offers);
  return hostWith(markedDone(host, offers), {
    staged: host.staged.filter((record) => !away.has(record)),
  });
}
