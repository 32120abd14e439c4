import type { StepRow } from '../../model/view/page';
import { fillBoxes, writeText, type Brush } from '../map/brush';
import type { Palette } from '../map/palette';
import { clippedText, innerWidth, type Measure, type Part } from './drawing';

type Lane = Exclude<StepRow['lane'], 'memory'>;

/** Where each actor's line stands, and where its words begin. */
const lanes: Readonly<Record<Lane, { readonly x: number; readonly name: string }>> = {
  fm: { x: 60, name: 'Fabric manager' },
  device: { x: 350, name: 'Device' },
  host: { x: 640, name: 'Host' },
};
const laneWidth = 280;
const rowHeight = 24;
/** Steps that a picture shows at most: those around the one looked at. */
const mostRows = 60;

/** What happens in guest memory stands with the host that does it. */
const laneOf = (lane: StepRow['lane']): Lane => (lane === 'memory' ? 'host' : lane);

/** What went between the three, a step a row, the one looked at marked. */
export function stepsParts(
  rows: readonly StepRow[],
  step: number,
  { palette, measure }: { readonly palette: Palette; readonly measure: Measure },
): readonly Part[] {
  const done = rows.filter(({ status }) => status === 'done');
  const from = Math.max(0, Math.min(step - mostRows / 2, done.length - mostRows));
  const shown = done.slice(from, from + mostRows);
  const left = done.length - shown.length;
  return [
    laneHead(palette),
    ...shown.map((row) => rowPart(row, row.step === step, { palette, measure })),
    ...(left === 0 ? [] : [note(`${left} more steps are in the run.`, palette)]),
  ];
}

const laneHead = (palette: Palette): Part => ({
  height: 26,
  draw(brush) {
    const font = `600 12px ${palette.ui}`;
    for (const { x, name } of Object.values(lanes))
      writeText(brush, { text: name, x: x + 8, middle: 12, font, colour: palette.ink2 });
  },
});

const note = (text: string, palette: Palette): Part => ({
  height: 26,
  draw(brush) {
    const font = `400 12px ${palette.ui}`;
    writeText(brush, { text, x: lanes.fm.x + 8, middle: 14, font, colour: palette.ink3 });
  },
});

function rowPart(
  row: StepRow,
  isHere: boolean,
  { palette, measure }: { readonly palette: Palette; readonly measure: Measure },
): Part {
  return {
    height: rowHeight,
    draw(brush) {
      if (isHere)
        fillBoxes(brush, [{ x: 0, y: 0, width: innerWidth, height: rowHeight }], palette.free);
      const middle = rowHeight / 2;
      const font = `${isHere ? '600' : '400'} 12px ${palette.ui}`;
      const write = (text: string, lane: Lane, room: number, colour: string): void => {
        const fits = clippedText(text, room, (said) => measure(said, font));
        writeText(brush, { text: fits, x: lanes[lane].x + 8, middle, font, colour });
      };
      const number = { text: String(row.step), x: 30, middle, font, colour: palette.ink3 };
      writeText(brush, { ...number, align: 'right' });
      const refused = row.tone === 'refused' || row.tone === 'crash';
      const ink = refused ? palette.error : palette.ink;
      for (const { x } of Object.values(lanes))
        fillBoxes(brush, [{ x, y: 0, width: 1, height: rowHeight }], palette.line2);
      const said = row.opcode === undefined ? row.says : `${row.says} ${row.opcode}`;
      write(row.off ? `${said} (off)` : said, laneOf(row.lane), laneWidth - 50, ink);
      if (row.lane !== 'device') write(row.effect, 'device', laneWidth - 50, palette.ink2);
      if (row.to !== undefined)
        arrow(brush, [lanes[laneOf(row.lane)].x, lanes[laneOf(row.to)].x], middle);
    },
  };
}

/** A message: along the line between two lanes, in the room that words leave before the next lane. */
function arrow(
  { context, palette }: Brush,
  [from, to]: readonly [number, number],
  y: number,
): void {
  const right = from < to;
  const tip = right ? to - 3 : to + laneWidth + 6;
  const tail = right ? to - 34 : to + laneWidth - 26;
  const [start, end] = right ? [tail, tip] : [tip, tail];
  const back = right ? -5 : 5;
  context.strokeStyle = palette.ink2;
  context.lineWidth = 1.3;
  context.beginPath();
  context.moveTo(start, y);
  context.lineTo(end, y);
  context.moveTo(end + back, y - 3.5);
  context.lineTo(end, y);
  context.lineTo(end + back, y + 3.5);
  context.stroke();
}
