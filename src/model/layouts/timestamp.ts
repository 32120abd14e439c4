import { at, layout, u64, type Read } from '../codec/codec';
import type { Message } from '../codec/message';

/** Timestamp, nanoseconds (CXL r3.1 8.2.9.4). */
const timestamp = layout('Timestamp', { timestamp: at(0x00, u64, 'Timestamp') });

export const timestampMessage: Message<Read<typeof timestamp>> = {
  name: 'Timestamp',
  header: timestamp,
};
