import { isDeviceId } from '../device/device-id';

/** What a device is called where a text gives it no name that QEMU takes. */
const usual = 'cxl-dcd0';

/** A name that QEMU takes for a device, or the usual one. */
export const deviceIdOr = (text: string | undefined): string =>
  text !== undefined && isDeviceId(text) ? text : usual;
