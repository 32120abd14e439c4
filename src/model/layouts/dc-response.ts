import { at, layout, reserved, u32, u64, u8, type Read } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Add Dynamic Capacity Response 4802h and Release Dynamic Capacity 4803h share one payload (CXL r3.1 8.2.9.9.9.3 and .4). */
const head = layout('Updated extent list', {
  entryCount: at(0x00, u32, 'Number of entries'),
  flags: at(0x04, u8),
  reserved: at(0x05, reserved(3)),
});

const entry = layout('Entry', {
  start: at(0x00, u64, 'start DPA'),
  length: at(0x08, u64, 'length'),
  reserved: at(0x10, reserved(8)),
});

export type UpdatedExtent = Read<typeof entry>;

const updatedExtentList = (name: string): Message<Read<typeof head>, UpdatedExtent> => ({
  name,
  header: head,
  items: itemsCountedBy('entryCount', head, { name: 'entries', layout: entry }),
});

export const addDcResponse = updatedExtentList('Add Dynamic Capacity Response');
export const releaseDc = updatedExtentList('Release Dynamic Capacity');

/** Bytes of the header, and of one entry. */
export const RESPONSE_HEAD = head.size;
export const RESPONSE_ENTRY = entry.size;
