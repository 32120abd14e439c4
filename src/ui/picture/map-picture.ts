import { shortState } from '../../model/view/page/states';
import type { DrawnState, RegionMap } from '../../model/view/page';
import { counted, hex, iec } from '../../model/units';
import { outlineBoxes, stateBoxes, writeText, type Brush } from '../map/brush';
import { gridFrom, rowAddress, rowEdge, type MapGrid } from '../map/geometry';
import { paintMap } from '../map/paint-map';
import type { Palette } from '../map/palette';
import { runWords } from '../map/words';
import { innerWidth, type Part } from './drawing';

const gutter = 100;
const headHeight = 26;
const rowHeights = { few: 22, many: 12 };

/** The device's map of every region, with what its colours mean. */
export const mapParts = (maps: readonly RegionMap[], palette: Palette): readonly Part[] => [
  ...maps.map((region) => regionPart(region, palette)),
  legend(palette, maps.some(hasGone)),
];

const hasGone = ({ device }: RegionMap): boolean =>
  device.spans.some(({ state }) => state === 'withdrawn' || state === 'released');

function regionPart(region: RegionMap, palette: Palette): Part {
  const { rows, blockSize } = region;
  const rowHeight = rows > 16 ? rowHeights.many : rowHeights.few;
  const width = innerWidth - gutter;
  const grid: MapGrid = { ...gridFrom(region), width, rowHeight };
  const height = rows * rowHeight;
  return {
    height: headHeight + height + 18,
    draw(brush) {
      writeHead(brush, region);
      writeAddresses(brush, region, grid);
      brush.context.save();
      brush.context.translate(gutter, headHeight);
      const { device: layer, marks } = region;
      paintMap(
        { context: brush.context, palette, width, height },
        { grid, layer, marks, blockSize, detail: 'full', undecoded: [] },
      );
      brush.context.restore();
    },
  };
}

function writeHead(brush: Brush, region: RegionMap): void {
  const { label, base, length, blocks, blockSize, blocksPerCell, firstBlock, shownBlocks } = region;
  const { palette } = brush;
  const size = `${hex(base)}, ${iec(length)}, ${counted(blocks, 'block')} of ${iec(blockSize)}`;
  const run = { first: firstBlock, count: shownBlocks };
  const part = shownBlocks === blocks ? '' : `${runWords(run)}; `;
  const text = `${label}  ${size}; ${part}1 cell = ${iec(blocksPerCell * blockSize)}`;
  const font = `600 12px ${palette.ui}`;
  writeText(brush, { text, x: 0, middle: 12, font, colour: palette.ink });
}

/** Where rows begin: each, or every fourth where they are many. */
function writeAddresses(brush: Brush, region: RegionMap, grid: MapGrid): void {
  const { palette } = brush;
  const { rows } = region;
  const look = { font: `400 11px ${palette.mono}`, colour: palette.ink2, align: 'right' } as const;
  for (let row = 0; row < rows; row += rows > 16 ? 4 : 1) {
    const text = hex(rowAddress(region, grid, row));
    const middle = headHeight + rowEdge(grid, row) + grid.rowHeight / 2;
    writeText(brush, { text, x: gutter - 10, middle, ...look });
  }
}

const shown: readonly DrawnState[] = ['accepted', 'offered', 'askedBack', 'free'];

/** What the textures mean; what is gone only where something is. */
const legend = (palette: Palette, gone: boolean): Part => ({
  height: 30,
  draw(brush) {
    const say = (text: string, x: number): void => {
      const font = `400 12px ${palette.ui}`;
      writeText(brush, { text, x: x + 22, middle: 11, font, colour: palette.ink2 });
    };
    shown.forEach((state, at) => {
      const x = gutter + 120 * at;
      stateBoxes(brush, [{ x, y: 4, width: 16, height: 14 }], state);
      say(shortState(state), x);
    });
    if (!gone) return;
    const x = gutter + 120 * shown.length;
    outlineBoxes(brush, [{ x, y: 4, width: 16, height: 14 }], outline(palette));
    const { context } = brush;
    context.beginPath();
    context.moveTo(x + 4, 15);
    context.lineTo(x + 12, 7);
    context.stroke();
    say('gone now', x);
  },
});

const outline = ({ ink3 }: Palette) => ({ colour: ink3, width: 1.1, inset: 0.5 });
