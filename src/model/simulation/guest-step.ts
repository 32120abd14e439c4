import type { DeviceState } from '../device/device-state';
import { readGuest, writeGuest, type Access } from '../guest-memory/access';
import { note, type Trail } from '../happening';
import { iec, MiB } from '../units';
import type { Reply } from './reply';

/** The most a single access may move: a guest moves more in more steps. */
const MAX_ACCESS = MiB;

interface Done {
  readonly device: DeviceState;
  readonly reply: Reply;
}

const tooBig = (device: DeviceState, length: number): Done => ({
  device,
  reply: {
    kind: 'cannot',
    what: `One access of ${iec(length)} is too big.`,
    why: `A step moves at most ${iec(MAX_ACCESS)}, so that a run stays small.`,
    fix: 'Touch the part of the memory that matters.',
  },
});

function noteAccesses(
  trail: Trail,
  what: 'memoryRead' | 'memoryWritten',
  accesses: readonly Access[],
): 'ok' | 'error' {
  const whole = accesses.filter(({ fault }) => fault === undefined);
  const [first] = whole;
  if (first !== undefined) {
    note(trail, 'host', {
      what,
      dpa: first.dpa,
      length: whole.reduce((sum, { length }) => sum + length, 0),
    });
  }
  for (const { dpa, length, fault } of accesses) {
    if (fault !== undefined) note(trail, 'device', { what: 'memoryDropped', dpa, length, fault });
  }
  return whole.length === accesses.length ? 'ok' : 'error';
}

/** A guest reads device memory. */
export function guestReads(device: DeviceState, dpa: number, length: number, trail: Trail): Done {
  if (length > MAX_ACCESS) return tooBig(device, length);
  const { data, accesses } = readGuest(device, dpa, length);
  return {
    device,
    reply: { kind: 'memory', data, memtx: noteAccesses(trail, 'memoryRead', accesses) },
  };
}

/** A guest writes device memory. */
export function guestWrites(
  device: DeviceState,
  dpa: number,
  data: Uint8Array,
  trail: Trail,
): Done {
  if (data.length > MAX_ACCESS) return tooBig(device, data.length);
  const written = writeGuest(device, dpa, data);
  const memtx = noteAccesses(trail, 'memoryWritten', written.accesses);
  return { device: written.device, reply: { kind: 'memory', data: undefined, memtx } };
}
