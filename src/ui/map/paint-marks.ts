import type { MapMark } from '../../model/view/page';
import type { Brush } from './brush';
import { runBoxes, type Box, type MapGrid } from './geometry';
import { markEdge, markLines } from './mark-lines';

/** Rows lower than this have no inside to draw an outline in: a line runs through them. */
const outlinedFrom = 9;

/** What host and device disagree about, every run of it in the line of its kind. */
export function paintMarks(brush: Brush, grid: MapGrid, marks: readonly MapMark[]): void {
  const { palette, context } = brush;
  const scale = Math.min(1, grid.rowHeight / outlinedFrom);
  for (const { kind, firstBlock, blocks } of marks) {
    const { dash, cap, width, core } = markLines[kind];
    const boxes = runBoxes(grid, { first: firstBlock, count: blocks });
    context.save();
    context.lineCap = cap;
    context.setLineDash([...dash]);
    context.beginPath();
    for (const box of boxes) {
      const rows = Math.max(1, Math.round(box.height / grid.rowHeight));
      tracePath(brush, box, rows, width / 2 + markEdge);
    }
    for (const [colour, across] of [
      [palette.surface, width + 2 * markEdge],
      [palette.ink, width],
      [palette.surface, core],
    ] as const) {
      if (across === 0) continue;
      context.strokeStyle = colour;
      context.lineWidth = across * scale;
      context.stroke();
    }
    context.restore();
  }
}

/** Row by row, so that a mark of many rows shows inside too. */
function tracePath(
  { context }: Brush,
  { x, y, width, height }: Box,
  rows: number,
  inset: number,
): void {
  const each = height / rows;
  for (let top = y; top < y + height; top += each) {
    if (each >= outlinedFrom && width > 4 * inset) {
      context.rect(x + inset, top + inset, width - 2 * inset, each - 2 * inset);
    } else {
      context.moveTo(x, top + each / 2);
      context.lineTo(x + width, top + each / 2);
    }
  }
}
