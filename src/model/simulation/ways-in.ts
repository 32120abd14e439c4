import { profileOf, type DeviceState } from '../device/device-state';
import type { Action } from './action';
import type { Reply } from './reply';

const noQmp: Reply = {
  kind: 'cannot',
  what: 'The kernel’s mock has no QMP and no fabric manager’s mailbox.',
  why: 'It is no QEMU device: a test writes lines to files of the mock in place of a fabric manager.',
  fix: 'Write a line to dc_inject_extent or dc_del_extent, or choose the device rules of a QEMU.',
};

const noFiles: Reply = {
  kind: 'cannot',
  what: 'QEMU’s device takes no lines to inject.',
  why: 'The files dc_inject_extent and its like are those of the kernel’s mock (cxl_test).',
  fix: 'Ask over QMP, or choose the device rules of the mock.',
};

const noHardware: Reply = {
  kind: 'cannot',
  what: 'The kernel’s mock has no memory behind its addresses, and nothing that resets it.',
  why: 'It answers mailbox commands inside the kernel; there is no device to read, write or reset.',
  fix: 'Choose the device rules of a QEMU to touch memory or to reset the device.',
};

/** Why there is no way in for an action on this device. */
export function unsupportedAction(device: DeviceState, { kind }: Action): Reply | undefined {
  const { requests, hardware } = profileOf(device);
  switch (kind) {
    case 'qmp':
    case 'fmApi':
      return requests === 'lines' ? noQmp : undefined;
    case 'inject':
      return requests === 'lines' ? undefined : noFiles;
    case 'read':
    case 'write':
    case 'reset':
      return hardware ? undefined : noHardware;
    default:
      return undefined;
  }
}
