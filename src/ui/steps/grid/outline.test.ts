import { describe, expect, test } from 'vitest';
import type { StepRow } from '../../../model/view/page';
import { foldable, linesOf, placeFor, placesOf } from './outline';
import { nameOf } from './row-words';

const row = (step: number, more: Partial<StepRow> = {}): StepRow => ({
  step,
  id: `step:${step}`,
  status: 'done',
  actor: 'host',
  says: 'reads 2 event records',
  effect: 'records stay',
  tone: 'ok',
  entities: [],
  lane: 'host',
  derived: false,
  interrupts: [],
  off: false,
  bookmarked: false,
  checked: false,
  ...more,
});

const rows = [
  row(1),
  row(2, { under: 1, entities: ['extent:1'] }),
  row(3, { under: 1 }),
  row(4, { entities: ['extent:1'] }),
  row(5, { under: 4 }),
  row(6, { status: 'queued' }),
];
const all = { folded: new Set<number>(), only: undefined };
const stepsOf = (lines: ReturnType<typeof linesOf>) => lines.map((line) => line.row.step);

describe('folding', () => {
  const folded = linesOf(rows, { ...all, folded: new Set([1]) });

  test('leaves the action and hides what stands under it', () => {
    expect(stepsOf(folded)).toEqual([1, 4, 5, 6]);
    expect(folded.map(({ under }) => under)).toEqual([2, 1, 0, 0]);
    expect(folded.map((line) => line.folded)).toEqual([true, false, false, false]);
  });

  test('places a hidden step on the line of its action', () => {
    expect(placesOf(folded, rows)).toEqual([-1, 0, 0, 0, 1, 2, 3]);
  });

  test('is possible for every action with steps under it', () => {
    expect([...foldable(rows)]).toEqual([1, 4]);
  });
});

describe('the steps of one extent', () => {
  const only = linesOf(rows, { folded: new Set([1]), only: 'extent:1' });

  test('are listed even if folded away', () => {
    expect(stepsOf(only)).toEqual([2, 4]);
  });

  test('leave the others without a place', () => {
    expect(placesOf(only, rows)).toEqual([-1, -1, 0, -1, 1, -1, -1]);
  });
});

describe('a step that is dropped before a line', () => {
  const lines = linesOf(rows, all);

  test.each([
    { step: 4, before: 0, to: 1 },
    { step: 2, before: 3, to: 3 },
    { step: 2, before: 5, to: 5 },
    { step: 2, before: 6, to: 5 },
    { step: 2, before: 1, to: undefined },
    { step: 2, before: 2, to: undefined },
  ])('$step before line $before is then step $to', ({ step, before, to }) => {
    expect(placeFor(lines, step, before)).toBe(to);
  });
});

test('a row is read out whole', () => {
  const full = row(3, {
    opcode: '0100h',
    answer: { code: '00h', text: 'Success' },
    interrupts: [6],
    note: 'look here',
    bookmarked: true,
  });
  expect(nameOf(full)).toBe(
    'Step 3. Host reads 2 event records, 0100h. answer 00h Success. records stay. interrupt, MSI-X vector 6. bookmarked. note: look here.',
  );
  expect(nameOf(row(3, { off: true }))).toBe('Step 3, off. Host reads 2 event records.');
  expect(nameOf(row(3, { cannot: 'QEMU is gone.' }))).toBe(
    'Step 3. Host reads 2 event records. does not apply: QEMU is gone.',
  );
});
