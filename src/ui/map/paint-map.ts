import type {
  AskedKind,
  ChipState,
  DrawnState,
  MapLayer,
  MapMark,
  MapSpan,
} from '../../model/view/page';
import { byUrgency } from '../../model/view/page';
import { iec } from '../kit/format';
import {
  fillBoxes,
  hatchBoxes,
  outlineBoxes,
  stateBoxes,
  textWidth,
  writeText,
  type Brush,
} from './brush';
import {
  blocksOfCell,
  cellRuns,
  columnEdge,
  heldByCell,
  inView,
  mixedMarks,
  rowEdge,
  runBoxes,
  type Box,
  type MapGrid,
  type Run,
} from './geometry';
import { paintMarks } from './paint-marks';
import { paintSmall } from './paint-small';
import type { Palette } from './palette';

export interface MapDrawing {
  readonly grid: MapGrid;
  readonly layer: MapLayer;
  /** Where host and device disagree; none on a map that is of neither. */
  readonly marks: readonly MapMark[];
  readonly blockSize: number;
  /** The device's map shows the block grid and sizes; the side maps only names. */
  readonly detail: 'full' | 'names';
  /** Blocks the host cannot decode, in its own map. */
  readonly undecoded: readonly Run[];
}

const labelFrom = 11;

/** One layer of a region: cells, then what is said about single extents. Rings come after it. */
export function paintMap(brush: Brush, drawing: MapDrawing): void {
  paintCells(brush, drawing);
  paintGrid(brush, drawing.grid, drawing.detail);
  const undecoded = drawing.undecoded
    .filter((run) => run.count > 0)
    .flatMap((run) => runBoxes(drawing.grid, run));
  paintUndecoded(brush, undecoded);
  for (const span of drawing.layer.spans) paintSpan(brush, drawing, span);
  paintMarks(brush, drawing.grid, drawing.marks);
  paintSmall(brush, { ...drawing, words: drawing.detail === 'full' });
  nameUndecoded(brush, undecoded);
  for (const span of drawing.layer.spans) paintLabel(brush, drawing, span);
}

function paintCells(brush: Brush, { grid, layer }: MapDrawing): void {
  const boxes: Record<DrawnState, Box[]> = { free: [], offered: [], askedBack: [], accepted: [] };
  for (const run of cellRuns(layer, grid.columns)) {
    const x = columnEdge(grid, run.column);
    const width = columnEdge(grid, run.column + run.cells) - x;
    const y = rowEdge(grid, run.row);
    const box = { x, y, width, height: rowEdge(grid, run.row + 1) - y };
    if (run.state !== 'mixed') {
      boxes[run.state].push(box);
      continue;
    }
    const held = heldByCell(layer, run.row * grid.columns + run.column);
    for (const mark of mixedMarks(held, byUrgency, box)) boxes[mark.state].push(mark);
  }
  stateBoxes(brush, boxes.free, 'free');
  stateBoxes(brush, boxes.accepted, 'accepted');
  stateBoxes(brush, boxes.offered, 'offered');
  stateBoxes(brush, boxes.askedBack, 'askedBack');
}

function paintUndecoded(brush: Brush, boxes: readonly Box[]): void {
  const { palette } = brush;
  hatchBoxes(brush, boxes, {
    slant: 'rising',
    stripe: palette.line2,
    between: palette.page,
    thickness: 1,
    period: 7,
  });
}

function nameUndecoded(brush: Brush, boxes: readonly Box[]): void {
  const { palette } = brush;
  const largest = boxes.find((box) => box.width > 90 && box.height >= 26);
  if (largest === undefined) return;
  const font = `400 11px ${palette.ui}`;
  const width = textWidth(brush, 'no decoder', font) + 12;
  const middle = largest.y + largest.height / 2;
  const x = largest.x + largest.width / 2;
  fillBoxes(brush, [{ x: x - width / 2, y: middle - 8, width, height: 16 }], palette.page);
  writeText(brush, { text: 'no decoder', x, middle, font, colour: palette.ink3, align: 'center' });
}

/** Lines between the cells, every eighth one stronger. */
export function paintGrid(brush: Brush, grid: MapGrid, detail: 'full' | 'names'): void {
  const { context, palette, height } = brush;
  context.fillStyle = palette.surface;
  const cell = grid.width / grid.columns;
  for (let column = 1; detail === 'full' && column < grid.columns; column += 1) {
    const strong = column % 8 === 0;
    if (!strong && cell < 5) continue;
    context.globalAlpha = strong ? 1 : 0.45;
    context.fillRect(columnEdge(grid, column) - 1, 0, 1, height);
  }
  context.globalAlpha = 1;
  for (let row = 1; row < grid.rows && grid.rowHeight > 5; row += 1) {
    context.fillRect(0, rowEdge(grid, row) - 1, grid.width, 1);
  }
}

function paintSpan(brush: Brush, { grid, detail }: MapDrawing, span: MapSpan): void {
  const { palette } = brush;
  const boxes = runBoxes(grid, { first: span.firstBlock, count: span.blocks });
  const { state } = span;
  if (state === 'offered' || state === 'askedBack') {
    outlineBoxes(brush, boxes, { colour: palette[state], width: 1.5, inset: 0.75 });
  }
  if (state === 'add' || state === 'release') requestBoxes(brush, boxes, state);
  if (state === 'withdrawn' || state === 'released') slashes(brush, grid, span);
  if (state === 'error') {
    outlineBoxes(brush, boxes, { colour: palette.error, width: 3, inset: 1.5 });
    crosses(brush, boxes);
  }
  if (detail === 'full' && grid.rowHeight >= 6) changedRing(brush, boxes, span);
}

/** A request: an outline of ink, dashed where it asks for something back. It is no state, so it has no colour. */
function requestBoxes(brush: Brush, boxes: readonly Box[], kind: AskedKind): void {
  const { palette } = brush;
  fillBoxes(brush, boxes, palette.surface);
  const outline = { colour: palette.ink2, width: 1.4, inset: 1.5 };
  outlineBoxes(brush, boxes, kind === 'add' ? outline : { ...outline, dash: [4, 3] });
}

/** A thin line inside what this step changed; a refused one has its own mark. */
function changedRing(brush: Brush, boxes: readonly Box[], { changed, state }: MapSpan): void {
  if (!changed || state === 'error') return;
  const colour = state === 'accepted' ? brush.palette.onAccepted : brush.palette.ink;
  outlineBoxes(brush, boxes, { colour, width: 1, inset: 2.5 });
}

/** One slash per cell: the offer, or the capacity, was here a moment ago. */
function slashes(brush: Brush, grid: MapGrid, span: MapSpan): void {
  const { context, palette } = brush;
  const { first, count } = inView(grid, { first: span.firstBlock, count: span.blocks });
  const last = Math.floor((first + count - 1) / grid.blocksPerCell);
  context.beginPath();
  for (let cell = Math.floor(first / grid.blocksPerCell); cell <= last; cell += 1) {
    const [box] = runBoxes(grid, blocksOfCell(grid, cell));
    if (box === undefined) continue;
    const pad = Math.min(3, box.width / 4, box.height / 4);
    context.moveTo(box.x + pad, box.y + box.height - pad);
    context.lineTo(box.x + box.width - pad, box.y + pad);
  }
  context.strokeStyle = palette.ink3;
  context.lineWidth = 1.1;
  context.stroke();
}

function crosses(brush: Brush, boxes: readonly Box[]): void {
  const { context, palette } = brush;
  for (const box of boxes) {
    const arm = Math.min(box.width, box.height) / 2 - 2;
    if (arm < 2) continue;
    const x = box.x + box.width - arm - 8;
    const y = box.y + box.height / 2;
    context.beginPath();
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    for (const [colour, width] of [[palette.surface, 5] as const, [palette.error, 2.6] as const]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }
}

function paintLabel(brush: Brush, drawing: MapDrawing, span: MapSpan): void {
  const { grid } = drawing;
  if (grid.rowHeight < labelFrom) return;
  const font = `600 10px ${brush.palette.mono}`;
  runBoxes(grid, { first: span.firstBlock, count: span.blocks }).forEach((box, index) => {
    const room = box.width - 12;
    const text = labelTexts(drawing, span, index).find(
      (said) => textWidth(brush, said, font) <= room,
    );
    if (text === undefined) return;
    const { back, ink } = labelColours(brush.palette, span.state);
    const margin = grid.rowHeight < 15 ? 1 : 2;
    const chip = {
      x: box.x + 5,
      y: box.y + margin,
      width: textWidth(brush, text, font) + 7,
      height: grid.rowHeight - 2 * margin - 1,
    };
    fillBoxes(brush, [chip], back);
    writeText(brush, { text, x: box.x + 8, middle: box.y + grid.rowHeight / 2, font, colour: ink });
  });
}

/** What may stand on an extent, the longest first. */
function labelTexts(drawing: MapDrawing, span: MapSpan, index: number): readonly string[] {
  const name = span.differs === undefined ? span.label : `${span.label} ≠`;
  if (drawing.detail === 'names') return [name, span.label];
  if (index > 0) return [`${name} ↩`];
  return [`${name} · ${iec(span.blocks * drawing.blockSize)}`, name, span.label];
}

function labelColours(
  palette: Palette,
  state: ChipState,
): { readonly back: string; readonly ink: string } {
  return state === 'accepted'
    ? { back: palette.accepted, ink: palette.onAccepted }
    : { back: palette.surface, ink: palette.ink };
}
