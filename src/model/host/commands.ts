import { encode } from '../codec/message';
import { logNames } from '../happening';
import { addDcResponse, releaseDc, RESPONSE_ENTRY, RESPONSE_HEAD } from '../layouts/dc-response';
import {
  CLEAR_HEAD,
  clearEventRecordsRequest,
  getEventRecordsRequest,
} from '../layouts/event-record';
import { dcExtentLayout } from '../layouts/dc-extent';
import { dcExtentListReply, dcExtentListRequest } from '../layouts/dc-extent-list';
import type { Range } from './host-state';
import type { MailboxCommand } from './twin';

/** The log's number on the wire. */
export const DC_LOG = logNames.indexOf('dynamicCapacity');

const entriesOf = (ranges: readonly Range[]): { start: bigint; length: bigint }[] =>
  ranges.map(({ start, length }) => ({ start: BigInt(start), length: BigInt(length) }));

/** 0100h for the Dynamic Capacity log. */
export const readLog = (): MailboxCommand => ({
  opcode: 0x0100,
  payload: encode(getEventRecordsRequest, { log: DC_LOG }),
});

/** 0101h for these records. */
export const clearLog = (handles: readonly number[]): MailboxCommand => ({
  opcode: 0x0101,
  payload: encode(
    clearEventRecordsRequest,
    { log: DC_LOG, flags: 0, count: handles.length },
    handles.map((handle) => ({ handle })),
  ),
});

/** 4802h that accepts these ranges; none of them refuses the offer. `more` says that the list goes on. */
export const respond = (ranges: readonly Range[], more = false): MailboxCommand => ({
  opcode: 0x4802,
  payload: encode(
    addDcResponse,
    { entryCount: ranges.length, flags: Number(more) },
    entriesOf(ranges),
  ),
});

/** Ranges in lists that each fit one 4802h; at least one list. */
export function chunked<R extends Range>(
  ranges: readonly R[],
  payload: number,
): readonly (readonly R[])[] {
  const most = Math.max(1, Math.floor((payload - RESPONSE_HEAD) / RESPONSE_ENTRY));
  const chunks = Array.from({ length: Math.ceil(ranges.length / most) }, (_, i) =>
    ranges.slice(i * most, (i + 1) * most),
  );
  return chunks.length === 0 ? [[]] : chunks;
}

/** 4803h that gives these ranges back. */
export const giveBack = (ranges: readonly Range[]): MailboxCommand => ({
  opcode: 0x4803,
  payload: encode(releaseDc, { entryCount: ranges.length, flags: 0 }, entriesOf(ranges)),
});

/** 4801h for the whole list, or for a part of it. */
export const listExtents = (extentCount = 0xffff_ffff, startingIndex = 0): MailboxCommand => ({
  opcode: 0x4801,
  payload: encode(dcExtentListRequest, { extentCount, startingIndex }),
});

/** Extents that a reply of 4801h has room for. */
export const listPage = (payload: number): number =>
  Math.floor((payload - dcExtentListReply.header.size) / dcExtentLayout.size);

/** Handles that one 0101h takes: its count is a byte. */
export const clearLimit = (payload: number): number =>
  Math.max(1, Math.min(0xff, Math.floor((payload - CLEAR_HEAD) / HANDLE)));

const HANDLE = 2;
