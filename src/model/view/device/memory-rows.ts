import { bitAt } from '../../persistent/block-map';
import { blocksOf, ldOf, regionAt, type DeviceState } from '../../device/device-state';
import { hpaOf } from '../../guest-memory/decoder';
import { bytesAt } from '../../guest-memory/memory';
import { happeningsOf } from '../scene/gather';
import type { Scene } from '../scene/scene';
import type { MemoryRow } from '../page/tools';

const ROW = 16;

const staticSize = (device: DeviceState): number => device.media.staticMemory.size;

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
  const { decoder, staticMapped } = ldOf(device);
  const decoded = decoder.committed && hpaOf(decoder, dpa) !== undefined;
  if (dpa < staticSize(device)) return decoded || staticMapped ? 'static' : 'noDecoder';
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
  const runs = [
    ...happeningsOf(happenings, 'memoryRead'),
    ...happeningsOf(happenings, 'memoryWritten'),
  ];
  return Array.from({ length: ROW }, (_, i) => i).filter((i) =>
    runs.some(({ dpa, length }) => row + i >= dpa && row + i < dpa + length),
  );
}
