import { note, type Trail } from '../happening';
import { emptyMemory, withFill } from '../guest-memory/memory';
import {
  deviceWith,
  ldOf,
  ldWith,
  profileOf,
  withInLd,
  withLd,
  type Background,
  type DeviceState,
  type Ld,
} from './device-state';
import { withoutOldest } from '../event-log/event-log';
import { transferred } from './firmware';

/** A background command that begins: its runtime in nanoseconds, and what it wipes. */
interface Beginning {
  /** The LD that runs it. */
  readonly ld: Ld;
  readonly opcode: number;
  readonly clock: number;
  readonly runtime: number;
  readonly wiping?: NonNullable<Background['wiping']>;
}

/** The device with a background command begun. */
export const withBackground = (
  device: DeviceState,
  { ld, clock, ...beginning }: Beginning,
): DeviceState =>
  withLd(
    device,
    ldWith(ld, {
      background: {
        ...beginning,
        percent: 0,
        returnCode: 0,
        aborted: false,
        startedAt: clock,
        timer: milliseconds(clock) + TICK,
      },
    }),
  );

/** The device as the virtual clock moves on: QEMU looks at a background command once a second. */
export const withClockMoved = (device: DeviceState, clock: number, trail: Trail): DeviceState =>
  device.lds.reduce((next, { id }) => tickedLd(next, ldOf(next, id), clock, trail), device);

function tickedLd(device: DeviceState, ld: Ld, clock: number, trail: Trail): DeviceState {
  const { background } = ld;
  const now = milliseconds(clock);
  if (background.timer === undefined || now < background.timer) return device;
  const tick = now - ((now - background.timer) % TICK);
  const looked = tick - milliseconds(background.startedAt);
  const runtime = milliseconds(background.runtime);
  if (looked >= runtime) return ended(device, ld, trail);
  const percent = Math.floor((100 * looked) / runtime);
  return withLd(device, ldWith(ld, { background: { ...background, percent, timer: tick + TICK } }));
}

/** QEMU keeps its timers in whole milliseconds. */
const milliseconds = (ns: number): number => Math.floor(ns / 1e6);
const TICK = 1000;

const SANITIZE = 0x4400;
const SCAN_MEDIA = 0x4304;
const TRANSFER_FW = 0x0201;

function ended(device: DeviceState, { id, background }: Ld, trail: Trail): DeviceState {
  const done = outcome(device, ldOf(device, id), trail);
  note(trail, 'device', { what: 'backgroundEnded', opcode: background.opcode });
  note(trail, 'device', {
    what: 'interruptRaised',
    log: 'informational',
    vector: profileOf(device).completionVector,
  });
  return withInLd(
    done,
    { background: { ...background, percent: 100, runtime: 0, timer: undefined } },
    id,
  );
}

/** What a background command leaves when it ends. */
function outcome(device: DeviceState, ld: Ld, trail: Trail): DeviceState {
  switch (ld.background.opcode) {
    case SANITIZE:
      return sanitized(device, ld, trail);
    case TRANSFER_FW:
      return device.firmware === undefined
        ? device
        : deviceWith(device, { firmware: transferred(device.firmware) });
    case SCAN_MEDIA:
      return deviceWith(device, { scanned: true });
    default:
      return wiped(device, ld, trail);
  }
}

/** Whether a scan of the media goes on: the poison list is frozen then (QEMU 10.0, 11.1). */
export const isScanning = ({ background }: Ld): boolean =>
  background.runtime > 0 && background.opcode === SCAN_MEDIA;

/**
 * Media with the ranges of a media operation overwritten. Dynamic capacity may be hit at the wrong place: where the
 * DPA is taken for an offset into the backend of the regions.
 */
function wiped(device: DeviceState, { background }: Ld, trail: Trail): DeviceState {
  const { fill, ranges } = background.wiping ?? { fill: 0, ranges: [] };
  let { staticMemory, dcMemory } = device.media;
  const dcBase = profileOf(device).wipesDcAt === 'dpa' ? 0 : staticMemory.size;
  for (const { start, length } of ranges) {
    note(trail, 'device', { what: 'memoryZeroed', start, length });
    if (start < staticMemory.size) staticMemory = withFill(staticMemory, start, length, fill);
    else dcMemory = withFill(dcMemory, start - dcBase, length, fill);
  }
  return deviceWith(device, { media: { staticMemory, dcMemory } });
}

/** Static memory reads as zeros and every event record is gone; dynamic capacity is untouched (QEMU 10.0, 11.1). */
function sanitized(device: DeviceState, ld: Ld, trail: Trail): DeviceState {
  const { size } = device.media.staticMemory;
  note(trail, 'device', { what: 'memoryZeroed', start: 0, length: size });
  const { informational, warning, failure, fatal, dynamicCapacity } = ld.eventLogs;
  const eventLogs = {
    informational: withoutOldest(informational, informational.records.length),
    warning: withoutOldest(warning, warning.records.length),
    failure: withoutOldest(failure, failure.records.length),
    fatal: withoutOldest(fatal, fatal.records.length),
    dynamicCapacity: withoutOldest(dynamicCapacity, dynamicCapacity.records.length),
  };
  return deviceWith(withLd(device, ldWith(ld, { eventLogs, eventStatus: 0 })), {
    media: { ...device.media, staticMemory: emptyMemory(size) },
  });
}

/**
 * The device with its decoder uncommitted. Static capacity that was mapped as RAM stays mapped, unless a reset
 * has cleared the decoder's registers before and a switch is in between (QEMU 11.1, as seen).
 */
export function withoutDecoder(device: DeviceState): DeviceState {
  const { decoder, staticMapped } = ldOf(device);
  return withInLd(device, {
    decoder: { ...decoder, committed: false },
    staticMapped: staticMapped && (device.config.direct === true || decoder.size > 0),
  });
}

/** The device after a reset: capacity, records, data and features stay; event status, decoder, background and firmware do not. */
export const resetDevice = (device: DeviceState): DeviceState =>
  deviceWith(device, {
    lds: device.lds.map((ld) =>
      ldWith(ld, {
        eventStatus: 0,
        decoder: { ...ld.decoder, size: 0, skip: 0, committed: false },
        background: { ...ld.background, percent: 0, runtime: 0, aborted: false },
      }),
    ),
    responseLimit: profileOf(device).responseLimits.first,
    firmware: undefined,
  });
