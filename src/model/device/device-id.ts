/** Whether QEMU takes a text as the id of a device; longer ones than any person writes are none here. */
export const isDeviceId = (text: string): boolean => deviceIdPattern.test(text);

export const deviceIdPattern = /^[A-Za-z][\w.-]{0,99}$/;
