import { at, layout, reserved, u16, u32, u64, u64Known, u8, type Read } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Media Operations, 4402h (CXL r3.2 8.2.10.9.5.3). */
const request = layout('Media Operations request', {
  operationClass: at(0x00, u8, 'Class'),
  subclass: at(0x01, u8, 'Subclass'),
  reserved: at(0x02, reserved(2)),
  rangeCount: at(0x04, u32, 'Number of ranges'),
});

const range = layout('Range', {
  start: at(0x00, u64, 'start DPA'),
  length: at(0x08, u64, 'length'),
});

const discovery = layout('Media Operations discovery', {
  operationClass: at(0x00, u8, 'Class'),
  subclass: at(0x01, u8, 'Subclass'),
  reserved: at(0x02, reserved(2)),
  rangeCount: at(0x04, u32, 'Number of ranges'),
  startIndex: at(0x08, u16, 'Start index'),
  operations: at(0x0a, u16, 'Number of operations'),
});

const discoveryReply = layout('Media Operations discovery reply', {
  granularity: at(0x00, u64Known, 'DPA range granularity'),
  total: at(0x08, u16, 'Operations supported'),
  returned: at(0x0a, u16, 'Operations returned'),
});

const operation = layout('Operation', {
  operationClass: at(0x00, u8, 'class'),
  subclass: at(0x01, u8, 'subclass'),
});

export type MediaRange = Read<typeof range>;

export const mediaRequest: Message<Read<typeof request>, MediaRange> = {
  name: 'Media Operations request',
  header: request,
  items: itemsCountedBy('rangeCount', request, { name: 'ranges', layout: range }),
};

export const mediaDiscovery: Message<Read<typeof discovery>> = {
  name: 'Media Operations discovery',
  header: discovery,
};

export const mediaDiscoveryReply: Message<Read<typeof discoveryReply>, Read<typeof operation>> = {
  name: 'Media Operations discovery reply',
  header: discoveryReply,
  items: itemsCountedBy('returned', discoveryReply, { name: 'operations', layout: operation }),
};
