const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  kib: 2 ** 10,
  m: 2 ** 20,
  mib: 2 ** 20,
  mb: 2 ** 20,
  g: 2 ** 30,
  gib: 2 ** 30,
  gb: 2 ** 30,
  t: 2 ** 40,
  tib: 2 ** 40,
  tb: 2 ** 40,
};

/** A size as tools write it: `268435456`, `0x10000000`, `512M`, `64.00 MiB (67.11 MB)`. In bytes; nothing for other text. */
export function sizeIn(text: string): number | undefined {
  const hex = /^\s*(0x[0-9a-f]{1,13})\s*$/i.exec(text)?.[1];
  if (hex !== undefined) return Number(hex);
  const [, digits, unit = ''] = /^\s*(\d{1,16}(?:\.\d{1,3})?)\s*([kmgt]?i?b?)\b/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  if (digits === undefined || factor === undefined) return undefined;
  const bytes = Math.round(Number(digits) * factor);
  // Two digits after the point are rounded: capacity comes in whole MiB.
  const whole = digits.includes('.') ? Math.round(bytes / 2 ** 20) * 2 ** 20 : bytes;
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Lower-case digits of a UUID with its hyphens; nothing for other text. */
export const uuidIn = (text: string): string | undefined => {
  const digits = text.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits)
    ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : undefined;
};
