import { kindsIn, type Cells, type MapSpan, type RegionMap } from '../../model/view/page';

/** How blocks lie in cells, and cells on the screen. Sizes are CSS pixels. */
export interface MapGrid {
  readonly columns: number;
  readonly rows: number;
  /** The first block that is drawn, and how many are. */
  readonly first: number;
  readonly blocks: number;
  readonly blocksPerCell: number;
  readonly width: number;
  readonly rowHeight: number;
}

/** How a region's map counts its blocks, wherever it is drawn. */
export const gridFrom = ({
  columns,
  rows,
  firstBlock: first,
  shownBlocks: blocks,
  blocksPerCell,
}: RegionMap): Omit<MapGrid, 'width' | 'rowHeight'> => ({
  columns,
  rows,
  first,
  blocks,
  blocksPerCell,
});

export interface Run {
  readonly first: number;
  readonly count: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Mark<K extends string> extends Box {
  readonly state: K;
}

/** Cells of one row that hold one kind, or one cell that holds several. */
export interface CellRun<K extends string> {
  readonly row: number;
  readonly column: number;
  readonly cells: number;
  readonly state: K | 'mixed';
}

/** The left edge of a column, which may be a fraction; on a whole pixel, so that cells are sharp. */
export function columnEdge(grid: MapGrid, column: number): number {
  return Math.round((column / grid.columns) * grid.width);
}

/** The upper edge of a row, on a whole pixel. */
export function rowEdge(grid: MapGrid, row: number): number {
  return Math.round(row * grid.rowHeight);
}

/** What of a run is drawn, counted from the first block that is. */
export function inView(grid: MapGrid, run: Run): Run {
  const first = Math.max(0, run.first - grid.first);
  const end = Math.min(grid.blocks, run.first + run.count - grid.first);
  return { first, count: Math.max(0, end - first) };
}

/** The device address at which a row begins. */
export const rowAddress = (
  { base, blockSize }: Pick<RegionMap, 'base' | 'blockSize'>,
  { first, columns, blocksPerCell }: Pick<MapGrid, 'first' | 'columns' | 'blocksPerCell'>,
  row: number,
): number => base + (first + row * columns * blocksPerCell) * blockSize;

/** A run of blocks as rectangles in pixels: one per row, whole rows joined. What is out of view has none. */
export function runBoxes(grid: MapGrid, run: Run): readonly Box[] {
  const boxes: { first: number; from: number; to: number; rows: number }[] = [];
  const { first, count } = inView(grid, run);
  const end = (first + count) / grid.blocksPerCell;
  let at = first / grid.blocksPerCell;
  while (at < end) {
    const row = Math.floor(at / grid.columns);
    const from = at - row * grid.columns;
    const to = Math.min(grid.columns, from + end - at);
    const last = boxes.at(-1);
    const whole = from === 0 && to === grid.columns;
    if (whole && last?.from === 0 && last.to === grid.columns) last.rows += 1;
    else boxes.push({ first: row, from, to, rows: 1 });
    at = row * grid.columns + to;
  }
  return boxes.map(({ first, from, to, rows }) => {
    const x = columnEdge(grid, from);
    const y = rowEdge(grid, first);
    const width = Math.max(1, columnEdge(grid, to) - x);
    return { x, y, width, height: rowEdge(grid, first + rows) - y };
  });
}

/** The cell under a point, if there is one. */
export function cellAt(grid: MapGrid, x: number, y: number): number | undefined {
  if (x < 0 || y < 0 || x >= grid.width) return undefined;
  const column = Math.min(grid.columns - 1, Math.floor((x / grid.width) * grid.columns));
  const row = Math.floor(y / grid.rowHeight);
  const cell = row * grid.columns + column;
  return row < grid.rows && cell * grid.blocksPerCell < grid.blocks ? cell : undefined;
}

/** The blocks a cell stands for; the last cell may hold fewer. */
export function blocksOfCell(grid: MapGrid, cell: number): Run {
  const first = cell * grid.blocksPerCell;
  return {
    first: grid.first + first,
    count: Math.min(grid.blocksPerCell, grid.blocks - first),
  };
}

/** The span to name for some blocks: the one drawn last of those that touch them. */
export function spanAt(spans: readonly MapSpan[], run: Run): MapSpan | undefined {
  return spans.findLast(
    (span) => span.firstBlock < run.first + run.count && run.first < span.firstBlock + span.blocks,
  );
}

/** Blocks of one cell or column, by kind. */
export interface Held<K extends string> {
  readonly kinds: readonly K[];
  readonly counts: readonly number[];
}

/** What one cell holds. */
export const heldByCell = <K extends string>(
  { kinds, counts }: Cells<K>,
  cell: number,
): Held<K> => ({
  kinds,
  counts: kinds.map((_, kind) => counts[cell * kinds.length + kind] ?? 0),
});

const many = <K extends string>({ kinds, counts }: Held<K>, kind: K): number =>
  counts[kinds.indexOf(kind)] ?? 0;

/** Cells as runs of one kind, row by row; a mixed cell stands alone. Cells that hold nothing are left out. */
export function cellRuns<K extends string>(
  cells: Cells<K>,
  columns: number,
): readonly CellRun<K>[] {
  const runs: { row: number; column: number; cells: number; state: K | 'mixed' }[] = [];
  const count = cells.counts.length / cells.kinds.length;
  for (let cell = 0; cell < count; cell += 1) {
    const [only, other] = kindsIn(cells, cell);
    const state = other === undefined ? only : 'mixed';
    if (state === undefined) continue;
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    const last = runs.at(-1);
    const joins =
      state !== 'mixed' &&
      last?.state === state &&
      last.row === row &&
      last.column + last.cells === column;
    if (joins) last.cells += 1;
    else runs.push({ row, column, cells: 1, state });
  }
  return runs;
}

/** Whole pixel shares of a length, in proportion, none that counts below one pixel. */
export function shares(counts: readonly number[], length: number): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts;
  const whole = counts.map((count) =>
    count === 0 ? 0 : Math.max(1, Math.floor((count / total) * length)),
  );
  const widest = whole.indexOf(Math.max(...whole));
  const spare = length - whole.reduce((sum, share) => sum + share, 0);
  return whole.map((share, index) => (index === widest ? share + spare : share));
}

/**
 * How a cell of several kinds is drawn so that none vanishes: a stacked bar where there is room,
 * else the majority with a pip per other kind, and in a pixel or two the first of `byUrgency`.
 */
export function mixedMarks<K extends string>(
  cell: Held<K>,
  byUrgency: readonly K[],
  box: Box,
): readonly Mark<K>[] {
  const held = byUrgency.filter((kind) => many(cell, kind) > 0);
  const size = Math.min(box.width, box.height);
  if (size < 3) return held.slice(0, 1).map((state) => ({ ...box, state }));
  if (size < 8) return pips(cell, held, box);
  let x = box.x;
  const widths = shares(
    held.map((kind) => many(cell, kind)),
    box.width,
  );
  return held.map((state, index) => {
    const mark = { ...box, x, width: widths[index] ?? 0, state };
    x += mark.width;
    return mark;
  });
}

function pips<K extends string>(cell: Held<K>, held: readonly K[], box: Box): readonly Mark<K>[] {
  const major = held.reduce((best, kind) => (many(cell, kind) > many(cell, best) ? kind : best));
  const side = Math.max(1, Math.floor(Math.min(box.width, box.height) / 3));
  const right = box.x + box.width - side;
  const bottom = box.y + box.height - side;
  const corners = [
    { x: right, y: box.y },
    { x: box.x, y: bottom },
    { x: right, y: bottom },
  ];
  const others = held.filter((state) => state !== major);
  return [
    { ...box, state: major },
    ...others.map((state, index) => ({
      ...box,
      ...corners[index],
      width: side,
      height: side,
      state,
    })),
  ];
}

/** The grid for `bits` cells in the room of a map: the map's own, or finer with cells about as high as wide. */
export function bitGrid(map: MapGrid, bits: number): MapGrid {
  const height = map.rows * map.rowHeight;
  const fine = { ...map, blocks: bits, blocksPerCell: 1 };
  if (bits <= map.columns * map.rows) return fine;
  let { columns } = map;
  while (map.width / (columns * 2) >= height / Math.ceil(bits / (columns * 2))) columns *= 2;
  const rows = Math.ceil(bits / columns);
  return { ...fine, columns, rows, rowHeight: height / rows };
}
