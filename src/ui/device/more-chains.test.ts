import { expect, test } from 'vitest';
import { bracketsOf, moreChains } from './more-chains';

const slots = (text: string) => Array.from(text, (letter) => ({ more: letter === 'M' }));

test('a chain ends at the first record without More', () => {
  expect(moreChains(slots('MM.'))).toEqual([{ first: 0, last: 2 }]);
  expect(moreChains(slots('.M.MM.'))).toEqual([
    { first: 1, last: 2 },
    { first: 3, last: 5 },
  ]);
});

test('single records are no chain, and a chain may be cut off by a full log', () => {
  expect(moreChains(slots('...'))).toEqual([]);
  expect(moreChains(slots('.MM'))).toEqual([{ first: 1, last: 2 }]);
});

test('a chain that goes over the end of a row is drawn in both rows', () => {
  expect(bracketsOf([{ first: 1, last: 3 }])).toEqual([{ row: 0, first: 1, last: 3 }]);
  expect(bracketsOf([{ first: 6, last: 9 }])).toEqual([
    { row: 0, first: 6, last: 7 },
    { row: 1, first: 0, last: 1 },
  ]);
  expect(bracketsOf([{ first: 9, last: 12 }])).toEqual([{ row: 1, first: 1, last: 4 }]);
});
