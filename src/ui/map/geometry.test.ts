import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byUrgency, drawnStates, totalsOf, type MapSpan } from '../../model/view/page';
import {
  bitGrid,
  blocksOfCell,
  cellAt,
  cellRuns,
  columnEdge,
  mixedMarks,
  runBoxes,
  shares,
  spanAt,
  type MapGrid,
} from './geometry';

const grid: MapGrid = {
  columns: 32,
  rows: 8,
  first: 0,
  blocks: 256,
  blocksPerCell: 1,
  width: 384,
  rowHeight: 16,
};
const fourStates = fc.array(fc.nat({ max: 5000 }), { minLength: 4, maxLength: 4 });
const cellOf = (side: number) => ({ x: 0, y: 0, width: side, height: side });

describe('blocks and pixels', () => {
  test('a run that wraps is one box per row', () => {
    expect(runBoxes(grid, { first: 80, count: 32 })).toEqual([
      { x: 192, y: 32, width: 192, height: 16 },
      { x: 0, y: 48, width: 192, height: 16 },
    ]);
  });

  test('whole rows are one box', () => {
    expect(runBoxes(grid, { first: 0, count: 64 })).toEqual([
      { x: 0, y: 0, width: 384, height: 32 },
    ]);
  });

  test('a run smaller than a cell keeps at least a pixel', () => {
    const coarse = { ...grid, blocksPerCell: 4096, blocks: 256 * 4096 };
    expect(runBoxes(coarse, { first: 4096, count: 1 })).toEqual([
      { x: 12, y: 0, width: 1, height: 16 },
    ]);
  });

  test('the area of a run is its share of the map', () => {
    const start = fc.nat({ max: 255 });
    fc.assert(
      fc.property(start, start, (a, b) => {
        const run = { first: Math.min(a, b), count: Math.abs(a - b) + 1 };
        const area = runBoxes(grid, run).reduce((sum, box) => sum + box.width * box.height, 0);
        expect(area).toBe(run.count * 12 * 16);
      }),
    );
  });

  test('the cell under a box is a cell of its run', () => {
    fc.assert(
      fc.property(fc.nat({ max: 255 }), (block) => {
        const [box] = runBoxes(grid, { first: block, count: 1 });
        const cell = box && cellAt(grid, box.x + box.width / 2, box.y + box.height / 2);
        expect(cell).toBe(block);
      }),
    );
  });

  test('no cell lies outside the map or past the last block', () => {
    expect(cellAt(grid, -1, 4)).toBeUndefined();
    expect(cellAt(grid, 384, 4)).toBeUndefined();
    expect(cellAt(grid, 4, 128)).toBeUndefined();
    expect(cellAt({ ...grid, blocks: 33 }, 20, 20)).toBeUndefined();
  });

  test('the last cell may hold fewer blocks', () => {
    const uneven = { ...grid, blocksPerCell: 4, blocks: 10 };
    expect(blocksOfCell(uneven, 2)).toEqual({ first: 8, count: 2 });
  });

  test('cells of an odd width share the pixels out and leave none', () => {
    const odd = { ...grid, width: 390 };
    const edges = Array.from({ length: 33 }, (_, column) => columnEdge(odd, column));
    expect(edges.every(Number.isInteger)).toBe(true);
    expect(edges.at(-1)).toBe(390);
  });
});

test('the span named is the one drawn last', () => {
  const span = (id: string, firstBlock: number, blocks: number): MapSpan => {
    return { id, label: id, state: 'accepted', firstBlock, blocks, changed: false };
  };
  const spans = [span('a', 0, 10), span('b', 8, 4)];
  expect(spanAt(spans, { first: 9, count: 1 })?.id).toBe('b');
  expect(spanAt(spans, { first: 12, count: 1 })).toBeUndefined();
});

describe('cells of several states', () => {
  test('runs cover every cell once and totals count every block', () => {
    fc.assert(
      fc.property(fc.array(fourStates, { minLength: 1, maxLength: 40 }), (cells) => {
        const counts = Uint32Array.from(cells.flat());
        const drawn = cellRuns({ kinds: drawnStates, counts }, 8).reduce(
          (sum, run) => sum + run.cells,
          0,
        );
        expect(drawn).toBe(cells.filter((cell) => cell.some((count) => count > 0)).length);
        const total = Object.values(totalsOf({ kinds: drawnStates, counts })).reduce(
          (sum, count) => sum + count,
          0,
        );
        expect(total).toBe(cells.flat().reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  test('shares add up to the length and none that counts vanishes', () => {
    fc.assert(
      fc.property(fourStates, fc.integer({ min: 4, max: 64 }), (counts, length) => {
        fc.pre(counts.some((count) => count > 0));
        const widths = shares(counts, length);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBe(length);
        counts.forEach((count, index) => {
          expect(widths[index]).toBeGreaterThanOrEqual(count > 0 ? 1 : 0);
        });
      }),
    );
  });

  test('every state is marked in a cell of three pixels or more', () => {
    fc.assert(
      fc.property(fourStates, fc.integer({ min: 3, max: 40 }), (counts, side) => {
        fc.pre(counts.some((count) => count > 0));
        const marked = new Set(
          mixedMarks({ kinds: drawnStates, counts }, byUrgency, cellOf(side)).map(
            (mark) => mark.state,
          ),
        );
        const held = drawnStates.filter((_, index) => (counts[index] ?? 0) > 0);
        expect([...marked].sort()).toEqual([...held].sort());
      }),
    );
  });

  test('one offered block in ten thousand wins a cell of one pixel', () => {
    const counts = [5000, 1, 0, 4999];
    expect(mixedMarks({ kinds: drawnStates, counts }, byUrgency, cellOf(1))).toEqual([
      { ...cellOf(1), state: 'offered' },
    ]);
  });

  test('a cell of eight pixels is a bar in proportion', () => {
    expect(mixedMarks({ kinds: drawnStates, counts: [8, 0, 0, 8] }, byUrgency, cellOf(8))).toEqual([
      { x: 0, y: 0, width: 4, height: 8, state: 'accepted' },
      { x: 4, y: 0, width: 4, height: 8, state: 'free' },
    ]);
  });
});

test('bits take the cells of the map, or as many finer ones as they need', () => {
  expect(bitGrid(grid, 256)).toEqual(grid);
  const fine = bitGrid(grid, 4096);
  expect(fine.columns * fine.rows).toBeGreaterThanOrEqual(4096);
  expect(fine.rows * fine.rowHeight).toBe(128);
  expect(fine.width / fine.columns).toBeGreaterThanOrEqual(fine.rowHeight);
});
