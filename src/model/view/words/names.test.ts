import { expect, test } from 'vitest';
import { extentNames } from './names';

test.each([
  [[], ''],
  [[1, 2, 3], 'e1, e2 and e3'],
  [[1, 2, 3, 4], 'e1–e4'],
  [[1, 2, 3, 4, 5, 6, 7, 8, 10], 'e1–e8 and e10'],
  [[9, 8, 7, 6], 'e9, e8, e7 and e6'],
  [[1, 3, 5, 7, 8, 9, 10, 20, 22, 24, 26], 'e1, e3, e5, e7–e10, e20 and 3 more'],
])('extents %j read “%s”', (ids, text) => {
  expect(extentNames(ids)).toBe(text);
});

test('a list cut short counts what it leaves out, not the names', () => {
  expect(extentNames([1, 3, 11, 12, 13, 14], 2)).toBe('e1 and 5 more');
});
