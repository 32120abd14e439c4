import { decode } from '../codec/message';
import { dcEventTypes } from '../event-log/event-log';
import { getEventRecordsReply, type DcRecordFields } from '../layouts/event-record';
import { uuidOf } from './lines';
import type { Series } from './series';
import type { HostLine, HostReply, HostSees } from './twin';

/** Names of event types in the trace; others are printed as numbers. */
const typeNames: ReadonlyMap<number, string> = new Map([
  [dcEventTypes.add, 'Add capacity'],
  [dcEventTypes.release, 'Release capacity'],
  [dcEventTypes.forcedRelease, 'Forced capacity release'],
  [dcEventTypes.regionUpdated, 'Region Configuration Updated'],
]);

const NO_REGION = 255;
const NO_UUID = '0'.repeat(32);

const trace = (text: string): HostLine => ({ kind: 'trace', text });

const source = ({ serial }: HostSees): string => `memdev=mem0 host=0000:0d:00.0 serial=${serial}`;

const fieldsText = (pairs: readonly (readonly [string, string | number | bigint])[]): string =>
  pairs.map(([name, value]) => `${name}=${value}`).join(' ');

/** The trace line of one record, as it is printed before anything is decided. The More flag is not in it. */
function recordLine(record: DcRecordFields, sees: HostSees, { trace: shows }: Series): HostLine {
  const maintenance = (at: number): number =>
    Number.parseInt(record.maintenance.slice(2 * at, 2 * at + 2), 16);
  const isUpdate = record.type === dcEventTypes.regionUpdated;
  const region = shows.regionOnlyInUpdates && !isUpdate ? NO_REGION : record.updatedRegion;
  const head = fieldsText([
    ['time', record.timestamp],
    ['uuid', uuidOf(shows.uuid ? record.uuid : NO_UUID)],
    ['len', record.recordLength],
    ['flags', `''`],
    ['handle', record.handle],
    ['related_handle', record.relatedHandle],
    ['maint_op_class', maintenance(0)],
    ['maint_op_sub_class', maintenance(1)],
    ['ld_id', maintenance(2) + 256 * maintenance(3)],
    ['head_id', maintenance(4)],
  ]);
  const body = fieldsText([
    ['event_type', `'${typeNames.get(record.type) ?? record.type}'`],
    ['host_id', `'${record.hostId}'`],
    [shows.regionField, `'${region}'`],
    ['starting_dpa', record.start.toString(16)],
    ['length', record.length.toString(16)],
    ['tag', uuidOf(record.tag)],
    ['shared_extent_sequence', record.sharedSeq],
  ]);
  return trace(`cxl_dynamic_capacity: ${source(sees)} log=0x4 : ${head} : ${body}`);
}

/** What a host traces as it reads the Dynamic Capacity log: a line a record, then one when records were lost. */
export function traced(reply: HostReply, sees: HostSees, series: Series): readonly HostLine[] {
  const { header, items } = decode(getEventRecordsReply, reply.output);
  const lost =
    header.flags % 2 === 1 && items.length > 0
      ? [
          trace(
            `cxl_overflow: ${source(sees)}: log=0x4 : ${header.overflowCount} records from ${header.firstOverflow} to ${header.lastOverflow}`,
          ),
        ]
      : [];
  return [...items.map((record) => recordLine(record, sees, series)), ...lost];
}
