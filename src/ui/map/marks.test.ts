import { expect, test } from 'vitest';
import type { MapMark } from '../../model/view/page';
import { marksAt, marksInWords } from './marks';

const phantom = (firstBlock: number, blocks: number): MapMark => ({
  kind: 'phantom',
  firstBlock,
  blocks,
});
const inUse: MapMark = { kind: 'inUse', firstBlock: 8, blocks: 4 };

test('blocks have the words of the marks that touch them', () => {
  const marks = [phantom(4, 4), phantom(10, 1), inUse];
  const words = 'phantom: the host has it, the device does not';
  expect(marksAt(marks, { first: 0, count: 4 })).toEqual([]);
  expect(marksAt(marks, { first: 0, count: 5 })).toEqual([words]);
  expect(marksAt(marks, { first: 7, count: 1 })).toEqual([words]);
  expect(marksAt(marks, { first: 8, count: 4 })).toEqual([words, 'in use though asked back']);
  expect(marksAt(marks, { first: 12, count: 4 })).toEqual([]);
});

test('a region has each kind of mark on it once, and where', () => {
  expect(marksInWords([])).toEqual([]);
  expect(marksInWords([inUse, phantom(0, 64), phantom(128, 1)])).toEqual([
    'phantom: the host has it, the device does not: blocks 0–63, block 128',
    'in use though asked back: blocks 8–11',
  ]);
  expect(marksInWords([0, 2, 4, 6, 8].map((first) => phantom(first, 1)))).toEqual([
    'phantom: the host has it, the device does not: block 0, block 2, block 4, and 2 more runs',
  ]);
});
