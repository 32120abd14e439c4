import type { Brush } from '../map/brush';
import { fillBoxes, writeText } from '../map/brush';
import type { Palette } from '../map/palette';
import { svgPen } from './svg-pen';

/** Width of a text in a font, in pixels. */
export type Measure = (text: string, font: string) => number;

/** With what a picture is drawn, and what all pictures say: what run it is, and where in it. */
export interface PictureContext {
  readonly palette: Palette;
  readonly measure: Measure;
  readonly title: string;
  /** `Step 11 of 21`. */
  readonly place: string;
  readonly sentence: string;
  /** What a person noted on the step. */
  readonly note: string | undefined;
  /** Device rules and host. */
  readonly setting: string;
  /** What the file holds of the run, for whoever drops it back: a link or a scenario. */
  readonly run: string;
}

/** Something of a size that can be drawn at any place. */
export interface Part {
  readonly height: number;
  readonly draw: (brush: Brush) => void;
}

export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const pictureWidth = 960;
const margin = 24;
export const innerWidth = pictureWidth - 2 * margin;

/** Name of the element and of the chunk that hold the run. */
export const runKey = 'dcdscope-run';

/** A picture of parts, one below the other, under a head that says what it shows. The run stands in its metadata. */
export function drawingOf(
  context: PictureContext,
  parts: readonly Part[],
  inMetadata: (run: string) => string,
): Drawing {
  const { palette, measure } = context;
  const all = [head(context), ...parts, foot(context)];
  let y = margin;
  const groups = all.map((part, index) => {
    const pen = svgPen(`clip-${index}`, measure);
    part.draw({ context: pen, palette, width: innerWidth, height: part.height });
    const group = `<g transform="translate(${margin} ${y})">\n${pen.elements()}\n</g>`;
    y += part.height;
    return group;
  });
  const height = Math.ceil(y + margin);
  const size = `width="${pictureWidth}" height="${height}" viewBox="0 0 ${pictureWidth} ${height}"`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    inMetadata(context.run),
    `<rect width="${pictureWidth}" height="${height}" fill="${palette.page}"/>`,
    ...groups,
    '</svg>\n',
  ].join('\n');
  return { svg, width: pictureWidth, height };
}

function head({ palette, measure, title, place, sentence, note }: PictureContext): Part {
  const bold = `600 22px ${palette.ui}`;
  const lines = wrapped(sentence, innerWidth, (text) => measure(text, bold));
  const small = `400 13px ${palette.ui}`;
  const notes = note === undefined ? [] : wrapped(note, innerWidth, (text) => measure(text, small));
  const notesAt = 32 + lines.length * 28;
  return {
    height: notesAt + notes.length * 20 + 12,
    draw(brush) {
      writeText(brush, {
        text: `${title}. ${place}`,
        x: 0,
        middle: 10,
        font: small,
        colour: palette.ink2,
      });
      lines.forEach((text, index) => {
        writeText(brush, { text, x: 0, middle: 40 + 28 * index, font: bold, colour: palette.ink });
      });
      notes.forEach((text, index) => {
        const middle = notesAt + 4 + 20 * index;
        writeText(brush, { text, x: 0, middle, font: small, colour: palette.ink2 });
      });
    },
  };
}

const foot = ({ palette, setting }: PictureContext): Part => ({
  height: 26,
  draw(brush) {
    const font = `400 12px ${palette.ui}`;
    fillBoxes(brush, [{ x: 0, y: 4, width: innerWidth, height: 1 }], palette.line2);
    writeText(brush, { text: setting, x: 0, middle: 18, font, colour: palette.ink2 });
    const says = 'DCDscope. Drop this picture on it to open the run.';
    writeText(brush, {
      text: says,
      x: innerWidth,
      middle: 18,
      font,
      colour: palette.ink3,
      align: 'right',
    });
  },
});

/** A text in lines that are no wider than there is room; a word that is wider stands alone. */
function wrapped(text: string, room: number, width: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && width(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** As much of a text as there is room for, with a sign where it was cut. */
export function clippedText(text: string, room: number, width: (text: string) => number): string {
  if (width(text) <= room) return text;
  let most = text.length;
  while (most > 0 && width(`${text.slice(0, most)}…`) > room) most -= 1;
  return `${text.slice(0, most)}…`;
}
