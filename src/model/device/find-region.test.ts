import { expect, test } from 'vitest';
import { deviceWith, ldIn, R0, R1 } from '../testing/run';
import { MiB } from '../units';
import { blocksIn, findRegion, leaves64Bits, remainder, wraps } from './find-region';

const { regions } = ldIn(deviceWith());
const wide = 1n << 64n;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const [first, second, end] = [BigInt(R0), BigInt(R1), BigInt(R1 + 512 * MiB)];

test.each<[string, bigint, bigint, number | undefined]>([
  ['below all regions', first - 1n, 1n, undefined],
  ['the first byte', first, 1n, 0],
  ['the last byte of region 0', second - 1n, 1n, 0],
  ['all of region 0', first, second - first, 0],
  ['one byte more than region 0', first, second - first + 1n, undefined],
  ['the first byte of region 1', second, 1n, 1],
  ['the last byte of all', end - 1n, 1n, 1],
  ['nothing at the end of region 1', end, 0n, undefined],
  ['a length that wraps to the end of region 0', second - 1n, wide + 1n, 0],
  ['a length near 2^64 from the end on, which wraps to its start', end, wide - 1n, undefined],
  ['a length near 2^64 that wraps to before the start', end - 1n, wide - 1n, 1],
  ['a length of 2^64 - 1 that wraps past the end', first - 1n, wide - 1n, undefined],
  ['a start that no number holds', SAFE + 1n, wide - 1n, undefined],
  ['a long length inside 64 bits', first, SAFE + 1n, undefined],
])('%s', (_, start, length, expected) => {
  expect(findRegion(regions, start, length)?.index).toBe(expected);
});

test('a device without regions has none', () => {
  expect(findRegion([], 0n, 1n)).toBeUndefined();
});

test.each<[bigint, bigint, boolean, boolean]>([
  [0n, 0n, false, false],
  [SAFE, SAFE, false, false],
  [wide - 1n, 0n, false, false],
  [wide - 1n, 1n, true, false],
  [1n, wide - 1n, true, false],
  [wide - 1n, 2n, true, true],
  [2n, wide - 1n, true, true],
])('%i + %i: leaves 64 bits %s, by its last byte %s', (start, length, end64, last64) => {
  expect([wraps(start, length), leaves64Bits(start, length)]).toEqual([end64, last64]);
});

test.each<[bigint, number, number]>([
  [7n, 4, 3],
  [8n, 4, 0],
  [SAFE, 2, 1],
  [SAFE + 2n, 2, 1],
  [wide - 1n, 4, 3],
  [wide / 2n - 1n, 2 ** 21, 2 ** 21 - 1],
])('%i of blocks of %i leaves %i', (value, block, left) => {
  expect(remainder(value, block)).toBe(left);
  expect(blocksIn(value, block)).toBe(Number((value - BigInt(left)) / BigInt(block)));
});
