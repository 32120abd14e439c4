import { at, inHex, layout, reserved, type Read, u32 } from '../codec/codec';
import type { Message } from '../codec/message';

/** Get LSA, 4102h (CXL r3.1 8.2.9.9.2.3). */
const get = layout('Get LSA request', {
  offset: at(0x00, u32, 'Offset'),
  length: at(0x04, inHex(u32), 'Length'),
});

export const getLabelsRequest: Message<Read<typeof get>> = {
  name: 'Get LSA request',
  header: get,
};

/** Set LSA, 4103h (CXL r3.1 8.2.9.9.2.4). The labels follow. */
const set = layout('Set LSA request', {
  offset: at(0x00, u32, 'Offset'),
  reserved: at(0x04, reserved(4)),
});

export const setLabelsRequest: Message<Read<typeof set>> = {
  name: 'Set LSA request',
  header: set,
};

/** Bytes before the labels of Set LSA. */
export const LABELS_HEAD = set.size;
