import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnStates } from '../../model/view/page';
import { columnCounts } from './overview';

test('a pixel column holds the sum of the cells under it', () => {
  const counts = Uint32Array.from([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4]);
  expect(columnCounts({ kinds: drawnStates, counts }, 2).map((held) => held.counts)).toEqual([
    [1, 2, 0, 0],
    [0, 0, 3, 4],
  ]);
});

test('no state that is in a cell is missing from the strip', () => {
  const cell = fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 90 }),
      (cells, pixels) => {
        const counts = Uint32Array.from(cells.flat());
        const columns = columnCounts({ kinds: drawnStates, counts }, pixels).map(
          (held) => held.counts,
        );
        drawnStates.forEach((_, state) => {
          const held = cells.some((each) => (each[state] ?? 0) > 0);
          expect(columns.some((column) => (column[state] ?? 0) > 0)).toBe(held);
        });
      },
    ),
  );
});
