import { expect, test } from 'vitest';
import { foldedLabels, moreWords } from './chip-words';

const labels = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `e${from + i}`);

test('three labels or more that follow on each other are said as one', () => {
  expect(foldedLabels(labels(8, 10))).toBe('e8 to e10');
  expect(foldedLabels(labels(4, 5))).toBe('e4, e5');
  expect(foldedLabels(['e1', 'e2', 'e3', 'e5', 'e9', 'e8', 'e7'])).toBe('e1 to e3, e5, e9, e8, e7');
  expect(foldedLabels(['e1', 'f2', 'x', 'x1', 'x3'])).toBe('e1, f2, x, x1, x3');
});

test('more are named as far as they are known', () => {
  expect(moreWords(labels(4, 9), 6)).toBe('and 6 more: e4 to e9');
  expect(moreWords(labels(3, 64), 198)).toBe('and 198 more, among them e3 to e64');
  expect(moreWords([], 136)).toBe('and 136 more');
});
