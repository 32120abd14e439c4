import { at, layout, reserved, u32, type Read } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';
import { dcExtentLayout } from './dc-extent';

/** Get Dynamic Capacity Extent List, 4801h (CXL r3.1 8.2.9.9.9.2). */
const request = layout('Get DC Extent List request', {
  extentCount: at(0x00, u32),
  startingIndex: at(0x04, u32),
});

const head = layout('Get DC Extent List reply', {
  returned: at(0x00, u32, 'Extents returned'),
  total: at(0x04, u32, 'Total extents'),
  generation: at(0x08, u32, 'Extent list generation number'),
  reserved: at(0x0c, reserved(4)),
});

export const dcExtentListRequest: Message<Read<typeof request>> = {
  name: 'Get Dynamic Capacity Extent List request',
  header: request,
};

export const dcExtentListReply: Message<Read<typeof head>, Read<typeof dcExtentLayout>> = {
  name: 'Get Dynamic Capacity Extent List reply',
  header: head,
  items: itemsCountedBy('returned', head, { name: 'extents', layout: dcExtentLayout }),
};
