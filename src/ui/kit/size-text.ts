import { iec } from './format';

const factors: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

export type ParsedSize =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'fault'; readonly fault: string };

const ways = 'Write 128MiB, 0x8000000 or 134217728.';

/** Reads a byte count as people write it: with a unit, in hexadecimal, or plain; a whole number of `unit` bytes. */
export function parseSize(text: string, unit = 1): ParsedSize {
  const parsed = parseBytes(text);
  if (parsed.kind === 'fault' || parsed.bytes % unit === 0) return parsed;
  return fault(
    `“${text}” is not a multiple of ${iec(unit)}, and this QEMU counts in those. ${ways}`,
  );
}

function parseBytes(text: string): ParsedSize {
  const plain = text.trim().replaceAll('_', '');
  if (plain === '') return fault(`A number of bytes is missing. ${ways}`);
  if (/^0x[0-9a-f]+$/i.test(plain)) return whole(Number(plain), text);
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(plain);
  if (match === null) return fault(`“${text}” is not a size we can read. ${ways}`);
  const [, digits = '', unit = ''] = match;
  return whole(Number(digits) * (factors[unit.toLowerCase()] ?? 1), text);
}

function whole(bytes: number, text: string): ParsedSize {
  if (!Number.isInteger(bytes)) return fault(`“${text}” is not a whole number of bytes. ${ways}`);
  if (!Number.isSafeInteger(bytes)) return fault(`“${text}” is more than 2^53 bytes can count.`);
  return { kind: 'bytes', bytes };
}

function fault(why: string): ParsedSize {
  return { kind: 'fault', fault: why };
}
