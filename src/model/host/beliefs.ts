import { decode } from '../codec/message';
import { endOf } from '../device/extent';
import { erased, painted } from '../device/range-map';
import { addDcResponse, releaseDc } from '../layouts/dc-response';
import {
  clearEventRecordsRequest,
  getEventRecordsReply,
  getEventRecordsRequest,
} from '../layouts/event-record';
import { DC_LOG } from './commands';
import type { HostExtent, HostState, InboxRecord, SeenRecord } from './host-state';
import type { HostReply, MailboxCommand } from './twin';
import { dcEventTypes } from '../event-log/event-log';

/** The host with these offers surfaced as extents of its own. */
export function surfaced(host: HostState, records: readonly SeenRecord[]): HostState {
  const fresh: readonly HostExtent[] = records.map(({ extent, start, length }, i) => ({
    index: host.nextIndex + i,
    extent,
    start,
    length,
  }));
  return {
    ...host,
    extents: [...host.extents, ...fresh],
    held: fresh.reduce(
      (map, { start, length, extent }) => painted(map, start, start + length, extent),
      host.held,
    ),
    nextIndex: host.nextIndex + fresh.length,
  };
}

/** The host without these extents. */
export const forgotten = (host: HostState, gone: readonly HostExtent[]): HostState => ({
  ...host,
  extents: host.extents.filter((extent) => !gone.includes(extent)),
  held: gone.reduce((map, extent) => erased(map, extent.start, endOf(extent)), host.held),
});

/** The host after a read of the Dynamic Capacity log: what it has already dealt with stays so. */
export function inboxAfter(host: HostState, reply: HostReply): HostState {
  if (reply.code !== 0) return { ...host, rereads: false };
  const before = new Map(host.inbox.map((record) => [record.handle, record]));
  const inbox: readonly InboxRecord[] = decode(getEventRecordsReply, reply.output).items.map(
    (record) => ({
      handle: record.handle,
      type: record.type,
      more: record.more % 2 === 1,
      start: record.start,
      length: record.length,
      tag: record.tag,
      sharedSeq: record.sharedSeq,
      extent: reply.extentOf(record.handle),
      done: before.get(record.handle)?.done ?? false,
    }),
  );
  return { ...host, inbox, rereads: false };
}

/** Offers the host has read and not answered: what it staged, then what it has not looked at. */
export const openOffers = (host: HostState): readonly SeenRecord[] => [
  ...host.staged,
  ...host.inbox.filter(({ done, type }) => !done && type === dcEventTypes.add),
];

/** The oldest chain of open offers, up to the first record without More. */
export function firstChain(host: HostState): readonly SeenRecord[] {
  const offers = openOffers(host);
  const last = offers.findIndex(({ more }) => !more);
  return last === -1 ? offers : offers.slice(0, last + 1);
}

/** The host after it has answered these offers. */
export const answered = (host: HostState, records: readonly SeenRecord[]): HostState => {
  const handles = new Set(records.map(({ handle }) => handle));
  return {
    ...host,
    staged: host.staged.filter(({ handle }) => !handles.has(handle)),
    inbox: host.inbox.map((record) =>
      handles.has(record.handle) ? { ...record, done: true } : record,
    ),
  };
};

/**
 * What a person playing the host, or a command sent by hand, leads the host to believe: only what the device
 * confirmed. A refused command changes nothing.
 */
export function believing(
  host: HostState,
  { opcode, payload }: MailboxCommand,
  reply: HostReply,
): HostState {
  if (reply.code !== 0) return host;
  switch (opcode) {
    case 0x0100:
      return decode(getEventRecordsRequest, payload).header.log === DC_LOG
        ? inboxAfter(host, reply)
        : host;
    case 0x0101:
      return withoutCleared(host, payload);
    case 0x4802:
      return afterResponse(host, payload, reply);
    case 0x4803:
      return afterRelease(host, payload, reply);
    default:
      return host;
  }
}

function withoutCleared(host: HostState, payload: Uint8Array): HostState {
  const { header, items } = decode(clearEventRecordsRequest, payload);
  if (header.log !== DC_LOG) return host;
  const handles = new Set(items.map(({ handle }) => handle));
  const gone = host.inbox.filter(({ handle }) => handles.has(handle));
  const unanswered = gone.filter(({ done, type }) => !done && type === dcEventTypes.add);
  return {
    ...host,
    inbox: host.inbox.filter(({ handle }) => !handles.has(handle)),
    staged: [...host.staged, ...unanswered],
  };
}

function afterResponse(host: HostState, payload: Uint8Array, reply: HostReply): HostState {
  const accepted = decode(addDcResponse, payload).items.map(({ start, length }) => {
    const range = { start: Number(start), length: Number(length) };
    return { ...NO_RECORD, ...range, extent: reply.extentAt(range.start) };
  });
  // A host that was wrong about the device may hold some of it already.
  const fresh = accepted.filter((range) => !host.extents.some((extent) => holds(extent, range)));
  return surfaced(answered(host, firstChain(host)), fresh);
}

const holds = (extent: HostExtent, range: { start: number; length: number }): boolean =>
  extent.start <= range.start && endOf(extent) >= endOf(range);

const NO_RECORD: SeenRecord = {
  handle: 0,
  type: dcEventTypes.add,
  more: false,
  start: 0,
  length: 0,
  tag: '',
  sharedSeq: 0,
  extent: 0,
};

/** Gives ranges back, keeping what is left of extents that are cut. */
function afterRelease(host: HostState, payload: Uint8Array, reply: HostReply): HostState {
  return decode(releaseDc, payload).items.reduce((next, entry) => {
    const start = Number(entry.start);
    const end = start + Number(entry.length);
    const cut = next.extents.filter((extent) => extent.start < end && endOf(extent) > start);
    const remnants = cut.flatMap((extent) => [
      { ...NO_RECORD, start: extent.start, length: Math.max(0, start - extent.start) },
      { ...NO_RECORD, start: end, length: Math.max(0, endOf(extent) - end) },
    ]);
    return surfaced(
      forgotten(next, cut),
      remnants
        .filter(({ length }) => length > 0)
        .map((range) => ({ ...range, extent: reply.extentAt(range.start) })),
    );
  }, host);
}
