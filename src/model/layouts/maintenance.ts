import {
  ascii,
  at,
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

/** Perform Maintenance, 0600h, as post package repair reads it (CXL r3.2 8.2.10.7.1.2). */
const repair = layout('Post package repair request', {
  operationClass: at(0x00, u8, 'Operation class (1 repair)'),
  subclass: at(0x01, u8, 'Operation subclass (0 soft, 1 hard)'),
  flags: at(0x02, u8, 'Flags (bit 0 query resources)'),
  dpa: at(0x03, u64, 'DPA'),
  nibbles: at(0x0b, u24, 'Nibble mask'),
});

export const repairRequest: Message<Read<typeof repair>> = {
  name: 'Post package repair request',
  header: repair,
};

/** The same as memory sparing reads it (CXL r3.2 8.2.10.7.1.4). */
const sparing = layout('Perform Maintenance request', {
  operationClass: at(0x00, u8, 'Operation class (0 none, 1 repair, 2 sparing)'),
  subclass: at(0x01, u8, 'Operation subclass'),
  flags: at(0x02, u8, 'Flags (bit 0 query resources)'),
  channel: at(0x03, u8, 'Channel'),
  rank: at(0x04, u8, 'Rank'),
  nibbles: at(0x05, u24, 'Nibble mask'),
  bankGroup: at(0x08, u8, 'Bank group'),
  bank: at(0x09, u8, 'Bank'),
  row: at(0x0a, u24, 'Row'),
  column: at(0x0d, u16, 'Column'),
  subChannel: at(0x0f, u8, 'Sub-channel'),
});

export type SparingRequest = Read<typeof sparing>;

export const maintenanceRequest: Message<SparingRequest> = {
  name: 'Perform Maintenance request',
  header: sparing,
};

/** Memory Sparing Event Record, 128 bytes (CXL r3.2 8.2.10.2.1.4). */
const record = layout('Memory sparing record', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  recordLength: at(0x10, u8, 'record length'),
  recordFlags: at(0x11, u24, 'record flags'),
  handle: at(0x14, u16, 'handle'),
  relatedHandle: at(0x16, u16, 'related handle'),
  timestamp: at(0x18, u64, 'timestamp'),
  maintenanceClass: at(0x20, u8, 'maintenance operation class'),
  maintenanceSubclass: at(0x21, u8, 'maintenance operation subclass'),
  headReserved: at(0x22, reserved(14)),
  reserved1: at(0x30, reserved(2)),
  flags: at(0x32, u8, 'flags'),
  result: at(0x33, u8, 'result'),
  validity: at(0x34, u16, 'validity flags'),
  reserved2: at(0x36, reserved(6)),
  available: at(0x3c, u16, 'resources available'),
  channel: at(0x3e, u8, 'channel'),
  rank: at(0x3f, u8, 'rank'),
  nibbles: at(0x40, u24, 'nibble mask'),
  bankGroup: at(0x43, u8, 'bank group'),
  bank: at(0x44, u8, 'bank'),
  row: at(0x45, u24, 'row'),
  column: at(0x48, u16, 'column'),
  component: at(0x4a, ascii(16), 'component identifier'),
  subChannel: at(0x5a, u8, 'sub-channel'),
  reserved3: at(0x5b, reserved(37)),
});

export const sparingRecord: Message<Read<typeof record>> = {
  name: 'Memory Sparing Event Record',
  header: record,
};

export const SPARING_UUID = 'e71f3a402d2940928a394d1c966c7c65';
