import { decode } from '../codec/message';
import { endOf } from '../extent';
import { dcEventTypes } from '../event-log/event-log';
import { NO_TAG } from '../layouts/dc-extent';
import { addDcResponse, releaseDc, type UpdatedExtent } from '../layouts/dc-response';
import { clearEventRecordsRequest, getEventRecordsRequest } from '../layouts/event-record';
import { withChainAnswered, firstChain, withoutExtents, inboxAfter, surfaced } from './beliefs';
import { inside } from './checks';
import { DC_LOG } from './commands';
import {
  hostWith,
  type HostExtent,
  type HostState,
  type Range,
  type SeenExtent,
} from './host-state';
import type { HostReply, MailboxCommand } from './twin';

/**
 * What a person playing the host, or a command sent by hand, leads the host to believe: only what the device
 * confirmed. A refused command changes nothing.
 */
export function beliefsAfterCommand(
  host: HostState,
  { opcode, payload }: MailboxCommand,
  reply: HostReply,
  firstIndex: number,
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
      return afterResponse(host, payload, reply, firstIndex);
    case 0x4803:
      return afterRelease(host, payload, reply, firstIndex);
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
  return hostWith(host, {
    inbox: host.inbox.filter(({ handle }) => !handles.has(handle)),
    staged: [...host.staged, ...unanswered],
  });
}

function afterResponse(
  host: HostState,
  payload: Uint8Array,
  reply: HostReply,
  firstIndex: number,
): HostState {
  const chain = firstChain(host);
  const accepted = decode(addDcResponse, payload).items.map((entry): SeenExtent => {
    const range = rangeOf(entry);
    const offer = chain.find((record) => inside(range, record));
    return seen(range, offer ?? UNTAGGED, reply);
  });
  // A host that was wrong about the device may hold some of it already.
  const fresh = accepted.filter((range) => !host.extents.some((extent) => inside(range, extent)));
  return surfaced(withChainAnswered(host, chain), fresh, firstIndex);
}

const rangeOf = ({ start, length }: UpdatedExtent): Range => ({
  start: Number(start),
  length: Number(length),
});

const UNTAGGED = { tag: NO_TAG, sharedSeq: 0 };

/** A range with the marks of the extent it is a part of. */
const seen = (
  { start, length }: Range,
  { tag, sharedSeq }: Pick<SeenExtent, 'tag' | 'sharedSeq'>,
  { extentAt }: HostReply,
): SeenExtent => ({ start, length, tag, sharedSeq, extent: extentAt(start) });

/** Gives ranges back, keeping what is left of extents that are cut. */
function afterRelease(
  host: HostState,
  payload: Uint8Array,
  reply: HostReply,
  firstIndex: number,
): HostState {
  return decode(releaseDc, payload).items.reduce((next, entry) => {
    const range = rangeOf(entry);
    const end = endOf(range);
    const cut = next.extents.filter((extent) => extent.start < end && endOf(extent) > range.start);
    const left = cut.flatMap((extent) =>
      remnants(extent, range).map((remnant) => seen(remnant, extent, reply)),
    );
    return surfaced(withoutExtents(next, cut), left, firstIndex);
  }, host);
}

/** What is left of an extent without a range. */
const remnants = (extent: HostExtent, range: Range): readonly Range[] =>
  [
    { start: extent.start, length: range.start - extent.start },
    { start: endOf(range), length: endOf(extent) - endOf(range) },
  ].filter(({ length }) => length > 0);
