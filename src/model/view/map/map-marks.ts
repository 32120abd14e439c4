import { endOf } from '../../extent';
import type { Grid } from './coverage';
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
  { rows, blocksPerRow }: { readonly rows: number; readonly blocksPerRow: number },
): readonly boolean[] {
  const marked = Array<boolean>(rows).fill(false);
  for (const { firstBlock, blocks } of marks)
    marked.fill(
      true,
      Math.floor(firstBlock / blocksPerRow),
      Math.ceil((firstBlock + blocks) / blocksPerRow),
    );
  return marked;
}

/** A cell is 1 where any of its bytes is in these ranges. */
export function cellsOf(
  { region, blocksPerCell, cells }: Grid,
  ranges: readonly ByteRange[],
): Uint8Array {
  const touched = new Uint8Array(cells);
  const perCell = region.blockSize * blocksPerCell;
  const end = endOf({ start: region.base, length: region.length });
  for (const range of ranges) {
    if (range.start >= end || range.end <= region.base) continue;
    touched.fill(
      1,
      Math.max(0, Math.floor((range.start - region.base) / perCell)),
      Math.ceil((range.end - region.base) / perCell),
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

function markOf(
  { region, blocksPerCell }: Grid,
  kind: DivergenceKind,
  { from, to }: CellRun,
): MapMark {
  const firstBlock = from * blocksPerCell;
  return { kind, firstBlock, blocks: Math.min(region.blocks, to * blocksPerCell) - firstBlock };
}
