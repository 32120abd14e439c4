import { stateLooks, type MapLayer, type SmallExtents } from '../../model/view/page';
import { counted, iec } from '../../model/units';
import { fillBoxes, textWidth, writeText, type Brush } from './brush';
import { columnEdge, heldByCell, runBoxes, type Box, type MapGrid } from './geometry';

/** Rows lower than this have no room for the sign. */
const signFrom = 9;
/** Rows lower than this have no room for words. */
const wordsFrom = 14;

interface Small {
  readonly grid: MapGrid;
  readonly layer: MapLayer;
  readonly blockSize: number;
  readonly words: boolean;
}

/** `3 of 2 MiB`, or `3 extents` where their sizes differ. */
const shortWords = ({ count, blocks }: SmallExtents, blockSize: number): string =>
  blocks === undefined ? counted(count, 'extent') : `${count} of ${iec(blocks * blockSize)}`;

/** A diamond for what is too small to be drawn at its size, and how many there are where the squares after it are free. */
export function paintSmall(brush: Brush, { grid, layer, blockSize, words }: Small): void {
  if (grid.rowHeight < signFrom) return;
  for (const small of layer.small) {
    const [box] = runBoxes(grid, { first: small.firstBlock, count: 1 });
    if (box === undefined) continue;
    const cell = runBoxes(grid, { first: small.firstBlock, count: grid.blocksPerCell })[0] ?? box;
    const centre = Math.round(cell.x + cell.width / 2);
    const arm = Math.min(7, Math.floor(grid.rowHeight / 2) - 1);
    const y = cell.y + Math.floor((grid.rowHeight - 1) / 2);
    diamond(brush, { x: centre, y, arm, state: small.state });
    if (!words || grid.rowHeight < wordsFrom) continue;
    write(brush, shortWords(small, blockSize), {
      x: centre + arm + 4,
      y: cell.y,
      width: freeAfter(grid, layer, small) - centre - arm - 4,
      height: grid.rowHeight,
    });
  }
}

/** Where the free squares after a cell end, in its row. */
function freeAfter(grid: MapGrid, layer: MapLayer, { firstBlock }: SmallExtents): number {
  const cell = Math.floor((firstBlock - grid.first) / grid.blocksPerCell);
  const row = Math.floor(cell / grid.columns);
  const end = Math.min((row + 1) * grid.columns, Math.ceil(grid.blocks / grid.blocksPerCell));
  let after = cell + 1;
  const free = (at: number): boolean =>
    heldByCell(layer, at).counts.every(
      (count, kind) => count === 0 || layer.kinds[kind] === 'free',
    );
  while (after < end && free(after)) after += 1;
  return columnEdge(grid, after - row * grid.columns);
}

interface Sign {
  readonly x: number;
  readonly y: number;
  readonly arm: number;
  readonly state: SmallExtents['state'];
}

function diamond({ context, palette }: Brush, { x, y, arm, state }: Sign): void {
  const hatched = stateLooks[state].hatch !== undefined;
  const fills = [
    { reach: arm, colour: palette.surface },
    { reach: arm - 2, colour: palette[state] },
    ...(hatched ? [{ reach: arm - 4, colour: palette.surface }] : []),
  ];
  for (const { reach, colour } of fills) {
    context.fillStyle = colour;
    // Line by line: the pen that writes pictures fills rectangles only.
    for (let dy = -reach; dy <= reach; dy += 1) {
      const half = reach - Math.abs(dy);
      context.fillRect(x - half, y + dy, 2 * half + 1, 1);
    }
  }
}

function write(brush: Brush, text: string, { x, y, width, height }: Box): void {
  const font = `600 10px ${brush.palette.ui}`;
  const needed = textWidth(brush, text, font) + 6;
  if (needed > width) return;
  fillBoxes(brush, [{ x, y: y + 2, width: needed, height: height - 5 }], brush.palette.surface);
  writeText(brush, { text, x: x + 3, middle: y + height / 2, font, colour: brush.palette.ink });
}
