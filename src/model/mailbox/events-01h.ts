import { u16, u64 } from '../codec/codec';
import { decode, encode } from '../codec/message';
import { ldWith, withLd, type DeviceState, type Ld } from '../device/device-state';
import type { Profile } from '../device/profiles/profile';
import {
  withoutOldest,
  logsWith,
  logWith,
  type DcRecord,
  type EventLog,
  type EventLogs,
  type Logged,
  type MediaEvent,
} from '../event-log/event-log';
import { logNames, note, type LogName } from '../happening';
import {
  clearEventRecordsRequest,
  DC_RECORD_UUID,
  dcRecordMessage,
  getEventRecordsReply,
  getEventRecordsRequest,
  type DcRecordFields,
} from '../layouts/event-record';
import { interruptPolicy } from '../layouts/interrupt-policy';
import {
  clearRecordsLadder,
  getRecordsLadder,
  setPolicyLadder,
  type LogQuery,
} from '../rules/events';
import { checked, done, type Command, type Context } from './command';

/** The number of the Dynamic Capacity event log. */
const DC_LOG = logNames.indexOf('dynamicCapacity');

const DC_RECORD_LENGTH = 0x80;

/** The wire form of a Dynamic Capacity record. */
export function recordFields(
  record: DcRecord,
  { recordFlags, recordValidity }: Pick<Profile, 'recordFlags' | 'recordValidity'>,
): DcRecordFields {
  return {
    uuid: DC_RECORD_UUID,
    recordLength: DC_RECORD_LENGTH,
    flags: recordFlags,
    handle: record.handle,
    relatedHandle: 0,
    timestamp: record.timestamp,
    maintenance: '0'.repeat(32),
    type: record.type,
    validity: recordValidity,
    hostId: record.hostId,
    updatedRegion: 0,
    more: Number(record.more),
    start: record.start,
    length: record.length,
    tag: record.tag,
    sharedSeq: record.sharedSeq,
    extentReserved: record.extentReserved,
    extentsAvailable: record.extentsAvailable,
    tagsAvailable: 0,
  };
}

type AnyLog = EventLogs[LogName];

const withLog = (ld: Ld, name: LogName, log: AnyLog): Ld =>
  ldWith(ld, { eventLogs: logsWith(ld.eventLogs, { [name]: log }) });

/** The bytes of the first records of a log, as the device sends them. */
function recordsOf({ ld: { eventLogs }, profile }: Context, name: LogName): readonly Uint8Array[] {
  const page = profile.recordsAPage;
  if (name !== 'dynamicCapacity') return eventLogs[name].records.slice(0, page).map(mediaBytes);
  return eventLogs[name].records
    .slice(0, page)
    .map((record) => encode(dcRecordMessage, recordFields(record, profile)));
}

const HANDLE = 0x14;
const TIMESTAMP = 0x18;

function mediaBytes({ bytes, handle, timestamp }: Logged<MediaEvent>): Uint8Array {
  const copy = bytes.slice();
  u16.write(copy, HANDLE, handle);
  u64.write(copy, TIMESTAMP, timestamp);
  return copy;
}

function replyOf(context: Context, name: LogName): Uint8Array {
  const { overflow, records } = context.ld.eventLogs[name];
  const { moreRecords, recordsAPage } = context.profile;
  const count = Math.min(records.length, recordsAPage);
  const more = moreRecords === 'whileAny' ? count > 0 : count < records.length;
  const header = encode(getEventRecordsReply, {
    flags: Number(overflow.count > 0) + 2 * Number(more),
    overflowCount: overflow.count,
    firstOverflow: overflow.first,
    lastOverflow: overflow.last,
    count,
  });
  return joined([header, ...recordsOf(context, name)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const nameOf = (number: number): LogName => logNames[number] ?? 'dynamicCapacity';

const isModelled = ({ mediaLogs }: Profile, name: LogName): boolean =>
  mediaLogs || name === 'dynamicCapacity';

const getRecords: Command = {
  opcode: 0x0100,
  name: 'Get Event Records',
  section: '8.2.9.2.2',
  length: 1,
  request: getEventRecordsRequest,
  usual: () => encode(getEventRecordsRequest, { log: DC_LOG }),
  reply: getEventRecordsReply,
  ladder: getRecordsLadder,
  refusedWords: ['has no such event log', 'reads an event log'],
  run(context, payload) {
    const { device, ld, profile, trail } = context;
    const { log } = decode(getEventRecordsRequest, payload).header;
    const input: LogQuery = { log, payloadLength: payload.length, handles: [], count: 0, held: [] };
    return checked(context, getRecordsLadder, input, () => {
      const name = nameOf(log);
      if (!isModelled(profile, name)) return { kind: 'notModelled' };
      const serials = ld.eventLogs[name].records
        .slice(0, profile.recordsAPage)
        .map(({ serial }) => serial);
      note(trail, 'device', { what: 'recordsRead', log: name, serials });
      return done(device, replyOf(context, name));
    });
  },
};

const clearRecords: Command = {
  opcode: 0x0101,
  name: 'Clear Event Records',
  section: '8.2.9.2.3',
  length: 'variable',
  request: clearEventRecordsRequest,
  usual: () => encode(clearEventRecordsRequest, { log: DC_LOG, flags: 0, count: 0 }),
  ladder: clearRecordsLadder,
  front: 'request',
  refusedWords: ['refuses to clear the records', 'clears records'],
  run(context, payload) {
    const { ld, profile } = context;
    const { header, items } = decode(clearEventRecordsRequest, payload);
    const input: LogQuery = {
      log: header.log,
      payloadLength: payload.length,
      handles: items.map(({ handle }) => handle),
      count: header.count,
      held: ld.eventLogs[nameOf(header.log)].records.map(({ handle }) => handle),
    };
    const name = nameOf(header.log);
    return checked(context, clearRecordsLadder, input, () =>
      isModelled(profile, name)
        ? done(withOldestCleared(context, name, header.count))
        : { kind: 'notModelled' },
    );
  },
};

function withOldestCleared(context: Context, name: LogName, count: number): DeviceState {
  const { device, ld, profile, trail } = context;
  const { records } = ld.eventLogs[name];
  const serials = records.slice(0, count).map(({ serial }) => serial);
  note(trail, 'device', { what: 'recordsCleared', log: name, serials });
  const bit = 1 << logNames.indexOf(name);
  const eventStatus = serials.length === records.length ? ld.eventStatus & ~bit : ld.eventStatus;
  const log = changedLog(ld, name, (old) =>
    withoutOldest(old, serials.length, !profile.clearingForgetsOverflow),
  );
  return withLd(device, ldWith(withLog(ld, name, log), { eventStatus }));
}

/** One log after a change that does not look at its records. */
const changedLog = (
  { eventLogs }: Ld,
  name: LogName,
  change: <E>(log: EventLog<E>) => EventLog<E>,
): AnyLog => (name === 'dynamicCapacity' ? change(eventLogs[name]) : change(eventLogs[name]));

/** Vector in the high nibble and mode 1 in the low one. */
const policyByte = ({ policyTellsDcVector }: Profile, log: AnyLog, name: LogName): number => {
  if (!log.interruptEnabled) return 0;
  return name === 'dynamicCapacity' && !policyTellsDcVector ? 1 : log.vector * 16 + 1;
};

const getPolicy: Command = {
  opcode: 0x0102,
  name: 'Get Event Interrupt Policy',
  section: '8.2.9.2.4',
  length: 0,
  reply: interruptPolicy,
  run({ device, ld: { eventLogs }, profile }) {
    const settings = logNames.map((name) => policyByte(profile, eventLogs[name], name));
    const [informational = 0, warning = 0, failure = 0, fatal = 0, dynamicCapacity = 0] = settings;
    return done(
      device,
      encode(interruptPolicy, { informational, warning, failure, fatal, dynamicCapacity }),
    );
  },
};

const setPolicy: Command = {
  opcode: 0x0103,
  name: 'Set Event Interrupt Policy',
  section: '8.2.9.2.5',
  length: 'variable',
  request: interruptPolicy,
  ladder: setPolicyLadder,
  run(context, payload) {
    const { device, profile } = context;
    const input = { payloadLength: payload.length, settings: profile.policySettings };
    return checked(context, setPolicyLadder, input, () =>
      done(
        withLd(
          device,
          logNames.reduce((ld, name, i) => {
            const setting = payload[i];
            if (setting === undefined) return ld;
            const interruptEnabled = (setting & 3) === 1;
            return withLog(
              ld,
              name,
              changedLog(ld, name, (old) => logWith(old, { interruptEnabled })),
            );
          }, context.ld),
        ),
      ),
    );
  },
};

/** Command set 01h, events. */
export const eventCommands: readonly Command[] = [getRecords, clearRecords, getPolicy, setPolicy];
