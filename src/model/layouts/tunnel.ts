import { at, inHex, layout, reserved, type Read, u16, u24, u8 } from '../codec/codec';
import type { Message } from '../codec/message';

/** Tunnel Management Command 5300h (CXL r3.1 7.6.7.3.1): a head of four bytes, then a CCI message (figure 7-19). */
const requestHead = layout('Tunnel Management Command request', {
  port: at(0x00, u8, 'Port or LD ID'),
  targetType: at(0x01, u8, 'Target type'),
  size: at(0x02, u16, 'Command size'),
  category: at(0x04, u8, 'Message category'),
  tag: at(0x05, u8, 'Message tag'),
  reserved: at(0x06, reserved(1)),
  opcode: at(0x07, u16, 'Opcode'),
  length: at(0x09, inHex(u24), 'Payload length'),
  code: at(0x0c, u16, 'Return code'),
  vendor: at(0x0e, u16, 'Vendor-specific status'),
});

export type TunnelHead = Read<typeof requestHead>;

export const tunnelRequest: Message<TunnelHead> = {
  name: 'Tunnel Management Command request',
  header: requestHead,
};

const replyHead = layout('Tunnel Management Command reply', {
  size: at(0x00, u16, 'Response length'),
  reserved1: at(0x02, reserved(2)),
  category: at(0x04, u8, 'Message category'),
  tag: at(0x05, u8, 'Message tag'),
  reserved2: at(0x06, reserved(1)),
  opcode: at(0x07, u16, 'Opcode'),
  length: at(0x09, inHex(u24), 'Payload length'),
  code: at(0x0c, u16, 'Return code'),
  vendor: at(0x0e, u16, 'Vendor-specific status'),
});

export const tunnelReply: Message<Read<typeof replyHead>> = {
  name: 'Tunnel Management Command reply',
  header: replyHead,
};

/** Bytes before the CCI message. */
export const TUNNEL_HEAD = 4;
/** Bytes of a CCI message without payload. */
export const CCI_HEAD = requestHead.size - TUNNEL_HEAD;
