import { stateLooks, type DrawnState } from '../../model/view/page';
import type { Box } from './geometry';
import type { Palette } from './palette';

/** As much of a canvas as is drawn with. A picture that is saved is written by another pen (`picture/svg-pen.ts`). */
export interface Pen extends Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'strokeRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'rect'
  | 'stroke'
  | 'save'
  | 'translate'
  | 'restore'
  | 'setLineDash'
> {
  readonly clip: () => void;
  readonly fillText: (text: string, x: number, y: number) => void;
  readonly measureText: (text: string) => { readonly width: number };
}

/** What everything on a canvas is drawn with. */
export interface Brush {
  readonly context: Pen;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
}

export type Slant = 'rising' | 'falling';

interface Hatch {
  readonly slant: Slant;
  readonly stripe: string;
  readonly between: string;
  readonly thickness: number;
  /** Along the x axis. */
  readonly period: number;
}

const statePeriod = 8;

export function fillBoxes(brush: Brush, boxes: readonly Box[], colour: string): void {
  brush.context.fillStyle = colour;
  for (const box of boxes) brush.context.fillRect(box.x, box.y, box.width, box.height);
}

/** Stripes that stand still on the screen, whatever moves under them. */
export function hatchBoxes(brush: Brush, boxes: readonly Box[], hatch: Hatch): void {
  if (boxes.length === 0) return;
  const { context, width, height } = brush;
  fillBoxes(brush, boxes, hatch.between);
  context.save();
  context.beginPath();
  for (const box of boxes) context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  context.beginPath();
  for (let x = -height; x < width + height; x += hatch.period) {
    context.moveTo(x, hatch.slant === 'rising' ? height : 0);
    context.lineTo(x + height, hatch.slant === 'rising' ? 0 : height);
  }
  context.strokeStyle = hatch.stripe;
  context.lineWidth = hatch.thickness;
  context.stroke();
  context.restore();
}

/** Boxes in the colour and texture of a state: hatched while nothing is final, solid once it is. */
export function stateBoxes(brush: Brush, boxes: readonly Box[], state: DrawnState): void {
  const { palette } = brush;
  const { hatch } = stateLooks[state];
  if (hatch === undefined) fillBoxes(brush, boxes, palette[state]);
  else
    hatchBoxes(brush, boxes, {
      slant: hatch,
      stripe: palette[state],
      between: palette.surface,
      thickness: 2.6,
      period: statePeriod,
    });
}

interface Outline {
  readonly colour: string;
  readonly width: number;
  /** Into the box when positive. */
  readonly inset: number;
  readonly dash?: readonly number[];
}

export function outlineBoxes(brush: Brush, boxes: readonly Box[], outline: Outline): void {
  const { context } = brush;
  context.strokeStyle = outline.colour;
  context.lineWidth = outline.width;
  context.setLineDash([...(outline.dash ?? [])]);
  for (const box of boxes) {
    const { inset } = outline;
    context.strokeRect(
      box.x + inset,
      box.y + inset,
      Math.max(1, box.width - 2 * inset),
      Math.max(1, box.height - 2 * inset),
    );
  }
  context.setLineDash([]);
}

/** The ring of what is hovered: dashed, on a light underlay so that it shows on every state. */
export function hoverRing(brush: Brush, boxes: readonly Box[]): void {
  const { palette } = brush;
  outlineBoxes(brush, boxes, { colour: palette.surface, width: 3, inset: 0 });
  outlineBoxes(brush, boxes, { colour: palette.ink, width: 1.8, inset: 0, dash: [4, 3] });
}

/** The ring of what is selected: thick and solid. */
export function selectionRing(brush: Brush, boxes: readonly Box[]): void {
  const { palette } = brush;
  outlineBoxes(brush, boxes, { colour: palette.surface, width: 4.5, inset: -1 });
  outlineBoxes(brush, boxes, { colour: palette.ink, width: 2.4, inset: -1 });
}

interface Text {
  readonly text: string;
  readonly x: number;
  readonly middle: number;
  readonly font: string;
  readonly colour: string;
  readonly align?: CanvasTextAlign;
}

export function writeText(
  brush: Brush,
  { text, x, middle, font, colour, align = 'left' }: Text,
): void {
  const { context } = brush;
  context.font = font;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillStyle = colour;
  context.fillText(text, x, middle + 0.5);
}

/** Widths known by font and text: the same labels are measured in every frame. Forgotten when there are many. */
const widths = new Map<string, number>();
const mostWidths = 2000;

/** Whole pixels, so that neighbouring boxes leave neither gap nor seam. */
export function textWidth({ context }: Brush, text: string, font: string): number {
  const key = `${font}\n${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context.font = font;
  const width = Math.ceil(context.measureText(text).width);
  if (widths.size >= mostWidths) widths.clear();
  widths.set(key, width);
  return width;
}
