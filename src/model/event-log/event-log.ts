import type { ExtentId } from '../extent';
import type { Whole } from '../whole';

/** Event types of a Dynamic Capacity record (CXL r3.1 8.2.9.2.1.6). */
export const dcEventTypes = { add: 0, release: 1, forcedRelease: 2, regionUpdated: 3 } as const;

/** What a Dynamic Capacity record says, before it is logged. DPA and length in bytes; the tag as 32 hexadecimal digits. */
export interface DcEvent {
  readonly type: number;
  readonly more: boolean;
  readonly hostId: number;
  readonly extent: ExtentId;
  readonly start: number;
  readonly length: number;
  readonly tag: string;
  /** Place in a shared allocation, from 0. */
  readonly sharedSeq: number;
  /** Six reserved bytes behind the extent, as the request gave them. */
  readonly extentReserved: string;
  /** How many extents more the device can take. */
  readonly extentsAvailable: number;
}

/** What a record of the other logs says: its bytes, as whoever injected them laid them out. */
export interface MediaEvent {
  readonly bytes: Uint8Array;
}

/** A logged record. `serial` names it for the whole run; handles come round again. */
export type Logged<E> = E & {
  readonly serial: number;
  readonly handle: number;
  readonly timestamp: bigint;
};

export type DcRecord = Logged<DcEvent>;

/** One FIFO log. Times are device timestamps in nanoseconds. */
export interface EventLog<E> {
  readonly records: readonly Logged<E>[];
  readonly nextHandle: number;
  readonly nextSerial: number;
  readonly overflow: { readonly count: number; readonly first: bigint; readonly last: bigint };
  readonly interruptEnabled: boolean;
  readonly vector: number;
}

const copyOfLog = <E>(log: EventLog<E>): Whole<EventLog<E>> => ({
  records: log.records,
  nextHandle: log.nextHandle,
  nextSerial: log.nextSerial,
  overflow: log.overflow,
  interruptEnabled: log.interruptEnabled,
  vector: log.vector,
});

/** The log with some members changed. */
export const logWith = <E>(log: EventLog<E>, changes: Partial<EventLog<E>>): EventLog<E> =>
  Object.assign(copyOfLog(log), changes);

/** The logs of a device. */
export interface EventLogs {
  readonly informational: EventLog<MediaEvent>;
  readonly warning: EventLog<MediaEvent>;
  readonly failure: EventLog<MediaEvent>;
  readonly fatal: EventLog<MediaEvent>;
  readonly dynamicCapacity: EventLog<DcEvent>;
}

const copyOfLogs = (logs: EventLogs): Whole<EventLogs> => ({
  informational: logs.informational,
  warning: logs.warning,
  failure: logs.failure,
  fatal: logs.fatal,
  dynamicCapacity: logs.dynamicCapacity,
});

/** The logs with some of them changed. */
export const logsWith = (logs: EventLogs, changes: Partial<EventLogs>): EventLogs =>
  Object.assign(copyOfLogs(logs), changes);

const noOverflow: EventLog<never>['overflow'] = { count: 0, first: 0n, last: 0n };

export const emptyLog = <E>(vector: number): EventLog<E> =>
  copyOfLog({
    records: [],
    nextHandle: 1,
    nextSerial: 1,
    overflow: noOverflow,
    interruptEnabled: false,
    vector,
  });

/** How many records a log holds, and the highest handle, after which 1 comes again. */
export interface LogSize {
  readonly eventLogCapacity: number;
  readonly lastHandle: number;
}

/** The log after one more record: appended, or counted as lost when the log is full. No handle is 0. */
export function withRecord<E>(
  log: EventLog<E>,
  event: E,
  timestamp: bigint,
  { eventLogCapacity, lastHandle }: LogSize,
): EventLog<E> {
  if (log.records.length >= eventLogCapacity) {
    const full = copyOfLog(log);
    full.overflow = lostOneMore(log, timestamp);
    return full;
  }
  const record = { ...event, serial: log.nextSerial, handle: log.nextHandle, timestamp };
  return logWith(log, {
    records: [...log.records, record],
    nextHandle: log.nextHandle >= lastHandle ? 1 : log.nextHandle + 1,
    nextSerial: log.nextSerial + 1,
  });
}

const lostOneMore = (
  { overflow }: Pick<EventLog<never>, 'overflow'>,
  now: bigint,
): EventLog<never>['overflow'] => ({
  count: (overflow.count + 1) % 0x1_0000,
  first: overflow.count === 0 ? now : overflow.first,
  last: now,
});

/** The log without its oldest `count` records. What it forgot to log stays told where `keepsOverflow` says so. */
export const withoutOldest = <E>(
  log: EventLog<E>,
  count: number,
  keepsOverflow = false,
): EventLog<E> =>
  count === 0
    ? log
    : logWith(log, {
        records: log.records.slice(count),
        overflow: keepsOverflow ? log.overflow : noOverflow,
      });
