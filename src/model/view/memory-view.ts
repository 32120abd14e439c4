import { heldBytes, pageStarts } from '../guest-memory/memory';
import { all } from './gather';
import { counted, hex } from '../units';
import type { Scene } from './moment';
import type { MemoryView } from './page-tools';
import { present } from './present';

/** Pages with data that the page gets to jump to. */
const MAX_PAGES = 64;

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
