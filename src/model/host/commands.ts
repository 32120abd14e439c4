import { encode } from '../codec/message';
import { logNames } from '../happening';
import { addDcResponse, releaseDc } from '../layouts/dc-response';
import { clearEventRecordsRequest, getEventRecordsRequest } from '../layouts/event-record';
import { dcExtentListRequest } from '../layouts/dc-extent-list';
import type { MailboxCommand } from './twin';

/** The log's number on the wire. */
export const DC_LOG = logNames.indexOf('dynamicCapacity');

interface Range {
  readonly start: number;
  readonly length: number;
}

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

/** 4802h that accepts these ranges; none of them refuses the offer. */
export const respond = (ranges: readonly Range[]): MailboxCommand => ({
  opcode: 0x4802,
  payload: encode(addDcResponse, { entryCount: ranges.length, flags: 0 }, entriesOf(ranges)),
});

/** 4803h that gives these ranges back. */
export const giveBack = (ranges: readonly Range[]): MailboxCommand => ({
  opcode: 0x4803,
  payload: encode(releaseDc, { entryCount: ranges.length, flags: 0 }, entriesOf(ranges)),
});

/** 4801h for the whole list. */
export const listExtents = (): MailboxCommand => ({
  opcode: 0x4801,
  payload: encode(dcExtentListRequest, { extentCount: 0xffff_ffff, startingIndex: 0 }),
});
