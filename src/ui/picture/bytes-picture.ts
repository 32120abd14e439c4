import type { BytesTab, FieldView } from '../../model/view/page';
import { fillBoxes, writeText } from '../map/brush';
import type { Palette } from '../map/palette';
import { clippedText, innerWidth, type Measure, type Part } from './drawing';

interface Drawn {
  readonly palette: Palette;
  readonly measure: Measure;
}

const rowHeight = 20;
const columns = { offset: 0, bytes: 60, name: 400, value: 620 };
/** Bytes of a field that are shown. */
const mostBytes = 16;
/** Fields that a picture shows. */
const mostFields = 80;

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** A message or a record field by field: offset, bytes, name, value. */
export function bytesParts({ title, bytes, fields }: BytesTab, drawn: Drawn): readonly Part[] {
  const shown = fields.slice(0, mostFields);
  const left = fields.length - shown.length;
  return [
    line([title], { ...drawn, weight: '600' }),
    line(['offset', 'bytes', 'field', 'value'], { ...drawn, weight: '600', isHead: true }),
    ...shown.map((field) => line(cellsOf(field, bytes), { ...drawn, bad: field.bad })),
    ...(left === 0 ? [] : [line([`${left} more fields`], drawn)]),
  ];
}

function cellsOf(field: FieldView, bytes: Uint8Array): readonly string[] {
  const { offset, size, label, value, derived } = field;
  const own = bytes.subarray(offset, offset + Math.min(size, mostBytes));
  return [
    offset.toString(16).toUpperCase().padStart(2, '0'),
    `${hexOf(own)}${size > mostBytes ? ' …' : ''}`,
    label,
    derived === undefined ? value : `${value} [${derived}]`,
  ];
}

interface LineLook extends Drawn {
  readonly weight?: string;
  readonly bad?: boolean;
  readonly isHead?: boolean;
}

/** One row of up to four cells; a cell that stands alone has the whole row. */
function line(
  cells: readonly string[],
  { palette, measure, weight = '400', bad = false, isHead = false }: LineLook,
): Part {
  const places = Object.values(columns);
  return {
    height: rowHeight,
    draw(brush) {
      fillBoxes(brush, [{ x: 0, y: rowHeight - 1, width: innerWidth, height: 1 }], palette.line2);
      cells.forEach((cell, index) => {
        const x = places[index] ?? 0;
        const end = cells.length === 1 ? innerWidth : (places[index + 1] ?? innerWidth);
        const family = index < 2 && cells.length > 1 && !isHead ? palette.mono : palette.ui;
        const font = `${bad ? '600' : weight} 11.5px ${family}`;
        const text = clippedText(cell, end - x - 8, (said) => measure(said, font));
        const colour = bad ? palette.error : palette.ink;
        writeText(brush, { text, x, middle: rowHeight / 2, font, colour });
      });
    },
  };
}
