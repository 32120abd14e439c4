import { expect, test } from 'vitest';
import { toHex } from '../codec/codec';
import { deviceWith } from '../testing/run';
import { cdatBytes } from './doe-cdat';

const tableOf = (options: Parameters<typeof deviceWith>[0]): string =>
  toHex(cdatBytes(deviceWith(options).device));

test('CDAT has a header of 16 bytes and six structures of 24 for every range, and sums to 0', () => {
  const bytes = cdatBytes(deviceWith({ persistentMiB: 512 }).device);
  expect(bytes.length).toBe(16 + 4 * 6 * 24);
  expect(bytes.reduce((sum, byte) => (sum + byte) % 256, 0)).toBe(0);
  expect(toHex(bytes.subarray(0, 5))).toBe('5002000002');
});

test('CDAT marks a region as dynamic capacity, and as non-volatile in the 2023 series', () => {
  const structure = 16 + 6 * 24;
  const flags = (table: string): string => table.slice(2 * structure, 2 * structure + 16);
  expect(flags(tableOf({}))).toBe('0000180001200000');
  expect(flags(tableOf({ profile: 'qemu-v3', dcMiB: 4096 }))).toBe('0000180001240000');
});

test('CDAT tells read latency 15 in units of 10000 and the length of the range to firmware', () => {
  const table = tableOf({});
  expect(table.slice(2 * 40, 2 * 64)).toBe('010018000000010010270000000000000f00000000000000');
  expect(table.slice(2 * 136, 2 * 160)).toBe('040018000001000000000000000000000000001000000000');
});
