import { expect, test } from 'vitest';
import { parseSize } from './size-text';

const bytes = (text: string): unknown => {
  const parsed = parseSize(text);
  return parsed.kind === 'bytes' ? parsed.bytes : parsed.kind;
};

test('a size may carry a unit, be hexadecimal or plain', () => {
  expect(bytes('128MiB')).toBe(2 ** 27);
  expect(bytes(' 128 m ')).toBe(2 ** 27);
  expect(bytes('0x800_0000')).toBe(2 ** 27);
  expect(bytes('134217728')).toBe(2 ** 27);
  expect(bytes('1.5GiB')).toBe(1.5 * 2 ** 30);
});

test('what is no whole number of bytes is a fault, not a guess', () => {
  for (const text of ['', '12 parsecs', '-1', '0.3KiB', '0xg', '9999999TiB']) {
    expect(bytes(text), text).toBe('fault');
  }
});
