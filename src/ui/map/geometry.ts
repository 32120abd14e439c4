import { drawnStates, type DrawnState, type MapSpan } from '../../model/view/page';

/** How blocks lie in cells, and cells on the screen. Sizes are CSS pixels. */
export interface MapGrid {
  readonly columns: number;
  readonly rows: number;
  readonly blocks: number;
  readonly blocksPerCell: number;
  readonly width: number;
  readonly rowHeight: number;
}

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

export interface Mark extends Box {
  readonly state: DrawnState;
}

/** Cells of one row in one state, or one cell of several. */
export interface CellRun {
  readonly row: number;
  readonly column: number;
  readonly cells: number;
  readonly state: DrawnState | 'mixed';
}

/** When a cell holds several states, the first of these is the one to notice. */
const byUrgency: readonly DrawnState[] = ['askedBack', 'offered', 'accepted', 'free'];

/** The left edge of a column, which may be a fraction; on a whole pixel, so that cells are sharp. */
export function columnEdge(grid: MapGrid, column: number): number {
  return Math.round((column / grid.columns) * grid.width);
}

/** The upper edge of a row, on a whole pixel. */
export function rowEdge(grid: MapGrid, row: number): number {
  return Math.round(row * grid.rowHeight);
}

/** A run of blocks as rectangles in pixels: one per row, whole rows joined. */
export function runBoxes(grid: MapGrid, run: Run): readonly Box[] {
  const boxes: { first: number; from: number; to: number; rows: number }[] = [];
  const end = (run.first + run.count) / grid.blocksPerCell;
  let at = run.first / grid.blocksPerCell;
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
  return { first, count: Math.min(grid.blocksPerCell, grid.blocks - first) };
}

/** The span to name for some blocks: the one drawn last of those that touch them. */
export function spanAt(spans: readonly MapSpan[], run: Run): MapSpan | undefined {
  return spans.findLast(
    (span) => span.firstBlock < run.first + run.count && run.first < span.firstBlock + span.blocks,
  );
}

/** Blocks per state of one cell. */
export function countsOfCell(counts: Uint32Array, cell: number): readonly number[] {
  return drawnStates.map((_, state) => counts[cell * drawnStates.length + state] ?? 0);
}

/** Blocks per state of all cells. */
export function totalsOf(counts: Uint32Array): Readonly<Record<DrawnState, number>> {
  const totals = { free: 0, offered: 0, askedBack: 0, accepted: 0 };
  drawnStates.forEach((state, index) => {
    for (let at = index; at < counts.length; at += drawnStates.length)
      totals[state] += counts[at] ?? 0;
  });
  return totals;
}

function stateOfCell(counts: Uint32Array, cell: number): DrawnState | 'mixed' | undefined {
  let only: DrawnState | undefined;
  for (const [index, state] of drawnStates.entries()) {
    if ((counts[cell * drawnStates.length + index] ?? 0) === 0) continue;
    if (only !== undefined) return 'mixed';
    only = state;
  }
  return only;
}

/** Cells as runs of one state, row by row; a mixed cell stands alone. Cells that hold nothing are left out. */
export function cellRuns(counts: Uint32Array, columns: number): readonly CellRun[] {
  const runs: { row: number; column: number; cells: number; state: DrawnState | 'mixed' }[] = [];
  const cells = counts.length / drawnStates.length;
  for (let cell = 0; cell < cells; cell += 1) {
    const state = stateOfCell(counts, cell);
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
 * How a cell of several states is drawn so that none vanishes: a stacked bar where there is room,
 * else the majority with a pip per other state, and in a pixel or two the most urgent state.
 */
export function mixedMarks(counts: readonly number[], box: Box): readonly Mark[] {
  const held = byUrgency.filter((state) => (counts[drawnStates.indexOf(state)] ?? 0) > 0);
  const size = Math.min(box.width, box.height);
  if (size < 3) return held.slice(0, 1).map((state) => ({ ...box, state }));
  if (size < 8) return pips(counts, held, box);
  let x = box.x;
  const widths = shares(
    held.map((state) => counts[drawnStates.indexOf(state)] ?? 0),
    box.width,
  );
  return held.map((state, index) => {
    const mark = { ...box, x, width: widths[index] ?? 0, state };
    x += mark.width;
    return mark;
  });
}

function pips(counts: readonly number[], held: readonly DrawnState[], box: Box): readonly Mark[] {
  const many = (state: DrawnState): number => counts[drawnStates.indexOf(state)] ?? 0;
  const major = held.reduce((best, state) => (many(state) > many(best) ? state : best));
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
