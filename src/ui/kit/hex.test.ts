import { expect, test } from 'vitest';
import { bare, byteCount, hexFault, spaced } from './hex';

test('hex is read as people paste it', () => {
  expect(bare('0x01, 0x02 03_04')).toBe('01020304');
  expect(bare('0000: 01 02\n0010: 03')).toBe('010203');
  expect(byteCount('01 02 0')).toBe(2);
});

test('hex is shown in pairs, sixteen to a line', () => {
  expect(spaced('00'.repeat(17))).toBe(`${'00 '.repeat(15)}00\n00`);
  expect(spaced('')).toBe('');
});

test('what is not whole bytes is told', () => {
  expect(hexFault('01 02')).toBeUndefined();
  expect(hexFault('01 0g')).toContain('g');
  expect(hexFault('01 0')).toContain('last byte');
});
