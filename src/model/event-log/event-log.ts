import type { ExtentId } from '../device/extent';

/** Event types of a Dynamic Capacity record (CXL r3.1 8.2.9.2.1.6). */
export const dcEventTypes = { add: 0, release: 1, forcedRelease: 2, regionUpdated: 3 } as const;

/** What a Dynamic Capacity record says, before it is logged. */
export interface DcEvent {
  readonly type: number;
  readonly more: boolean;
  readonly hostId: number;
  readonly extent: ExtentId;
  readonly start: number;
  readonly length: number;
  readonly tag: string;
  readonly sharedSeq: number;
  /** Six reserved bytes behind the extent, as the request gave them. */
  readonly extentReserved: string;
  readonly extentsAvailable: number;
}

/** What a record of the other logs says: its bytes, as whoever injected them laid them out. */
export interface MediaEvent {
  readonly bytes: Uint8Array;
}

/** A logged record. `serial` names it for the whole run; handles come round again after 65,535. */
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

/** The logs of a device. */
export interface EventLogs {
  readonly informational: EventLog<MediaEvent>;
  readonly warning: EventLog<MediaEvent>;
  readonly failure: EventLog<MediaEvent>;
  readonly fatal: EventLog<MediaEvent>;
  readonly dynamicCapacity: EventLog<DcEvent>;
}

const noOverflow: EventLog<never>['overflow'] = { count: 0, first: 0n, last: 0n };

export const emptyLog = <E>(vector: number): EventLog<E> => ({
  records: [],
  nextHandle: 1,
  nextSerial: 1,
  overflow: noOverflow,
  interruptEnabled: false,
  vector,
});

/**
 * The log after one more record: appended, or counted as lost when the log is full.
 * Handles run 1..FFFFh and skip 0 (QEMU 10.0, 11.1).
 */
export function logged<E>(
  log: EventLog<E>,
  event: E,
  timestamp: bigint,
  capacity: number,
): EventLog<E> {
  if (log.records.length >= capacity) return { ...log, overflow: lostOneMore(log, timestamp) };
  const record = { ...event, serial: log.nextSerial, handle: log.nextHandle, timestamp };
  return {
    ...log,
    records: [...log.records, record],
    nextHandle: log.nextHandle === 0xffff ? 1 : log.nextHandle + 1,
    nextSerial: log.nextSerial + 1,
  };
}

const lostOneMore = (
  { overflow }: Pick<EventLog<never>, 'overflow'>,
  now: bigint,
): EventLog<never>['overflow'] => ({
  count: (overflow.count + 1) % 0x1_0000,
  first: overflow.count === 0 ? now : overflow.first,
  last: now,
});

/** The log without its oldest `count` records. Removing any record forgets the overflow (QEMU 10.0, 11.1). */
export const cleared = <E>(log: EventLog<E>, count: number): EventLog<E> =>
  count === 0 ? log : { ...log, records: log.records.slice(count), overflow: noOverflow };
