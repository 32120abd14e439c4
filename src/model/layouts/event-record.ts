import {
  at,
  hexBytes,
  inHex,
  layout,
  reserved,
  type Read,
  u16,
  u24,
  u32,
  u64,
  u64Known,
  u8,
} from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Dynamic Capacity Event Record, 128 bytes (CXL r3.1 8.2.9.2.1 and 8.2.9.2.1.6). */
const dcRecord = layout('Record', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  recordLength: at(0x10, u8, 'record length'),
  flags: at(0x11, u24, 'record flags'),
  handle: at(0x14, u16, 'handle'),
  relatedHandle: at(0x16, u16, 'related handle'),
  timestamp: at(0x18, u64, 'timestamp'),
  maintenance: at(0x20, hexBytes(16), 'maintenance and reserved'),
  type: at(0x30, u8, 'event type'),
  validity: at(0x31, u8, 'validity flags'),
  hostId: at(0x32, u16, 'host ID'),
  updatedRegion: at(0x34, u8, 'updated region index'),
  more: at(0x35, u8, 'flags (bit 0 More)'),
  reserved1: at(0x36, reserved(2)),
  start: at(0x38, inHex(u64Known), 'start DPA'),
  length: at(0x40, inHex(u64Known), 'length'),
  tag: at(0x48, hexBytes(16), 'tag'),
  sharedSeq: at(0x58, u16, 'shared extent sequence'),
  extentReserved: at(0x5a, hexBytes(6), 'extent reserved'),
  reserved2: at(0x60, reserved(24)),
  extentsAvailable: at(0x78, u32, 'extents available'),
  tagsAvailable: at(0x7c, u32, 'tags available'),
});

/** Get Event Records, 0100h (CXL r3.1 8.2.9.2.2). */
const getRequest = layout('Get Event Records request', { log: at(0x00, u8, 'Event log') });

const getHead = layout('Get Event Records reply', {
  flags: at(0x00, u8, 'Flags (bit 0 overflow, bit 1 more records)'),
  reserved1: at(0x01, reserved(1)),
  overflowCount: at(0x02, u16, 'Overflow error count'),
  firstOverflow: at(0x04, u64, 'First overflow timestamp'),
  lastOverflow: at(0x0c, u64, 'Last overflow timestamp'),
  count: at(0x14, u16, 'Record count'),
  reserved2: at(0x16, reserved(10)),
});

/** Clear Event Records, 0101h (CXL r3.1 8.2.9.2.3). */
const clearHead = layout('Clear Event Records request', {
  log: at(0x00, u8, 'Event log'),
  flags: at(0x01, u8, 'Clear flags (bit 0 clear all)'),
  count: at(0x02, u8, 'Number of handles'),
  reserved: at(0x03, reserved(3)),
});

const handleLayout = layout('Handle', { handle: at(0x00, u16, 'handle') });

export type DcRecordFields = Read<typeof dcRecord>;

export const getEventRecordsRequest: Message<Read<typeof getRequest>> = {
  name: 'Get Event Records request',
  header: getRequest,
};

export const getEventRecordsReply: Message<Read<typeof getHead>, DcRecordFields> = {
  name: 'Get Event Records reply',
  header: getHead,
  items: itemsCountedBy('count', getHead, { name: 'records', layout: dcRecord }),
};

export const clearEventRecordsRequest: Message<
  Read<typeof clearHead>,
  Read<typeof handleLayout>
> = {
  name: 'Clear Event Records request',
  header: clearHead,
  items: itemsCountedBy('count', clearHead, { name: 'handles', layout: handleLayout }),
};

/** One record by itself, for the bytes pane. */
export const dcRecordMessage: Message<DcRecordFields> = {
  name: 'Dynamic Capacity Event Record',
  header: dcRecord,
};

export const CLEAR_HEAD = clearHead.size;
export const DC_RECORD_UUID = 'ca95afa7f18340188c2f95268e101a2a';
