import { bitAt } from '../device/block-map';
import { itemsOf } from '../device/chunked-list';
import { blocksOf, ldOf, type Ld, type Region } from '../device/device-state';
import { endOf, type ExtentId } from '../device/extent';
import { extentsIn } from '../device/extent-list';
import { emptyRanges, erased, painted, rangesIn, type Painted } from '../device/range-map';
import { all } from './gather';
import { coverage, gridOf, type Drawn, type Grid } from './coverage';
import type { Scene } from './moment';
import { extentEntity, extentLabel, regionEntity, regionLabel } from './names';
import type { ChipState, DivergenceKind, MapLayer, MapSpan, RegionMap } from './page';
import { changedExtents } from './changed';
import { capacityDifferencesOf, keptInUse } from './differences';
import { markedRows, marksIn } from './map-marks';
import { present } from './present';

/** More extents than this in one region are not labelled one by one. */
const MAX_SPANS = 400;
const MAX_BITS = 4096;
const COLUMNS = 32;

/** A drawn range that belongs to an extent. */
export interface Piece extends Drawn {
  readonly extent: number;
}

/** Accepted, asked back and offered ranges of a region as the device holds them. */
export function devicePieces(ld: Ld, region: Region): readonly Piece[] {
  const end = endOf({ start: region.base, length: region.length });
  const accepted = extentsIn(ld.accepted, region.base, end).flatMap((extent): readonly Piece[] => {
    const asked = rangesIn(ld.askedBack, extent.start, endOf(extent));
    if (asked.length === 0)
      return [{ extent: extent.id, start: extent.start, end: endOf(extent), state: 'accepted' }];
    return cutBy(extent.id, extent.start, endOf(extent), asked);
  });
  const offered = offeredIn(ld, region.base, end).map(({ start, end: to, value }): Piece => ({
    extent: value,
    start,
    end: to,
    state: 'offered',
  }));
  return [...accepted, ...offered];
}

/**
 * Offered ranges that are not accepted. Today's QEMU lets no offer overlap anything; the 2023 series does, and a
 * block is drawn in one state only.
 */
function offeredIn(ld: Ld, from: number, to: number): readonly Painted<number>[] {
  const extents = ld.pending.flatMap((group) => group.extents);
  let ranges = emptyRanges<number>();
  for (const { id, start, length } of extents) {
    if (start >= from && start < to) ranges = painted(ranges, start, start + length, id);
  }
  for (const extent of extentsIn(ld.accepted, from, to)) {
    ranges = erased(ranges, extent.start, endOf(extent));
  }
  return itemsOf(ranges);
}

function cutBy(
  extent: number,
  start: number,
  end: number,
  asked: readonly { readonly start: number; readonly end: number }[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const range of asked) {
    const from = Math.max(at, range.start);
    const to = Math.min(end, range.end);
    if (from > at) pieces.push({ extent, start: at, end: from, state: 'accepted' });
    pieces.push({ extent, start: from, end: to, state: 'askedBack' });
    at = to;
  }
  if (at < end) pieces.push({ extent, start: at, end, state: 'accepted' });
  return pieces;
}

function fmPieces({ after }: Scene, region: Region): readonly Piece[] {
  const end = region.base + region.length;
  return rangesIn(after.fmAsked, region.base, end).map(({ start, end: to, value }) => ({
    extent: value.extent,
    start,
    end: to,
    state: value.state,
  }));
}

/** What the host shows of a region; what it was asked for and keeps because it is in use is drawn so. */
export function hostPieces({ after }: Pick<Scene, 'after'>, region: Region): readonly Piece[] {
  const end = region.base + region.length;
  const kept = keptInUse(after);
  return rangesIn(after.host.held, region.base, end).flatMap(({ start, end: to, value }) =>
    cutBy(
      value.extent,
      start,
      to,
      kept.filter((range) => range.start < to && range.end > start),
    ),
  );
}

function spanOf(
  region: Region,
  { extent, start, end, state }: { extent: number; start: number; end: number; state: ChipState },
  changed: boolean,
): MapSpan {
  const run = blocksOf(region, { start, length: end - start });
  return {
    id: extentEntity(extent),
    label: extentLabel(extent),
    state,
    firstBlock: run.first,
    blocks: run.count,
    changed,
  };
}

interface Notes {
  readonly changed: ReadonlySet<ExtentId>;
  readonly differing?: ReadonlyMap<ExtentId, DivergenceKind>;
  readonly ghosts?: readonly MapSpan[];
}

function layerOf(
  grid: Grid,
  pieces: readonly Piece[],
  { changed, differing, ghosts = [] }: Notes,
): MapLayer {
  const spans =
    pieces.length > MAX_SPANS
      ? []
      : pieces.map((piece) => ({
          ...spanOf(grid.region, piece, changed.has(piece.extent)),
          ...present({ differs: differing?.get(piece.extent) }),
        }));
  return { counts: coverage(grid, pieces), spans: [...spans, ...ghosts], total: pieces.length };
}

/** How host and device disagree about each extent; of several ways the first. */
const differingIn = (scene: Scene): ReadonlyMap<ExtentId, DivergenceKind> =>
  new Map(
    capacityDifferencesOf(scene)
      .toReversed()
      .map(({ extent, kind }) => [extent, kind]),
  );

/** What this step took away from the region: drawn once more, in the step that did it. */
function ghostsOf({ happenings }: Scene, region: Region): readonly MapSpan[] {
  const gone = [
    ...all(happenings, 'extentWithdrawn')
      .filter(({ partly }) => !partly)
      .map((item) => ({ ...item, state: 'withdrawn' as const })),
    ...all(happenings, 'extentReleased').map((item) => ({ ...item, state: 'released' as const })),
  ];
  return gone
    .filter(({ start }) => start >= region.base && start < region.base + region.length)
    .slice(0, MAX_SPANS)
    .map(({ extent, start, length, state }) =>
      spanOf(region, { extent, start, end: start + length, state }, true),
    );
}

function regionMap(
  scene: Scene,
  region: Region,
  differing: ReadonlyMap<ExtentId, DivergenceKind>,
): RegionMap {
  const grid = gridOf(region);
  const ld = ldOf(scene.after.device);
  const changed = changedExtents(scene);
  const fm = layerOf(grid, fmPieces(scene, region), { changed });
  const device = layerOf(grid, devicePieces(ld, region), {
    changed,
    differing,
    ghosts: ghostsOf(scene, region),
  });
  const host = layerOf(grid, hostPieces(scene, region), { changed, differing });
  const rows = Math.ceil(grid.cells / COLUMNS);
  const marks = marksIn(scene, grid);
  return {
    id: regionEntity(region.index),
    index: region.index,
    label: regionLabel(region.index),
    base: region.base,
    length: region.length,
    blockSize: region.blockSize,
    blocks: region.blocks,
    columns: Math.min(COLUMNS, grid.cells),
    rows,
    blocksPerCell: grid.blocksPerCell,
    fm,
    device,
    host,
    marks,
    decoded: decodedIn(scene, region),
    bits: bitsOf(ld, region),
    bitsFrom: 0,
    changedBits: changedBits(scene, region),
    fmDiffers: differs(rows, (cell) => fmParts(fm.counts, device.counts, cell)),
    hostDiffers: markedRows(marks, { rows, blocksPerRow: COLUMNS * grid.blocksPerCell }),
  };
}

function decodedIn({ after }: Scene, region: Region): RegionMap['decoded'] {
  const { regions } = after.host;
  if (regions.length === 0) return { from: 0, to: 0 };
  const start = Math.min(...regions.map((range) => range.start));
  const end = Math.max(...regions.map(endOf));
  const from = Math.max(0, Math.ceil((start - region.base) / region.blockSize));
  const to = Math.min(region.blocks, Math.floor((end - region.base) / region.blockSize));
  return from < to ? { from, to } : { from: 0, to: 0 };
}

function bitsOf(ld: Ld, region: Region): Uint8Array {
  const bitmap = ld.bitmaps[region.index];
  const shown = new Uint8Array(Math.min(region.blocks, MAX_BITS));
  if (bitmap !== undefined) for (let i = 0; i < shown.length; i += 1) shown[i] = bitAt(bitmap, i);
  return shown;
}

const changedBits = ({ happenings }: Scene, region: Region): RegionMap['changedBits'] =>
  [...all(happenings, 'blocksBacked'), ...all(happenings, 'blocksCleared')]
    .filter((run) => run.region === region.index)
    .map(({ first, count }) => ({ first, count }));

const at = (counts: Uint32Array, cell: number, state: number): number =>
  counts[cell * 4 + state] ?? 0;

/** The fabric manager asked for what the device does not hold, or for back what it still holds. */
const fmParts = (fm: Uint32Array, device: Uint32Array, cell: number): boolean =>
  at(fm, cell, 1) + at(fm, cell, 2) >
    at(device, cell, 1) + at(device, cell, 2) + at(device, cell, 3) ||
  (at(fm, cell, 2) > 0 && at(device, cell, 2) > 0);

const differs = (rows: number, parts: (cell: number) => boolean): readonly boolean[] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: COLUMNS }, (__, column) => parts(row * COLUMNS + column)).includes(true),
  );

/** The maps of all regions. */
export function mapsView(scene: Scene): readonly RegionMap[] {
  const differing = differingIn(scene);
  return ldOf(scene.after.device).regions.map((region) => regionMap(scene, region, differing));
}
