import { at, hexBytes, inHex, layout, reserved, u16, u64Known } from '../codec/codec';

/** Dynamic Capacity Extent, 40 bytes (CXL r3.1 8.2.9.9.9.2, table 8-166). */
export const dcExtentLayout = layout('Extent', {
  start: at(0x00, inHex(u64Known), 'start DPA'),
  length: at(0x08, inHex(u64Known), 'length'),
  tag: at(0x10, hexBytes(16), 'tag'),
  sharedSeq: at(0x20, u16, 'shared extent sequence'),
  reserved: at(0x22, reserved(6)),
});

export const NO_TAG = '0'.repeat(32);
