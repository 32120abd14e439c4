import { expect, test } from 'vitest';
import { crc32 } from '../model/index';
import { same } from './same';

const bytes = (...all: number[]) => Uint8Array.from(all);
const middle = new Uint8Array(Uint8Array.from([9, 1, 2, 9]).buffer, 1, 2);

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [NaN, NaN, true],
  [1, 2, false],
  [1, '1', false],
  [null, undefined, false],
  [null, {}, false],
  [{}, null, false],
  [1, {}, false],
  [{}, 1, false],
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, true],
  [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }, false],
  [[], {}, false],
  [{}, [], false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[1], { 0: 1 }, false],
  [bytes(1, 2), bytes(1, 2), true],
  [bytes(1, 2), bytes(1, 3), false],
  [bytes(1, 2), bytes(1, 2, 3), false],
  [bytes(1, 2), [1, 2], false],
  [[1, 2], bytes(1, 2), false],
  [bytes(1, 2), middle, true],
  [bytes(9, 1), middle, false],
  [{ a: bytes(1) }, { a: bytes(1) }, true],
  [{ a: bytes(1) }, { a: bytes(0) }, false],
])('%o and %o are the same: %s', (a, b, expected) => {
  expect(same(a, b)).toBe(expected);
});

test.each([
  ['', 0],
  ['123456789', 0xcbf4_3926],
  ['a', 0xe8b7_be43],
  ['\u00ff', 0xff00_0000],
  ['\u0161', 0xe8b7_be43],
])('the CRC-32 of %j, by the low byte of each character, is %i', (text, sum) => {
  expect(crc32(text)).toBe(sum);
});
