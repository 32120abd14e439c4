import { ldOf, profileOf, type DeviceState } from '../device/device-state';

/**
 * Mailbox STATUS as an 8-byte read gives it: bit 0 background operation, bits 47:32 return code.
 * QEMU 11.1 derives bit 0 from the percentage, so it reads 1 until the first background command has ended.
 */
export function mailboxStatus(device: DeviceState): bigint {
  const { background, status } = ldOf(device);
  const bit =
    profileOf(device).backgroundBit === 'running'
      ? background.percent !== 100 && !background.aborted
      : status.background && background.percent === 0;
  return BigInt(bit ? 1 : 0) | (BigInt(status.code) << 32n);
}

/** Background Command Status: opcode, percentage in bits 22:16, return code in bits 47:32. */
export function backgroundStatus(device: DeviceState): bigint {
  const { opcode, percent, returnCode } = ldOf(device).background;
  return BigInt(opcode) | (BigInt(percent) << 16n) | (BigInt(returnCode) << 32n);
}

const MEDIA_READY = 0x14n;
const MEDIA_DISABLED = 0x1cn;
const SANITIZE = 0x4400;

/** Memory Device Status: media status in bits 3:2, mailbox ready in bit 4. Disabled media is shown and never enforced. */
export function memoryDeviceStatus(device: DeviceState): bigint {
  const { runtime, opcode } = ldOf(device).background;
  return runtime > 0 && opcode === SANITIZE ? MEDIA_DISABLED : MEDIA_READY;
}
