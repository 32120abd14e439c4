import {
  at,
  hexBytes,
  inHex,
  layout,
  reserved,
  type Read,
  u16,
  u32,
  u64Known,
  u8,
} from '../codec/codec';
import type { Message } from '../codec/message';

/** The Coherent Device Attribute Table that a driver reads through DOE (CDAT 1.03; CXL r3.1 8.1.11). */
const header = layout('CDAT header', {
  length: at(0x00, inHex(u32), 'Length'),
  revision: at(0x04, u8),
  checksum: at(0x05, u8),
  reserved: at(0x06, reserved(6)),
  sequence: at(0x0c, u32, 'Sequence'),
});

/** Every structure of QEMU's table takes 24 bytes; what is behind the first eight depends on the type. */
const structure = layout('Structure', {
  type: at(0x00, u8, 'type (0 DSMAS, 1 DSLBIS, 4 DSEMTS)'),
  reserved1: at(0x01, reserved(1)),
  length: at(0x02, inHex(u16), 'length'),
  handle: at(0x04, u8, 'DSMAD handle'),
  flags: at(0x05, u8, 'flags or EFI attribute'),
  dataType: at(0x06, u8, 'data type'),
  reserved2: at(0x07, reserved(1)),
  first: at(0x08, u64Known, 'base'),
  second: at(0x10, hexBytes(8), 'length or entries'),
});

export type CdatStructure = Read<typeof structure>;

export const cdatMessage: Message<Read<typeof header>, CdatStructure> = {
  name: 'Coherent Device Attribute Table',
  header,
  items: {
    name: 'structures',
    layout: structure,
    count: ({ length }) => (length - header.size) / structure.size,
  },
};

export const CDAT_STRUCTURE = structure.size;
export const CDAT_HEADER = header.size;
