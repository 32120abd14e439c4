import { bitAt } from '../device/block-map';
import { blocksOf, ldOf, regionAt, type DeviceState } from '../device/device-state';
import { hpaOf } from '../guest-memory/decoder';
import { bytesAt, heldBytes, pageStarts } from '../guest-memory/memory';
import { all } from './gather';
import { counted, hex } from '../units';
import type { Scene } from './moment';
import type { MemoryRow, MemoryView } from './page-tools';
import { present } from './present';

/** Pages with data that the page gets to jump to. */
const MAX_PAGES = 64;
const ROW = 16;

const staticSize = (device: DeviceState): number => device.media.staticMemory.size;

/** Where device memory can be seen from, what it holds, and what the last access came to. */
export function memoryView(scene: Scene): MemoryView {
  const { device } = scene.after;
  const { staticMemory, dcMemory } = device.media;
  const { decoder } = device;
  const pages = [
    ...pageStarts(staticMemory),
    ...pageStarts(dcMemory).map((start) => start + staticMemory.size),
  ];
  return {
    from: 0,
    to: staticMemory.size + dcMemory.size,
    decoded: decoder.committed
      ? { from: decoder.skip, to: decoder.skip + decoder.size }
      : { from: 0, to: 0 },
    writtenBytes: heldBytes(staticMemory) + heldBytes(dcMemory),
    pages: pages.slice(0, MAX_PAGES),
    ...present({
      hpaOffset: decoder.committed ? decoder.base - decoder.skip : undefined,
      last: lastAccess(scene),
    }),
  };
}

function lastAccess({ happenings }: Scene): string | undefined {
  const dropped = all(happenings, 'memoryDropped');
  const read = all(happenings, 'memoryRead');
  const written = all(happenings, 'memoryWritten');
  const parts = [
    ...read.map(({ dpa, length }) => `${counted(length, 'byte')} read at ${hex(dpa)}`),
    ...written.map(({ dpa, length }) => `${counted(length, 'byte')} written at ${hex(dpa)}`),
    ...dropped.slice(0, 1).map(({ dpa, fault }) => `nothing at ${hex(dpa)} (${fault})`),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** Rows of 16 bytes as the backends hold them, seen by a guest or not. */
export function memoryRows(scene: Scene, from: number, count: number): readonly MemoryRow[] {
  const { device } = scene.after;
  const end = staticSize(device) + device.media.dcMemory.size;
  const start = Math.max(0, from - (from % ROW));
  const rows: MemoryRow[] = [];
  for (let dpa = start; dpa < end && rows.length < count; dpa += ROW) {
    rows.push({
      dpa,
      bytes: rowBytes(device, dpa),
      state: stateOf(device, dpa),
      touched: touchedIn(scene, dpa),
    });
  }
  return rows;
}

function rowBytes(device: DeviceState, dpa: number): Uint8Array {
  const { staticMemory, dcMemory } = device.media;
  return dpa < staticMemory.size
    ? bytesAt(staticMemory, dpa, ROW)
    : bytesAt(dcMemory, dpa - staticMemory.size, ROW);
}

function stateOf(device: DeviceState, dpa: number): MemoryRow['state'] {
  const { decoder } = device;
  const decoded = decoder.committed && hpaOf(decoder, dpa) !== undefined;
  if (dpa < staticSize(device)) return decoded || device.staticMapped ? 'static' : 'noDecoder';
  if (!decoded) return 'noDecoder';
  return isBacked(device, dpa) ? 'backed' : 'unbacked';
}

function isBacked(device: DeviceState, dpa: number): boolean {
  const ld = ldOf(device);
  const region = regionAt(ld, dpa);
  const bitmap = region === undefined ? undefined : ld.bitmaps[region.index];
  if (region === undefined || bitmap === undefined) return false;
  return bitAt(bitmap, blocksOf(region, { start: dpa, length: 1 }).first) === 1;
}

function touchedIn({ happenings }: Scene, row: number): readonly number[] {
  const runs = [...all(happenings, 'memoryRead'), ...all(happenings, 'memoryWritten')];
  return Array.from({ length: ROW }, (_, i) => i).filter((i) =>
    runs.some(({ dpa, length }) => row + i >= dpa && row + i < dpa + length),
  );
}
