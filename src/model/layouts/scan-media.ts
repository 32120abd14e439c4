import { at, layout, reserved, u16, u32, u64, u8, type Read } from '../codec/codec';
import type { Message } from '../codec/message';

/** Get Scan Media Capabilities, 4303h (CXL r3.1 8.2.9.9.4.4). */
const query = layout('Get Scan Media Capabilities request', {
  start: at(0x00, u64, 'Start DPA'),
  lines: at(0x08, u64, 'Length, × 64 bytes'),
});
const estimate = layout('Get Scan Media Capabilities reply', {
  milliseconds: at(0x00, u32, 'Estimated time, ms'),
});

export const scanQueryRequest: Message<Read<typeof query>> = {
  name: 'Get Scan Media Capabilities request',
  header: query,
};

export const scanQueryReply: Message<Read<typeof estimate>> = {
  name: 'Get Scan Media Capabilities reply',
  header: estimate,
};

/** Scan Media, 4304h (CXL r3.1 8.2.9.9.4.5). */
const scan = layout('Scan Media request', {
  start: at(0x00, u64, 'Start DPA'),
  lines: at(0x08, u64, 'Length, × 64 bytes'),
  flags: at(0x10, u8, 'Flags (bit 0 no event log)'),
});

export const scanRequest: Message<Read<typeof scan>> = {
  name: 'Scan Media request',
  header: scan,
};

/** Get Scan Media Results, 4305h (CXL r3.1 8.2.9.9.4.6). */
const results = layout('Get Scan Media Results reply', {
  restart: at(0x00, u64, 'Restart DPA'),
  length: at(0x08, u64, 'Restart length'),
  flags: at(0x10, u8, 'Flags (bit 0 more records)'),
  reserved1: at(0x11, reserved(1)),
  count: at(0x12, u16, 'Record count'),
  reserved2: at(0x14, reserved(12)),
});

export const scanResultsReply: Message<Read<typeof results>> = {
  name: 'Get Scan Media Results reply',
  header: results,
};
