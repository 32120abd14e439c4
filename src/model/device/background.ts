import { note, type Trail } from '../happening';
import { emptyMemory } from '../guest-memory/memory';
import { ldOf, withLd, type DeviceState } from './device-state';
import { cleared } from '../event-log/event-log';

const SECOND = 1e9;
/** MSI-X vector of background completion (QEMU 10.0, 11.1). */
const COMPLETION_VECTOR = 7;

/** The device with a background command begun. Times in nanoseconds. */
export const begun = (
  device: DeviceState,
  opcode: number,
  clock: number,
  runtime: number,
): DeviceState => ({
  ...device,
  background: { opcode, percent: 0, returnCode: 0, aborted: false, startedAt: clock, runtime },
});

/** The device as the virtual clock moves on: QEMU looks at a background command once a second. */
export function ticked(device: DeviceState, clock: number, trail: Trail): DeviceState {
  const { background } = device;
  const elapsed = clock - background.startedAt;
  if (background.runtime === 0 || elapsed < SECOND) return device;
  if (elapsed >= background.runtime) return ended(device, trail);
  const looked = Math.floor(elapsed / SECOND) * SECOND;
  return {
    ...device,
    background: { ...background, percent: Math.floor((100 * looked) / background.runtime) },
  };
}

const SANITIZE = 0x4400;

function ended(device: DeviceState, trail: Trail): DeviceState {
  const { background } = device;
  const done = background.opcode === SANITIZE ? sanitized(device, trail) : device;
  note(trail, 'device', { what: 'backgroundEnded', opcode: background.opcode });
  note(trail, 'device', {
    what: 'interruptRaised',
    log: 'informational',
    vector: COMPLETION_VECTOR,
  });
  return { ...done, background: { ...background, percent: 100, runtime: 0 } };
}

/** Static memory reads as zeros and every event record is gone; dynamic capacity is untouched (QEMU 10.0, 11.1). */
function sanitized(device: DeviceState, trail: Trail): DeviceState {
  const { size } = device.media.staticMemory;
  const ld = ldOf(device);
  note(trail, 'device', { what: 'memoryZeroed', start: 0, length: size });
  const { informational, warning, failure, fatal, dynamicCapacity } = ld.eventLogs;
  const eventLogs = {
    informational: cleared(informational, informational.records.length),
    warning: cleared(warning, warning.records.length),
    failure: cleared(failure, failure.records.length),
    fatal: cleared(fatal, fatal.records.length),
    dynamicCapacity: cleared(dynamicCapacity, dynamicCapacity.records.length),
  };
  return {
    ...withLd(device, { ...ld, eventLogs }),
    media: { ...device.media, staticMemory: emptyMemory(size) },
    eventStatus: 0,
  };
}

/** The device after a reset: capacity, records and data stay; event status, decoder and background do not. */
export const resetDevice = (device: DeviceState): DeviceState => ({
  ...device,
  eventStatus: 0,
  decoder: { ...device.decoder, committed: false },
  background: { ...device.background, percent: 0, runtime: 0, aborted: false },
});
