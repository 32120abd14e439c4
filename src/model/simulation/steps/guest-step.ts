import { ldOf, type DeviceState } from '../../device/device-state';
import { readGuest, writeGuest, type Access } from '../../device/access';
import { dpaOf } from '../../guest-memory/decoder';
import { note, type Trail } from '../../happening';
import type { Action, AddressSpace } from '../action';
import { iec, MiB } from '../../units';
import type { Reply } from '../reply';

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
  for (const { dpa, length } of reached(accesses)) note(trail, 'host', { what, dpa, length });
  for (const { dpa, length, fault } of accesses) {
    if (fault !== undefined) note(trail, 'device', { what: 'memoryDropped', dpa, length, fault });
  }
  return accesses.some(({ fault }) => fault !== undefined) ? 'error' : 'ok';
}

/** The ranges that accesses reached, those side by side as one. */
function reached(accesses: readonly Access[]): readonly Pick<Access, 'dpa' | 'length'>[] {
  const ranges: { dpa: number; length: number }[] = [];
  for (const { dpa, length, fault } of accesses) {
    if (fault !== undefined) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last.dpa + last.length === dpa) last.length += length;
    else ranges.push({ dpa, length });
  }
  return ranges;
}

/** The DPA an address means; nothing where no decoder takes it. */
const dpaAt = (device: DeviceState, space: AddressSpace, at: number): number | undefined =>
  space === 'dpa' ? at : dpaOf(ldOf(device).decoder, at);

/** No device answers: a read gives zeros, a write goes nowhere. */
function unclaimed(device: DeviceState, at: number, length: number, trail: Trail): Done {
  note(trail, 'device', { what: 'memoryDropped', dpa: at, length, fault: 'noDecoder' });
  return { device, reply: { kind: 'memory', data: new Uint8Array(length), memtx: 'error' } };
}

/** A guest reads device memory. */
export function guestReads(
  device: DeviceState,
  { space, at, length }: Extract<Action, { kind: 'read' }>,
  trail: Trail,
): Done {
  if (length > MAX_ACCESS) return tooBig(device, length);
  const dpa = dpaAt(device, space, at);
  if (dpa === undefined) return unclaimed(device, at, length, trail);
  const { data, accesses } = readGuest(device, dpa, length);
  const memtx = noteAccesses(trail, 'memoryRead', accesses);
  return { device, reply: { kind: 'memory', data, memtx } };
}

/** A guest writes device memory. */
export function guestWrites(
  device: DeviceState,
  { space, at, data }: Extract<Action, { kind: 'write' }>,
  trail: Trail,
): Done {
  if (data.length > MAX_ACCESS) return tooBig(device, data.length);
  const dpa = dpaAt(device, space, at);
  if (dpa === undefined) return unclaimed(device, at, data.length, trail);
  const written = writeGuest(device, dpa, data);
  const memtx = noteAccesses(trail, 'memoryWritten', written.accesses);
  return { device: written.device, reply: { kind: 'memory', data: undefined, memtx } };
}
