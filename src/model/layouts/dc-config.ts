import { at, inHex, layout, reserved, type Read, u32, u64Known, u8 } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Get Dynamic Capacity Configuration, 4800h (CXL r3.1 8.2.9.9.9.1). */
const request = layout('Get DC Configuration request', {
  regionCount: at(0x00, u8),
  startingRegion: at(0x01, u8, 'Starting region'),
});

const head = layout('Get DC Configuration reply', {
  available: at(0x00, u8, 'Regions available'),
  returned: at(0x01, u8, 'Regions returned'),
  reserved: at(0x02, reserved(6)),
});

const region = layout('Region', {
  base: at(0x00, inHex(u64Known), 'base DPA'),
  decodeLength: at(0x08, u64Known, 'decode length, × 256 MiB'),
  length: at(0x10, inHex(u64Known), 'length'),
  blockSize: at(0x18, inHex(u64Known), 'block size'),
  dsmadHandle: at(0x20, u32, 'DSMAD handle'),
  flags: at(0x24, u8, 'flags'),
  reserved: at(0x25, reserved(3)),
});

const trailer = layout('Get DC Configuration totals', {
  extentsSupported: at(0x00, u32),
  extentsAvailable: at(0x04, u32),
  tagsSupported: at(0x08, u32),
  tagsAvailable: at(0x0c, u32),
});

export const dcConfigRequest: Message<Read<typeof request>> = {
  name: 'Get Dynamic Capacity Configuration request',
  header: request,
};

export const dcConfigReply: Message<
  Read<typeof head>,
  Read<typeof region>,
  Read<typeof trailer>
> = {
  name: 'Get Dynamic Capacity Configuration reply',
  header: head,
  items: itemsCountedBy('returned', head, { name: 'regions', layout: region }),
  trailer,
};

/** The same without the numbers of extents and tags, as the kernel's mock sends it. */
export const dcConfigReplyShort: Message<Read<typeof head>, Read<typeof region>> = {
  name: 'Get Dynamic Capacity Configuration reply',
  header: head,
  items: itemsCountedBy('returned', head, { name: 'regions', layout: region }),
};

export type DcTotals = Read<typeof trailer>;

const headV3 = layout('Get DC Configuration reply of the 2023 series', {
  returned: at(0x00, u8, 'Regions returned'),
  reserved: at(0x01, reserved(7)),
});

/** The reply as the 2023 series laid it out: no number of regions available, no totals. */
export const dcConfigReplyV3: Message<Read<typeof headV3>, Read<typeof region>> = {
  name: 'Get Dynamic Capacity Configuration reply (2023 series)',
  header: headV3,
  items: itemsCountedBy('returned', headV3, { name: 'regions', layout: region }),
};
