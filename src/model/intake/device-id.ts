/** An id as QEMU takes it for an object or a device. */
const wellFormed = /^[A-Za-z][\w.-]{0,79}$/;

/** What a device is called where a text gives it no name that QEMU takes. */
const usual = 'cxl-dcd0';

export const isDeviceId = (text: string): boolean => wellFormed.test(text);

export const deviceIdOr = (text: string | undefined, other = usual): string =>
  text !== undefined && isDeviceId(text) ? text : other;
