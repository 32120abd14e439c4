import type { RegionMap } from '../../model/view/page';
import { fillBoxes, outlineBoxes, writeText, type Brush } from './brush';
import { inView, runBoxes, type Box, type MapGrid } from './geometry';
import { paintGrid } from './paint-map';

const digitFrom = 12;

/** The bitmap as it is: one cell per block, filled where the bit is 1, its value written where it fits. */
export function paintBits(brush: Brush, grid: MapGrid, region: RegionMap): void {
  const { palette } = brush;
  const runs = bitRuns(region);
  const boxes = (bit: number): readonly Box[] =>
    runs.filter((run) => run.bit === bit).flatMap((run) => runBoxes(grid, run));
  fillBoxes(brush, boxes(0), palette.free);
  fillBoxes(brush, boxes(1), palette.accepted);
  paintGrid(brush, grid, 'full');
  if (grid.width / grid.columns >= digitFrom && grid.rowHeight >= digitFrom)
    paintDigits(brush, grid, region.bits);
  for (const run of region.changedBits) {
    const { first, count } = inView(grid, run);
    for (let bit = first; bit < first + count; bit += 1) {
      const set = region.bits[bit] === 1;
      const ring = { colour: set ? palette.onAccepted : palette.ink, width: 1, inset: 1.5 };
      const boxes = runBoxes(grid, { first: grid.first + bit, count: 1 });
      outlineBoxes(brush, boxes.map(withoutGridLine), ring);
    }
  }
}

function withoutGridLine(box: Box): Box {
  return { ...box, width: box.width - 1, height: box.height - 1 };
}

/** The bits as runs of blocks of the region. */
function bitRuns({
  bits,
  firstBlock,
}: RegionMap): readonly { first: number; count: number; bit: number }[] {
  const runs: { first: number; count: number; bit: number }[] = [];
  bits.forEach((bit, at) => {
    const last = runs.at(-1);
    if (last?.bit === bit) last.count += 1;
    else runs.push({ first: firstBlock + at, count: 1, bit });
  });
  return runs;
}

function paintDigits(brush: Brush, grid: MapGrid, bits: Uint8Array): void {
  const { palette } = brush;
  const cell = grid.width / grid.columns;
  const font = `500 10px ${palette.mono}`;
  bits.forEach((bit, block) => {
    writeText(brush, {
      text: String(bit),
      x: ((block % grid.columns) + 0.5) * cell - 0.5,
      middle: (Math.floor(block / grid.columns) + 0.5) * grid.rowHeight - 0.5,
      font,
      colour: bit === 1 ? palette.onAccepted : palette.ink2,
      align: 'center',
    });
  });
}
