import { expect, test } from 'vitest';
import { hexGrouped, iec } from './format';

test('addresses have at least eight digits, in groups of four', () => {
  expect(hexGrouped(0)).toBe('0x0000_0000');
  expect(hexGrouped(0x1a00_0000)).toBe('0x1A00_0000');
  expect(hexGrouped(0x1_2a00_0000)).toBe('0x1_2A00_0000');
});

test('sizes are exact, or say that they are not', () => {
  expect(iec(0)).toBe('0 B');
  expect(iec(64 * 2 ** 20)).toBe('64 MiB');
  expect(iec(1.25 * 2 ** 30)).toBe('1.25 GiB');
  expect(iec(2 ** 30 + 1)).toBe('~1 GiB');
});
