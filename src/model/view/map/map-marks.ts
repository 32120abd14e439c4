import { COLUMNS, gridBytes, gridEnd, type Grid } from './coverage';
import { capacityDifferencesOf } from './differences';
import type { Scene } from '../scene/scene';
import type { MapMark } from '../page/map';
import { divergenceKinds, type DivergenceKind } from '../page/vocabulary';
import type { ByteRange } from '../scene/touches';

/** Where host and device disagree in a region: however many extents do, there are at most as many marks of a kind as cells. */
export function marksIn(scene: Pick<Scene, 'after'>, grid: Grid): readonly MapMark[] {
  const differences = capacityDifferencesOf(scene);
  if (differences.length === 0) return [];
  return divergenceKinds.flatMap((kind) =>
    runsOf(
      cellsOf(
        grid,
        differences.filter((found) => found.kind === kind).flatMap(({ ranges }) => ranges),
      ),
    ).map((run) => markOf(grid, kind, run)),
  );
}

/** Whether each row of a map holds a mark. */
export function markedRows(
  marks: readonly MapMark[],
  { firstBlock: from, blocksPerCell, cells }: Grid,
): readonly boolean[] {
  const blocksPerRow = COLUMNS * blocksPerCell;
  const marked = Array<boolean>(Math.ceil(cells / COLUMNS)).fill(false);
  for (const { firstBlock, blocks } of marks)
    marked.fill(
      true,
      Math.floor((firstBlock - from) / blocksPerRow),
      Math.ceil((firstBlock - from + blocks) / blocksPerRow),
    );
  return marked;
}

/** A cell is 1 where any of its bytes is in these ranges. */
export function cellsOf(grid: Grid, ranges: readonly ByteRange[]): Uint8Array {
  const touched = new Uint8Array(grid.cells);
  const perCell = grid.region.blockSize * grid.blocksPerCell;
  const { start, end } = gridBytes(grid);
  for (const range of ranges) {
    if (range.start >= end || range.end <= start) continue;
    touched.fill(
      1,
      Math.max(0, Math.floor((range.start - start) / perCell)),
      Math.ceil((range.end - start) / perCell),
    );
  }
  return touched;
}

/** Cells side by side. */
interface CellRun {
  readonly from: number;
  readonly to: number;
}

/** The runs of touched cells. */
export function runsOf(touched: Uint8Array): readonly CellRun[] {
  const runs: CellRun[] = [];
  for (let from = touched.indexOf(1); from !== -1;) {
    const next = touched.indexOf(0, from);
    const to = next === -1 ? touched.length : next;
    runs.push({ from, to });
    from = touched.indexOf(1, to);
  }
  return runs;
}

const markOf = (grid: Grid, kind: DivergenceKind, run: CellRun): MapMark => ({
  kind,
  ...blocksOfRun(grid, run),
});

/** The blocks of the region that some cells side by side stand for. */
export function blocksOfRun(
  grid: Grid,
  { from, to }: CellRun,
): { readonly firstBlock: number; readonly blocks: number } {
  const firstBlock = grid.firstBlock + from * grid.blocksPerCell;
  const end = Math.min(gridEnd(grid), grid.firstBlock + to * grid.blocksPerCell);
  return { firstBlock, blocks: end - firstBlock };
}
