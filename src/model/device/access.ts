import { allSet } from '../persistent/block-map';
import { blocksOf, deviceWith, ldOf, profileOf, type DeviceState } from './device-state';
import type { Fault } from '../fault';
import { findRegion } from './find-region';
import { hpaOf } from '../guest-memory/decoder';
import { bytesAt, withBytes } from '../guest-memory/memory';

/** One access as the bus makes it, of 1 to 8 bytes, and what became of it. */
export interface Access {
  readonly dpa: number;
  readonly length: number;
  readonly fault: Fault | undefined;
}

interface Target {
  readonly backend: 'staticMemory' | 'dcMemory';
  readonly offset: number;
}

const staticSize = ({ config }: DeviceState): number =>
  config.staticVolatile + config.staticPersistent;

/** Whether static capacity is plain RAM for the guest: since 11.1, once a decoder was committed. */
const staticIsRam = (device: DeviceState): boolean =>
  profileOf(device).mapsStaticAsRam && ldOf(device).staticMapped;

/** Where one bus access goes, or why nowhere. */
function targetOf(device: DeviceState, dpa: number, length: number): Target | Fault {
  const limit = staticSize(device);
  const { decoder } = ldOf(device);
  const decoded = decoder.committed && hpaOf(decoder, dpa) !== undefined;
  if (dpa < limit) {
    if (!decoded && !staticIsRam(device)) return 'noDecoder';
    return dpa + length > limit ? 'crossesStatic' : { backend: 'staticMemory', offset: dpa };
  }
  if (dpa >= limit + device.config.dynamicCapacity) return 'outside';
  if (!decoded) return 'noDecoder';
  return dcTarget(device, dpa, length);
}

function dcTarget(device: DeviceState, dpa: number, length: number): Target | Fault {
  const { regions, bitmaps } = ldOf(device);
  const region = findRegion(regions, BigInt(dpa), BigInt(length));
  if (region === undefined) return 'crossesRegion';
  const bitmap = bitmaps[region.index];
  // QEMU looks at as many blocks as the length needs, from the first on: a short access that runs into the
  // next block is judged by its first block alone.
  const run = { first: blocksOf(region, { start: dpa, length }).first, count: 1 };
  if (bitmap === undefined || !allSet(bitmap, run)) return 'unbacked';
  return { backend: 'dcMemory', offset: dpa - staticSize(device) };
}

/** The largest power of two that is at most `length` and 8. */
const busWidth = (length: number): number => [8, 4, 2, 1].find((width) => width <= length) ?? 1;

/** Splits a transfer as QEMU's memory core does: RAM in one piece, everything else in accesses of up to 8 bytes. */
function split(
  device: DeviceState,
  dpa: number,
  length: number,
): readonly { readonly dpa: number; readonly length: number }[] {
  const parts: { dpa: number; length: number }[] = [];
  const ramEnd = staticIsRam(device) ? staticSize(device) : 0;
  for (let at = dpa; at < dpa + length;) {
    const rest = dpa + length - at;
    const width = at < ramEnd ? Math.min(rest, ramEnd - at) : busWidth(rest);
    parts.push({ dpa: at, length: width });
    at += width;
  }
  return parts;
}

/** Reads as a guest would. Bytes of a failed access are zero. DPA and length in bytes. */
export function readGuest(
  device: DeviceState,
  dpa: number,
  length: number,
): { readonly data: Uint8Array; readonly accesses: readonly Access[] } {
  const data = new Uint8Array(length);
  const accesses = split(device, dpa, length).map((part): Access => {
    const target = targetOf(device, part.dpa, part.length);
    if (target === 'crossesStatic') {
      // The static bytes do arrive, although the access counts as failed.
      const inside = staticSize(device) - part.dpa;
      data.set(bytesAt(device.media.staticMemory, part.dpa, inside), part.dpa - dpa);
    }
    if (typeof target === 'string') return { ...part, fault: target };
    data.set(bytesAt(device.media[target.backend], target.offset, part.length), part.dpa - dpa);
    return { ...part, fault: undefined };
  });
  return { data, accesses };
}

/** Writes as a guest would. A failed access is dropped, without a word to the guest. */
export function writeGuest(
  device: DeviceState,
  dpa: number,
  data: Uint8Array,
): { readonly device: DeviceState; readonly accesses: readonly Access[] } {
  let next = device;
  const accesses = split(device, dpa, data.length).map((part): Access => {
    const bytes = data.subarray(part.dpa - dpa, part.dpa - dpa + part.length);
    const target = targetOf(next, part.dpa, part.length);
    if (target === 'crossesStatic')
      next = written(
        next,
        { backend: 'staticMemory', offset: part.dpa },
        bytes.subarray(0, staticSize(next) - part.dpa),
      );
    if (typeof target === 'string') return { ...part, fault: target };
    next = written(next, target, bytes);
    return { ...part, fault: undefined };
  });
  return { device: next, accesses };
}

const written = (
  device: DeviceState,
  { backend, offset }: Target,
  bytes: Uint8Array,
): DeviceState =>
  deviceWith(device, {
    media: { ...device.media, [backend]: withBytes(device.media[backend], offset, bytes) },
  });
