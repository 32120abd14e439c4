import { blocksOf, ldOf, type Region } from '../../device/device-state';
import { rangesIn } from '../../persistent/range-map';
import type { SimulationState } from '../../simulation/state';
import { gridOf } from '../map/coverage';
import { devicePieces, type Piece } from '../map/pieces';
import type { CompareMark } from '../page/compare';

/** A range that two runs hold in different states; one of them may hold nothing there. */
export interface Parted {
  readonly start: number;
  readonly end: number;
  readonly a: Piece | undefined;
  readonly b: Piece | undefined;
}

/** What the device holds or has offered, by address. */
export function heldByDevice({ device }: SimulationState): readonly Piece[] {
  const ld = ldOf(device);
  return inOrder(ld.regions.flatMap((region) => devicePieces(ld, region)));
}

/** What the host shows to its users, by address. */
export const heldByHost = ({ host }: SimulationState): readonly Piece[] =>
  rangesIn(host.held, 0, Number.MAX_SAFE_INTEGER).map(({ start, end, value }) => ({
    extent: value.extent,
    start,
    end,
    state: 'accepted',
  }));

const inOrder = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.toSorted((left, right) => left.start - right.start);

/** The ranges of two ordered lists in which they differ. Costs O(pieces). */
export function partedRanges(a: readonly Piece[], b: readonly Piece[]): readonly Parted[] {
  const edges = [...a, ...b].flatMap(({ start, end }) => [start, end]);
  const sorted = [...new Set(edges)].sort((left, right) => left - right);
  const [overA, overB] = [walker(a), walker(b)];
  const parted: Parted[] = [];
  sorted.forEach((start, i) => {
    const end = sorted[i + 1];
    if (end === undefined) return;
    const [left, right] = [overA(start), overB(start)];
    if (left?.state === right?.state) return;
    const last = parted.at(-1);
    if (last?.end === start && last.a === left && last.b === right)
      parted[parted.length - 1] = { ...last, end };
    else parted.push({ start, end, a: left, b: right });
  });
  return parted;
}

/** Finds the piece over an address; each address asked for is greater than the one before. */
function walker(pieces: readonly Piece[]): (at: number) => Piece | undefined {
  let next = 0;
  return (at) => {
    while ((pieces[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    const piece = pieces[next];
    return piece !== undefined && piece.start <= at ? piece : undefined;
  };
}

/** More marks than this in one region are drawn cell by cell. */
const MAX_MARKS = 200;

/** The marks of one region. */
export function marksOf(region: Region, parted: readonly Parted[]): readonly CompareMark[] {
  const end = region.base + region.length;
  const marks = parted
    .filter((range) => range.start < end && range.end > region.base)
    .map((range): CompareMark => {
      const start = Math.max(range.start, region.base);
      const run = blocksOf(region, { start, length: Math.min(range.end, end) - start });
      return { firstBlock: run.first, blocks: run.count, only: ownerOf(range) };
    });
  const { blocksPerCell } = gridOf(region);
  const few = marks.length <= MAX_MARKS;
  return joined(few ? marks : inCells(marks, { blocks: region.blocks, blocksPerCell }));
}

export const ownerOf = ({ a, b }: Pick<Parted, 'a' | 'b'>): CompareMark['only'] => {
  if (b === undefined) return 'A';
  return a === undefined ? 'B' : 'both';
};

/** One mark a cell: of both where the cell holds marks of two kinds. */
function inCells(
  marks: readonly CompareMark[],
  { blocks, blocksPerCell }: { readonly blocks: number; readonly blocksPerCell: number },
): readonly CompareMark[] {
  const cells = new Map<number, CompareMark['only']>();
  for (const mark of marks) {
    const end = mark.firstBlock + mark.blocks;
    for (let at = Math.floor(mark.firstBlock / blocksPerCell); at * blocksPerCell < end; at += 1) {
      const known = cells.get(at) ?? mark.only;
      cells.set(at, known === mark.only ? known : 'both');
    }
  }
  return [...cells].map(([cell, only]) => {
    const firstBlock = cell * blocksPerCell;
    return { firstBlock, blocks: Math.min(blocksPerCell, blocks - firstBlock), only };
  });
}

/** Neighbours of one kind as one mark. */
function joined(marks: readonly CompareMark[]): readonly CompareMark[] {
  const result: CompareMark[] = [];
  for (const mark of marks) {
    const last = result.at(-1);
    if (last?.only === mark.only && last.firstBlock + last.blocks === mark.firstBlock)
      result[result.length - 1] = { ...last, blocks: last.blocks + mark.blocks };
    else result.push(mark);
  }
  return result;
}
