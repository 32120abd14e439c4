import {
  at,
  hexBytes,
  layout,
  reserved,
  u32,
  u64,
  u64Known,
  u8,
  u16,
  type Read,
} from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Get Partition Info, 4100h (CXL r3.1 8.2.9.9.2.1). */
const partition = layout('Get Partition Info reply', {
  activeVolatile: at(0x00, u64Known, 'Active volatile capacity, × 256 MiB'),
  activePersistent: at(0x08, u64Known, 'Active persistent capacity, × 256 MiB'),
  nextVolatile: at(0x10, u64Known, 'Next volatile capacity, × 256 MiB'),
  nextPersistent: at(0x18, u64Known, 'Next persistent capacity, × 256 MiB'),
});

export const partitionReply: Message<Read<typeof partition>> = {
  name: 'Get Partition Info reply',
  header: partition,
};

/** Get Security State, 4500h (CXL r3.1 8.2.9.9.6.1). */
const security = layout('Get Security State reply', { state: at(0x00, u32, 'Security state') });

export const securityReply: Message<Read<typeof security>> = {
  name: 'Get Security State reply',
  header: security,
};

/** Get Poison List, 4300h (CXL r3.1 8.2.9.9.4.1). */
const poisonQuery = layout('Get Poison List request', {
  start: at(0x00, u64, 'Start DPA'),
  lines: at(0x08, u64, 'Length, × 64 bytes'),
});

const poisonHead = layout('Get Poison List reply', {
  flags: at(0x00, u8, 'Flags (bit 1 overflow)'),
  reserved1: at(0x01, reserved(1)),
  overflow: at(0x02, u64, 'Overflow timestamp'),
  count: at(0x0a, u16, 'Record count'),
  reserved2: at(0x0c, reserved(20)),
});

const poisonRecord = layout('Media error', {
  start: at(0x00, u64, 'DPA and error source'),
  lines: at(0x08, u32, 'length, × 64 bytes'),
  reserved: at(0x0c, reserved(4)),
});

export const poisonListRequest: Message<Read<typeof poisonQuery>> = {
  name: 'Get Poison List request',
  header: poisonQuery,
};

export const poisonListReply: Message<Read<typeof poisonHead>, Read<typeof poisonRecord>> = {
  name: 'Get Poison List reply',
  header: poisonHead,
  items: itemsCountedBy('count', poisonHead, { name: 'records', layout: poisonRecord }),
};

/** Inject Poison, 4301h, and Clear Poison, 4302h (CXL r3.1 8.2.9.9.4.2 and .3). */
const inject = layout('Inject Poison request', { start: at(0x00, u64, 'DPA') });
const clear = layout('Clear Poison request', {
  start: at(0x00, u64, 'DPA'),
  data: at(0x08, hexBytes(64), 'Data to write'),
});

export const injectPoisonRequest: Message<Read<typeof inject>> = {
  name: 'Inject Poison request',
  header: inject,
};

export const clearPoisonRequest: Message<Read<typeof clear>> = {
  name: 'Clear Poison request',
  header: clear,
};
