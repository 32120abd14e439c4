import { at, layout, u8, type Read } from '../codec/codec';
import type { Message } from '../codec/message';

/** Event interrupt policy, one byte a log (CXL r3.1 8.2.9.2.4 and .5). */
const policy = layout('Event interrupt policy', {
  informational: at(0x00, u8),
  warning: at(0x01, u8),
  failure: at(0x02, u8),
  fatal: at(0x03, u8),
  dynamicCapacity: at(0x04, u8, 'Dynamic capacity'),
});

export const interruptPolicy: Message<Read<typeof policy>> = {
  name: 'Event interrupt policy',
  header: policy,
};
