import type { RegionMap } from '../../model/view/page';
import { fillBoxes, outlineBoxes, writeText, type Brush } from './brush';
import { runBoxes, type Box, type MapGrid } from './geometry';
import { paintGrid } from './paint-map';

const digitFrom = 12;

/** The bitmap as it is: one cell per block, filled where the bit is 1, its value written where it fits. */
export function paintBits(brush: Brush, grid: MapGrid, region: RegionMap): void {
  const { palette } = brush;
  const runs = bitRuns(region.bits);
  const boxes = (bit: number): readonly Box[] =>
    runs.filter((run) => run.bit === bit).flatMap((run) => runBoxes(grid, run));
  fillBoxes(brush, boxes(0), palette.free);
  fillBoxes(brush, boxes(1), palette.accepted);
  paintGrid(brush, grid, 'full');
  if (grid.width / grid.columns >= digitFrom && grid.rowHeight >= digitFrom)
    paintDigits(brush, grid, region.bits);
  for (const run of changedRuns(region)) {
    for (let block = run.first; block < run.first + run.count; block += 1) {
      const set = region.bits[block] === 1;
      const ring = { colour: set ? palette.onAccepted : palette.ink, width: 1, inset: 1.5 };
      outlineBoxes(brush, runBoxes(grid, { first: block, count: 1 }).map(withoutGridLine), ring);
    }
  }
}

function withoutGridLine(box: Box): Box {
  return { ...box, width: box.width - 1, height: box.height - 1 };
}

function changedRuns({ bits, bitsFrom, changedBits }: RegionMap) {
  return changedBits.map(({ first, count }) => {
    const from = Math.max(0, first - bitsFrom);
    return { first: from, count: Math.min(bits.length, first - bitsFrom + count) - from };
  });
}

function bitRuns(bits: Uint8Array): readonly { first: number; count: number; bit: number }[] {
  const runs: { first: number; count: number; bit: number }[] = [];
  bits.forEach((bit, block) => {
    const last = runs.at(-1);
    if (last?.bit === bit) last.count += 1;
    else runs.push({ first: block, count: 1, bit });
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
