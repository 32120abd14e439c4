import { ascii, at, layout, reserved, u32, u8, type Read } from '../codec/codec';
import type { Message } from '../codec/message';

/** Get FW Info, 0200h (CXL r3.1 8.2.9.3.1). */
const info = layout('Get FW Info reply', {
  slots: at(0x00, u8, 'Slots supported'),
  slotInfo: at(0x01, u8, 'Active and staged slot'),
  capabilities: at(0x02, u8, 'Activation capabilities'),
  reserved: at(0x03, reserved(13)),
  slot1: at(0x10, ascii(16), 'Slot 1 revision'),
  slot2: at(0x20, ascii(16), 'Slot 2 revision'),
  slot3: at(0x30, ascii(16), 'Slot 3 revision'),
  slot4: at(0x40, ascii(16), 'Slot 4 revision'),
});

export const firmwareReply: Message<Read<typeof info>> = {
  name: 'Get FW Info reply',
  header: info,
};

/** Transfer FW, 0201h (CXL r3.1 8.2.9.3.2). The data follow. */
const transfer = layout('Transfer FW request', {
  action: at(0x00, u8, 'Action (0 full, 1 initiate, 2 continue, 3 end, 4 abort)'),
  slot: at(0x01, u8, 'Slot'),
  reserved1: at(0x02, reserved(2)),
  blocks: at(0x04, u32, 'Offset, × 128 bytes'),
  reserved2: at(0x08, reserved(120)),
});

export const transferRequest: Message<Read<typeof transfer>> = {
  name: 'Transfer FW request',
  header: transfer,
};

/** Bytes before the data of Transfer FW. */
export const TRANSFER_HEAD = transfer.size;

/** Activate FW, 0202h (CXL r3.1 8.2.9.3.3). */
const activate = layout('Activate FW request', {
  action: at(0x00, u8, 'Action (0 online, 1 at the next reset)'),
  slot: at(0x01, u8, 'Slot'),
});

export const activateRequest: Message<Read<typeof activate>> = {
  name: 'Activate FW request',
  header: activate,
};
