import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../model/codec/codec';
import { fromBase64Url, toBase64Url } from './base64url';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

test.each([
  ['', ''],
  ['00', 'AA'],
  ['ff', '_w'],
  ['fbef', '--8'],
  ['ffffff', '____'],
  [
    '00108310518720928b30d38f41149351559761969b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3dfbf',
    letters,
  ],
])('the bytes %s are written as %j', (hex, text) => {
  expect(toBase64Url(fromHex(hex))).toBe(text);
  expect(toHex(fromBase64Url(text) ?? new Uint8Array())).toBe(hex);
});

test.each([
  ['a strange letter', 'AA+A'],
  ['padding', 'AA=='],
  ['a lone letter', 'A'],
  ['a lone letter after whole bytes', 'AAAAA'],
  ['bits left over after one byte', 'AB'],
  ['the highest bit left over after one byte', 'AI'],
  ['bits left over after two bytes', 'AAB'],
])('no bytes are written as %s', (_, text) => {
  expect(fromBase64Url(text)).toBeUndefined();
});

test('bytes are read back the same, and each has one text only', () => {
  const lower = fc.string({ unit: fc.constantFrom(...Array.from(letters)), maxLength: 9 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), lower, (bytes, text) => {
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      const read = fromBase64Url(text);
      if (read !== undefined) expect(toBase64Url(read)).toBe(text);
    }),
  );
});
