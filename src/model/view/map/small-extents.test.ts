import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Region } from '../../device/device-state';
import { MiB } from '../../units';
import type { DrawnState } from '../page';
import { gridEnd, windowGrid } from './coverage';
import type { Piece } from './pieces';
import { smallExtents } from './small-extents';

const BLOCK = 2 * MiB;
const region: Region = {
  index: 0,
  base: 256 * MiB,
  length: 65_536 * BLOCK,
  blockSize: BLOCK,
  blocks: 65_536,
  dsmadHandle: 0,
  sharable: false,
};

const pieceAt = (first: number, blocks: number, state: DrawnState = 'accepted'): Piece => ({
  extent: first + 1,
  start: region.base + first * BLOCK,
  end: region.base + (first + blocks) * BLOCK,
  state,
});

const pieces = fc
  .array(
    fc.tuple(
      fc.nat(900),
      fc.integer({ min: 1, max: 700 }),
      fc.constantFrom<DrawnState>('accepted', 'offered', 'askedBack'),
    ),
    { maxLength: 60 },
  )
  .map((steps) => {
    let at = 0;
    return steps.map(([gap, blocks, state]) => {
      const first = at + gap;
      at = first + blocks;
      return pieceAt(first, blocks, state);
    });
  });

test('each extent smaller than a cell is counted once, in the cell in which it begins', () => {
  fc.assert(
    fc.property(
      pieces,
      fc.nat(65_535),
      fc.constantFrom(1, 2, 16, 128, 256),
      (drawn, firstBlock, blocksPerCell) => {
        const grid = windowGrid(region, { firstBlock, blocksPerCell });
        const small = smallExtents(grid, drawn);
        const mine = drawn.filter(({ start, end }) => {
          const first = (start - region.base) / BLOCK;
          const tiny = (end - start) / BLOCK < blocksPerCell;
          return tiny && first >= grid.firstBlock && first < gridEnd(grid);
        });
        expect(small.reduce((sum, { count }) => sum + count, 0)).toBe(mine.length);
        for (const { firstBlock: from, count, blocks, state } of small) {
          const here = mine.filter(({ start }) => {
            const first = (start - region.base) / BLOCK;
            return first >= from && first < from + blocksPerCell;
          });
          const sizes = new Set(here.map(({ start, end }) => (end - start) / BLOCK));
          expect([(from - grid.firstBlock) % blocksPerCell, count]).toEqual([0, here.length]);
          expect(blocks).toBe(sizes.size === 1 ? [...sizes][0] : undefined);
          const states = here.map((piece) => piece.state);
          const first = (['askedBack', 'offered', 'accepted'] as const).find((one) =>
            states.includes(one),
          );
          expect(state).toBe(first);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('sizes that differ are not said, whatever comes after them', () => {
  const grid = windowGrid(region, { firstBlock: 0, blocksPerCell: 256 });
  const drawn = [pieceAt(0, 1), pieceAt(8, 2), pieceAt(16, 1)];
  expect(smallExtents(grid, drawn)).toEqual([{ firstBlock: 0, count: 3, state: 'accepted' }]);
});
