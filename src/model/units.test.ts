import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex, iec } from './units';

test('addresses have at least eight digits, in groups of four', () => {
  expect(hex(0)).toBe('0x0000_0000');
  expect(hex(0x1a00_0000)).toBe('0x1A00_0000');
  expect(hex(0x1_2a00_0000)).toBe('0x1_2A00_0000');
});

test.each([
  [0, '0 B'],
  [64 * 2 ** 20, '64 MiB'],
  [1.25 * 2 ** 30, '1.25 GiB'],
  [1152 * 2 ** 20, '1.125 GiB'],
  [1026 * 2 ** 20, '1026 MiB'],
  [2 ** 30 + 1, '1073741825 B'],
])('%d bytes are %s', (bytes, text) => {
  expect(iec(bytes)).toBe(text);
});

const factors: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  PiB: 2 ** 50,
};

test('a size reads back as the very same number of bytes, with three decimals at most', () => {
  const sizes = fc.oneof(
    fc.nat(),
    fc.maxSafeNat(),
    fc.tuple(fc.nat(4096), fc.nat(50)).map(([n, power]) => n * 2 ** power),
  );
  fc.assert(
    fc.property(sizes, (bytes) => {
      const [, number = '', unit = ''] = /^(\d+(?:\.\d{1,3})?) (\w+)$/.exec(iec(bytes)) ?? [];
      expect(Number(number) * (factors[unit] ?? 0)).toBe(bytes);
    }),
  );
});
