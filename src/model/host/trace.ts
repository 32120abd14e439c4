import { decode } from '../codec/message';
import { dcEventTypes } from '../event-log/event-log';
import { getEventRecordsReply, type DcRecordFields } from '../layouts/event-record';
import { print } from './kernel-lines/line';
import { traceLines } from './kernel-lines/trace-lines';
import type { Series } from './series';
import type { HostLine } from '../happening';
import type { HostReply, HostSees } from './twin';

/** What stands for the index of a region in records that update none. */
const NO_REGION = 255;

const traced = (text: string): HostLine => ({ kind: 'trace', level: 'info', text });

const byteAt = (bytes: string, at: number): number =>
  Number.parseInt(bytes.slice(2 * at, 2 * at + 2), 16);

/** The trace line of one record, as it is printed before anything is decided. The More flag is not in it. */
function recordLine(
  record: DcRecordFields,
  { serial }: HostSees,
  { tracesRegion, traceLines: lines }: Series,
): HostLine {
  const { maintenance, type, updatedRegion } = record;
  const isUpdate = type === dcEventTypes.regionUpdated;
  const fields = {
    serial: BigInt(serial),
    time: record.timestamp,
    uuid: record.uuid,
    recordLength: record.recordLength,
    flags: record.flags,
    handle: record.handle,
    relatedHandle: record.relatedHandle,
    maintClass: byteAt(maintenance, 0),
    maintSubClass: byteAt(maintenance, 1),
    ldId: byteAt(maintenance, 2) + 256 * byteAt(maintenance, 3),
    headId: byteAt(maintenance, 4),
    type,
    hostId: record.hostId,
    region: tracesRegion === 'inUpdates' && !isUpdate ? NO_REGION : updatedRegion,
    start: record.start,
    length: record.length,
    tag: record.tag,
    sequence: record.sharedSeq,
  };
  return traced(print(traceLines[lines].record, fields));
}

/** What a host traces as it reads the Dynamic Capacity log: a line a record, then one when records were lost. */
export function tracesOf(reply: HostReply, sees: HostSees, series: Series): readonly HostLine[] {
  const { header, items } = decode(getEventRecordsReply, reply.output);
  const records = items.map((record) => recordLine(record, sees, series));
  const lost = header.flags % 2 === 1 && items.length > 0;
  if (!lost) return records;
  const overflow = print(traceLines[series.traceLines].overflow, {
    serial: BigInt(sees.serial),
    count: header.overflowCount,
    first: header.firstOverflow,
    last: header.lastOverflow,
  });
  return [...records, traced(overflow)];
}
