import { ldOf } from '../../device/device-state';
import { heldBytes, pageStarts } from '../../guest-memory/memory';
import { accessOf, accessText } from '../words/access';
import type { Scene } from '../scene/scene';
import type { MemoryView } from '../page/tools';
import { definedOnly } from '../scene/present';

/** Pages with data that the page gets to jump to. */
const MAX_PAGES = 64;

/** Where device memory can be seen from, what it holds, and what the last access came to. */
export function memoryView(scene: Scene): MemoryView {
  const { device } = scene.after;
  const { staticMemory, dcMemory } = device.media;
  const { decoder } = ldOf(device);
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
    ...definedOnly({
      hpaOffset: decoder.committed ? decoder.base - decoder.skip : undefined,
      last: lastAccess(scene),
    }),
  };
}

function lastAccess(scene: Scene): string | undefined {
  const access = accessOf(scene);
  return access && accessText(access);
}
