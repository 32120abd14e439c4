import { expect, test } from 'vitest';
import { asciiOf, parseAddress } from './place';

const device = { from: 0, to: 0x5000_0000 };

test.each(['0x1000_0000', '268435456', '256MiB'])('%s is an address', (text) => {
  expect(parseAddress(text, device)).toEqual({ kind: 'dpa', dpa: 0x1000_0000 });
});

test.each(['2 GiB', '0x50000000', 'here', ''])('%s is none, and it is said why', (text) => {
  expect(parseAddress(text, device).kind).toBe('fault');
});

test('bytes that cannot be printed are dots', () => {
  expect(asciiOf(Uint8Array.of(0x48, 0x69, 0, 0x7f, 0xff))).toBe('Hi...');
});
