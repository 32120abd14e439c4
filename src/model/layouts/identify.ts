import { ascii, at, layout, u16, u24, u32, u64Known, u8, type Read } from '../codec/codec';
import type { Message } from '../codec/message';

/** Identify Memory Device, 4000h (CXL r3.1 8.2.9.9.1.1). */
const identify = layout('Identify Memory Device reply', {
  firmware: at(0x00, ascii(16), 'Firmware revision'),
  totalCapacity: at(0x10, u64Known, 'Total capacity, × 256 MiB'),
  volatileCapacity: at(0x18, u64Known, 'Volatile capacity, × 256 MiB'),
  persistentCapacity: at(0x20, u64Known, 'Persistent capacity, × 256 MiB'),
  partitionAlignment: at(0x28, u64Known, 'Partition alignment, × 256 MiB'),
  informationalLogSize: at(0x30, u16, 'Informational event log size'),
  warningLogSize: at(0x32, u16, 'Warning event log size'),
  failureLogSize: at(0x34, u16, 'Failure event log size'),
  fatalLogSize: at(0x36, u16, 'Fatal event log size'),
  lsaSize: at(0x38, u32, 'LSA size'),
  poisonListMax: at(0x3c, u24, 'Poison list maximum'),
  injectPoisonLimit: at(0x3f, u16, 'Inject poison limit'),
  poisonHandling: at(0x41, u8, 'Poison handling capabilities'),
  qosTelemetry: at(0x42, u8, 'QoS telemetry capabilities'),
  dcLogSize: at(0x43, u16, 'Dynamic capacity event log size'),
});

export const identifyReply: Message<Read<typeof identify>> = {
  name: 'Identify Memory Device reply',
  header: identify,
};
