import { at, hexBytes, inHex, layout, reserved, type Read, u16, u32 } from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';

/** Get Supported Logs 0400h and Get Log 0401h (CXL r3.1 8.2.9.5). */
const logsHead = layout('Get Supported Logs reply', {
  count: at(0x00, u16, 'Number of logs'),
  reserved: at(0x02, reserved(6)),
});

const logEntry = layout('Log', {
  uuid: at(0x00, hexBytes(16), 'UUID'),
  size: at(0x10, u32, 'size'),
});

export const supportedLogsReply: Message<Read<typeof logsHead>, Read<typeof logEntry>> = {
  name: 'Get Supported Logs reply',
  header: logsHead,
  items: itemsCountedBy('count', logsHead, { name: 'logs', layout: logEntry }),
};

const getLog = layout('Get Log request', {
  uuid: at(0x00, hexBytes(16), 'Log UUID'),
  offset: at(0x10, u32, 'Offset'),
  length: at(0x14, inHex(u32), 'Length'),
});

export const getLogRequest: Message<Read<typeof getLog>> = {
  name: 'Get Log request',
  header: getLog,
};

const celEntry = layout('Command', {
  opcode: at(0x00, u16, 'opcode'),
  effects: at(0x02, u16, 'effects'),
});

/** The Command Effects Log: nothing but entries. */
export const effectsLog = celEntry;
export const CEL_UUID = '0da9c0b5bf414b788f7996b1623b3f17';
