import { at, hexBytes, inHex, layout, reserved, type Read, u16, u32, u8 } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Get Supported Features, 0500h (CXL r3.1 8.2.9.6.1). */
const asked = layout('Get Supported Features request', {
  bytes: at(0x00, u32, 'Bytes wanted'),
  start: at(0x04, inHex(u16), 'Starting index'),
  reserved: at(0x06, reserved(2)),
});

export const featuresRequest: Message<Read<typeof asked>> = {
  name: 'Get Supported Features request',
  header: asked,
};

const head = layout('Get Supported Features reply', {
  count: at(0x00, u16, 'Entries'),
  supported: at(0x02, u16, 'Features of the device'),
  reserved: at(0x04, reserved(4)),
});

const entry = layout('Supported feature', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  index: at(0x10, u16, 'Index'),
  readSize: at(0x12, u16, 'Bytes of Get Feature'),
  writeSize: at(0x14, u16, 'Bytes of Set Feature'),
  attributes: at(0x16, u32, 'Attribute flags'),
  readVersion: at(0x1a, u8, 'Version of Get Feature'),
  writeVersion: at(0x1b, u8, 'Version of Set Feature'),
  effects: at(0x1c, u16, 'Effects of Set Feature'),
  reserved: at(0x1e, reserved(18)),
});

export const featuresReply: Message<Read<typeof head>, Read<typeof entry>> = {
  name: 'Get Supported Features reply',
  header: head,
  items: itemsCountedBy('count', head, { name: 'features', layout: entry }),
};

export const FEATURES_HEAD = head.size;
export const FEATURE_BYTES = entry.size;

/** Get Feature, 0501h (CXL r3.1 8.2.9.6.2). */
const get = layout('Get Feature request', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  offset: at(0x10, u16, 'Offset'),
  count: at(0x12, u16, 'Bytes wanted'),
  selection: at(0x14, u8, 'Selection (0 current value)'),
});

export const getFeatureRequest: Message<Read<typeof get>> = {
  name: 'Get Feature request',
  header: get,
};

/** Set Feature, 0502h (CXL r3.1 8.2.9.6.3). The data follow. */
const set = layout('Set Feature request', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  flags: at(0x10, u32, 'Flags (bits 0 to 2 data transfer)'),
  offset: at(0x14, u16, 'Offset'),
  version: at(0x16, u8, 'Version'),
  reserved: at(0x17, reserved(9)),
});

export const setFeatureRequest: Message<Read<typeof set>> = {
  name: 'Set Feature request',
  header: set,
};

/** Bytes before the data of Set Feature. */
export const SET_FEATURE_HEAD = set.size;
