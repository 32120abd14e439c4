import {
  copyOfLd,
  ldOf,
  profileOf,
  timeOf,
  usedExtents,
  withLd,
  type DeviceState,
  type Ld,
} from './device-state';
import type { ExtentId } from '../extent';
import { logNames, nextIn, note, noteWhole, type LogName, type Trail } from '../happening';
import { NO_TAG } from '../layouts/dc-extent';
import { wrap32 } from '../units';
import { withRecord, logsWith, type DcEvent, type EventLogs } from '../event-log/event-log';

const NO_RESERVED = '0'.repeat(12);

/** One range an event record names, and the extent it belongs to for us. */
export interface EventRange {
  readonly extent: ExtentId;
  readonly start: number;
  readonly length: number;
  readonly tag?: string | undefined;
  readonly sharedSeq?: number | undefined;
  readonly extentReserved?: string | undefined;
}

/**
 * Logs one Dynamic Capacity record a range, More on all but the last. What does not fit is lost.
 * The number of extents left is worked out once, for all records of the request (QEMU 11.1).
 */
export function withDcRecords(
  device: DeviceState,
  clock: number,
  request: {
    /** The LD whose log it is; the first where none is named. */
    readonly ld?: number;
    readonly type: number;
    readonly hostId: number;
    readonly ranges: readonly EventRange[];
    /** The last record has the More flag too: another request goes on. */
    readonly more?: boolean;
  },
  trail: Trail,
): DeviceState {
  const profile = profileOf(device);
  const left = wrap32(profile.extentLimit - usedExtents(profile, ldOf(device, request.ld)));
  return request.ranges.reduce((next, range, i) => {
    const event: DcEvent = {
      extent: range.extent,
      start: range.start,
      length: range.length,
      tag: range.tag ?? NO_TAG,
      sharedSeq: range.sharedSeq ?? 0,
      extentReserved: range.extentReserved ?? NO_RESERVED,
      type: request.type,
      more: profile.chainsRecords && (request.more === true || i < request.ranges.length - 1),
      hostId: profile.recordsHostId ? request.hostId : 0,
      extentsAvailable: profile.recordsAvailable ? left : 0,
    };
    return withDcRecord(next, ldOf(next, request.ld), { clock, event }, trail);
  }, device);
}

function withDcRecord(
  device: DeviceState,
  ld: Ld,
  { clock, event }: { readonly clock: number; readonly event: DcEvent },
  trail: Trail,
): DeviceState {
  const log = ld.eventLogs.dynamicCapacity;
  const next = withRecord(log, event, timeOf(ld, clock), profileOf(device));
  const grown = { name: 'dynamicCapacity', log, next, extent: event.extent } as const;
  return withLog(device, ld, grown, trail);
}

/** Logs a record that somebody injected: its bytes as they are, but for handle and timestamp. */
export function withMediaRecord(
  device: DeviceState,
  clock: number,
  { name, bytes }: { readonly name: MediaLog; readonly bytes: Uint8Array },
  trail: Trail,
): DeviceState {
  const ld = ldOf(device);
  const log = ld.eventLogs[name];
  const next = withRecord(log, { bytes }, timeOf(ld, clock), profileOf(device));
  return withLog(device, ld, { name, log, next, extent: 0 }, trail);
}

/** The logs that hold media events. */
export type MediaLog = Exclude<LogName, 'dynamicCapacity'>;

interface Grown {
  readonly name: LogName;
  readonly log: EventLogs[LogName];
  readonly next: EventLogs[LogName];
  readonly extent: ExtentId;
}

function withLog(
  device: DeviceState,
  before: Ld,
  { name, log, next, extent }: Grown,
  trail: Trail,
): DeviceState {
  const ld = copyOfLd(before);
  ld.eventLogs = logsWith(ld.eventLogs, { [name]: next });
  const after = withLd(device, ld);
  const { cause } = trail;
  const record = next.records.at(-1);
  if (next.records.length === log.records.length || record === undefined) {
    const n = nextIn(trail);
    noteWhole(trail, { n, cause, actor: 'device', what: 'recordDropped', log: name, extent });
    return after;
  }
  const { serial, handle } = record;
  const what = { what: 'recordLogged', log: name, serial, handle, extent } as const;
  const n = note(trail, 'device', what);
  if (log.records.length === 0 || profileOf(device).interrupts === 'everyRecord')
    noteInterrupts(ld, n, trail);
  // The copy is this function's own until it returns.
  ld.eventStatus |= 1 << logNames.indexOf(name);
  return after;
}

/** An interrupt for every enabled log that holds something, whichever of them got a record. */
function noteInterrupts(ld: Ld, cause: number, trail: Trail): void {
  for (const name of logNames) {
    const { interruptEnabled, records, vector } = ld.eventLogs[name];
    if (interruptEnabled && records.length > 0)
      note(trail, 'device', { what: 'interruptRaised', log: name, vector }, cause);
  }
}
