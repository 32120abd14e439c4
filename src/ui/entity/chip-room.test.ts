import { expect, test } from 'vitest';
import { chipsIn, roomBeside } from './chip-room';

const labels = (count: number) => Array.from({ length: count }, (_, i) => `e${i + 1}`);

const row = (width: number, lines = 1) => ({ width, lines });

test('all chips are shown that have room', () => {
  expect(chipsIn(labels(4), 4, row(96))).toBe(4);
  expect(chipsIn(labels(4), 4, row(95))).toBe(2);
});

test('of more, as many as leave room for how many there are', () => {
  expect(chipsIn(labels(9), 9, row(96))).toBe(3);
  expect(chipsIn(labels(64), 200, row(96))).toBe(2);
  expect(chipsIn(labels(9), 9, row(90, 2))).toBe(5);
  expect(chipsIn(labels(6), 6, row(90, 2))).toBe(6);
});

test('one is shown however narrow it is, and all while the room is not known', () => {
  expect(chipsIn(labels(9), 9, row(10))).toBe(1);
  expect(chipsIn(labels(9), 9, row(0))).toBe(9);
});

test('what is not known stays so, and what is known is never taken for it', () => {
  expect(roomBeside(0, 54)).toBe(0);
  expect(roomBeside(150, 54)).toBe(96);
  expect(roomBeside(50, 54)).toBe(1);
});
