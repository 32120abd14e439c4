import { decode } from '../codec/message';
import { endOf, type ExtentId } from '../device/extent';
import { erased, painted, rangesIn } from '../device/range-map';
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
  next.held = fresh.reduce(
    (map, extent) => painted(map, extent.start, endOf(extent), extent),
    host.held,
  );
  next.nextIndex += fresh.length;
  return next;
}

/** The host without these extents. */
export function forgotten(host: HostState, gone: readonly HostExtent[]): HostState {
  if (gone.length === 0) return host;
  const away = new Set(gone.map(({ index }) => index));
  const next = copyOfHost(host);
  next.extents = host.extents.filter(({ index }) => !away.has(index));
  next.held = heldWithout(host.held, gone, next.extents);
  return next;
}

/** What is held without these extents. A host that was wrong may hold others on the same bytes: those come to light. */
function heldWithout(
  held: HostState['held'],
  gone: readonly HostExtent[],
  left: readonly HostExtent[],
): HostState['held'] {
  let next = held;
  for (const extent of gone) {
    const end = endOf(extent);
    const [piece, ...more] = rangesIn(held, extent.start, end);
    const isAlone = more.length === 0 && piece?.start === extent.start && piece.end === end;
    next = erased(next, extent.start, end);
    if (isAlone && piece.value === extent) continue;
    for (const other of left) {
      if (other.start < end && endOf(other) > extent.start)
        next = painted(next, other.start, endOf(other), other);
    }
  }
  return next;
}

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
