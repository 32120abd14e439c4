import {
  at,
  ascii,
  hexBytes,
  layout,
  reserved,
  u16,
  u24,
  u64,
  u8,
  type Read,
} from '../codec/codec';
import type { Message } from '../codec/message';

/** General Media Event Record, 128 bytes (CXL r3.1 8.2.9.2.1.1). */
const generalMedia = layout('General media record', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  recordLength: at(0x10, u8, 'record length'),
  flags: at(0x11, u24, 'record flags'),
  handle: at(0x14, u16, 'handle'),
  relatedHandle: at(0x16, u16, 'related handle'),
  timestamp: at(0x18, u64, 'timestamp'),
  maintenanceClass: at(0x20, u8, 'maintenance operation class'),
  maintenanceSubclass: at(0x21, u8, 'maintenance operation subclass'),
  ld: at(0x22, u16, 'LD id'),
  head: at(0x24, u8, 'head id'),
  headReserved: at(0x25, reserved(11)),
  dpa: at(0x30, u64, 'physical address'),
  descriptor: at(0x38, u8, 'memory event descriptor'),
  type: at(0x39, u8, 'memory event type'),
  transactionType: at(0x3a, u8, 'transaction type'),
  validity: at(0x3b, u16, 'validity flags'),
  channel: at(0x3d, u8, 'channel'),
  rank: at(0x3e, u8, 'rank'),
  device: at(0x3f, u24, 'device'),
  component: at(0x42, ascii(16), 'component identifier'),
  correctedFlags: at(0x52, u8, 'corrected memory error event flags'),
  correctedCount: at(0x53, u24, 'corrected memory error count at event'),
  subType: at(0x56, u8, 'memory event sub-type'),
  reserved: at(0x57, reserved(41)),
});

export const generalMediaRecord: Message<Read<typeof generalMedia>> = {
  name: 'General Media Event Record',
  header: generalMedia,
};

export const GENERAL_MEDIA_UUID = 'fbcd0a77c260417f85a9088b1621eba6';
