import { expect, test } from 'vitest';
import { moreChains } from './more-chains';

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
