import { decode, encode } from '../codec/message';
import { ldOf, withLd, type DeviceState } from '../device/device-state';
import { cleared, type EventLog, type EventRecord } from '../event-log/event-log';
import { logNames, note, type LogName } from '../happening';
import {
  clearEventRecordsRequest,
  DC_RECORD_UUID,
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

const DC_RECORD_LENGTH = 0x80;
const INFORMATIONAL = 1;

/** The wire form of a Dynamic Capacity record. */
export function recordFields(record: EventRecord, validity: number): DcRecordFields {
  return {
    uuid: DC_RECORD_UUID,
    recordLength: DC_RECORD_LENGTH,
    flags: INFORMATIONAL,
    handle: record.handle,
    relatedHandle: 0,
    timestamp: record.timestamp,
    maintenance: '0'.repeat(32),
    type: record.type,
    validity,
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

const logAt = (device: DeviceState, number: number): EventLog | undefined => {
  const name = logNames[number];
  return name === undefined ? undefined : ldOf(device).eventLogs[name];
};

const withLog = (device: DeviceState, name: LogName, log: EventLog): DeviceState => {
  const ld = ldOf(device);
  return withLd(device, { ...ld, eventLogs: { ...ld.eventLogs, [name]: log } });
};

function replyOf({ records, overflow }: EventLog, validity: number): Uint8Array {
  const flags = Number(overflow.count > 0) + 2 * Number(records.length > 0);
  const header = {
    flags,
    overflowCount: overflow.count,
    firstOverflow: overflow.first,
    lastOverflow: overflow.last,
    count: records.length,
  };
  return encode(
    getEventRecordsReply,
    header,
    records.map((record) => recordFields(record, validity)),
  );
}

const getRecords: Command = {
  opcode: 0x0100,
  name: 'Get Event Records',
  section: '8.2.9.2.2',
  length: 1,
  request: getEventRecordsRequest,
  reply: getEventRecordsReply,
  run(context, payload) {
    const { device, profile, trail } = context;
    const { log: number } = decode(getEventRecordsRequest, payload).header;
    const log = logAt(device, number);
    const input: LogQuery = {
      log: number,
      payloadLength: payload.length,
      handles: [],
      count: 0,
      records: [],
    };
    return checked(context, getRecordsLadder, input, () => {
      const name = logNames[number] ?? 'dynamicCapacity';
      const { records } = log ?? ldOf(device).eventLogs[name];
      note(trail, 'device', {
        what: 'recordsRead',
        log: name,
        serials: records.map(({ serial }) => serial),
      });
      return done(device, replyOf(log ?? ldOf(device).eventLogs[name], profile.recordValidity));
    });
  },
};

const clearRecords: Command = {
  opcode: 0x0101,
  name: 'Clear Event Records',
  section: '8.2.9.2.3',
  length: 'variable',
  request: clearEventRecordsRequest,
  run(context, payload) {
    const { device } = context;
    const { header, items } = decode(clearEventRecordsRequest, payload);
    const input: LogQuery = {
      log: header.log,
      payloadLength: payload.length,
      handles: items.map(({ handle }) => handle),
      count: header.count,
      records: logAt(device, header.log)?.records ?? [],
    };
    return checked(context, clearRecordsLadder, input, () =>
      done(withoutOldest(context, logNames[header.log] ?? 'dynamicCapacity', header.count)),
    );
  },
};

function withoutOldest({ device, trail }: Context, name: LogName, count: number): DeviceState {
  const log = ldOf(device).eventLogs[name];
  const gone = log.records.slice(0, count);
  note(trail, 'device', {
    what: 'recordsCleared',
    log: name,
    serials: gone.map(({ serial }) => serial),
  });
  const left = cleared(log, gone.length);
  const bit = 1 << logNames.indexOf(name);
  const eventStatus = left.records.length === 0 ? device.eventStatus & ~bit : device.eventStatus;
  return { ...withLog(device, name, left), eventStatus };
}

/** Vector in the high nibble and mode 1 in the low one. QEMU leaves the vector of Dynamic Capacity at 0. */
const policyByte = (log: EventLog, name: LogName): number => {
  if (!log.interruptEnabled) return 0;
  return name === 'dynamicCapacity' ? 1 : log.vector * 16 + 1;
};

const getPolicy: Command = {
  opcode: 0x0102,
  name: 'Get Event Interrupt Policy',
  section: '8.2.9.2.4',
  length: 0,
  reply: interruptPolicy,
  run({ device }) {
    const { eventLogs } = ldOf(device);
    const settings = logNames.map((name) => policyByte(eventLogs[name], name));
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
  run(context, payload) {
    return checked(context, setPolicyLadder, { payloadLength: payload.length }, () =>
      done(
        logNames.reduce((device, name, i) => {
          const setting = payload[i];
          if (setting === undefined) return device;
          const log = ldOf(device).eventLogs[name];
          return withLog(device, name, { ...log, interruptEnabled: (setting & 3) === 1 });
        }, context.device),
      ),
    );
  },
};

/** Command set 01h, events. */
export const eventCommands: readonly Command[] = [getRecords, clearRecords, getPolicy, setPolicy];
