import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowGrid } from '../../model/view/map/coverage';
import { MiB } from '../../model/units';
import type { MapWindow } from '../../model/view/page';
import {
  centredOn,
  isWhole,
  levelOf,
  movedBy,
  windowOf,
  windowOfLevel,
  zoomedAt,
  zoomLevels,
  type View,
} from './zoom';

const regionOf = (blocks: number) => ({
  index: 1,
  base: 0,
  length: blocks * 2 * MiB,
  blockSize: 2 * MiB,
  blocks,
  dsmadHandle: 1,
  sharable: false,
});

/** What the model shows for a wish. */
function viewOf(blocks: number, wish?: MapWindow): View {
  const region = regionOf(blocks);
  const whole = windowGrid(region, { firstBlock: 0, blocksPerCell: 2 ** 30 });
  const grid = wish === undefined ? whole : windowGrid(region, wish);
  return {
    index: 1,
    blocks,
    columns: Math.min(32, grid.cells),
    rows: Math.ceil(grid.cells / 32),
    firstBlock: grid.firstBlock,
    shownBlocks: Math.min(blocks - grid.firstBlock, grid.cells * grid.blocksPerCell),
    blocksPerCell: grid.blocksPerCell,
    wholeBlocksPerCell: whole.blocksPerCell,
  };
}

const sizes = fc.integer({ min: 257, max: 2 ** 23 });
const shows = (view: View, block: number): boolean =>
  block >= view.firstBlock && block < view.firstBlock + view.shownBlocks;

test('zooming in on a block keeps it in view down to single blocks, and out again to the whole', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (blocks, any) => {
      const block = any % blocks;
      let view = viewOf(blocks);
      while (view.blocksPerCell > 1) {
        const { blocksPerCell } = view;
        view = viewOf(blocks, zoomedAt(view, block, 1 / 2));
        expect([view.blocksPerCell, shows(view, block)]).toEqual([blocksPerCell / 2, true]);
      }
      while (!isWhole(view)) view = viewOf(blocks, zoomedAt(view, block, 4));
      expect(view.firstBlock).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('every level can be reached from every other, and says that it is there', () => {
  fc.assert(
    fc.property(
      sizes.filter((blocks) => blocks > 1024),
      fc.nat(),
      fc.option(fc.integer({ min: 1, max: 2 ** 23 }), { nil: undefined }),
      fc.constantFrom(...zoomLevels),
      (blocks, any, extent, { id }) => {
        const from = viewOf(blocks, { region: 1, firstBlock: any % blocks, blocksPerCell: 1 });
        const at = (any * 7) % blocks;
        const view = viewOf(blocks, windowOfLevel(from, id, { at, blocks: extent }));
        expect([levelOf(view), shows(view, at)]).toEqual([id, true]);
      },
    ),
    { numRuns: 500 },
  );
});

test('a run that is zoomed to is in view, all of it, at the finest scale that allows it', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (blocks, a, b) => {
      const first = a % blocks;
      const count = 1 + (b % (blocks - first));
      const whole = viewOf(blocks);
      const view = viewOf(blocks, windowOf(whole, { first, count }));
      expect([shows(view, first), shows(view, first + count - 1)]).toEqual([true, true]);
      const finer = (view.blocksPerCell / 2) * 32 * Math.max(1, whole.rows - 1);
      if (view.blocksPerCell > 1) expect(count).toBeGreaterThan(finer);
    }),
    { numRuns: 500 },
  );
});

test('a move goes by whole rows and stays in the region', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.integer({ min: -20, max: 20 }), (blocks, any, rows) => {
      const view = viewOf(blocks, { region: 1, firstBlock: any % blocks, blocksPerCell: 1 });
      const moved = viewOf(blocks, movedBy(view, rows));
      const by = (moved.firstBlock - view.firstBlock) / 32;
      expect(Math.abs(by)).toBeLessThanOrEqual(Math.abs(rows));
      expect([by === 0 || Math.sign(by) === Math.sign(rows), moved.shownBlocks > 0]).toEqual([
        true,
        true,
      ]);
      expect(shows(viewOf(blocks, centredOn(view, any % blocks)), any % blocks)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
