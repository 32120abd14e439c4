import { bitAt } from '../../persistent/block-map';
import type { Ld, Region } from '../../device/device-state';
import { endOf, type ExtentId } from '../../extent';
import { happeningsOf } from '../scene/gather';
import { COLUMNS, coverage, gridBytes, gridEnd, gridOf, windowGrid, type Grid } from './coverage';
import { hostAfter, ldAfter, type Scene } from '../scene/scene';
import { extentEntity, extentLabel, regionEntity, regionLabel } from '../words/names';
import {
  askedKinds,
  type AskedKind,
  type ChipState,
  type DivergenceKind,
  type MapLayer,
  type MapSpan,
  type MapWindow,
  type RegionMap,
} from '../page';
import { changedExtents } from './changed';
import { capacityDifferencesOf } from './differences';
import { blocksOfRun, cellsOf, markedRows, marksIn, runsOf } from './map-marks';
import {
  askedPieces,
  blocksIn,
  clipped,
  devicePieces,
  gonePieces,
  hostPieces,
  overlaps,
  stateKinds,
  type AskedPiece,
  type Piece,
} from './pieces';
import { definedOnly } from '../scene/present';
import { smallExtents } from './small-extents';
import type { ByteRange } from '../scene/touches';

/** More extents than this in one region are not labelled one by one. */
const MAX_SPANS = 400;
const MAX_BITS = 4096;

function spanOf(
  region: Region,
  { extent, start, end, state }: ByteRange & { readonly extent: number; readonly state: ChipState },
  changed: boolean,
): MapSpan {
  const run = blocksIn(region, { start, end });
  return {
    id:
      extent === 0
        ? `blocks:${region.index}:${run.first}-${run.first + run.count - 1}`
        : extentEntity(extent),
    label: extent === 0 ? 'no extent' : extentLabel(extent),
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
          ...definedOnly({ differs: differing?.get(piece.extent) }),
        }));
  return {
    ...coverage(grid, pieces, stateKinds),
    spans: [...spans, ...ghosts],
    small: smallExtents(grid, pieces),
    total: pieces.length,
  };
}

/** How host and device disagree about each extent; of several ways the first. */
const differingIn = (scene: Scene): ReadonlyMap<ExtentId, DivergenceKind> =>
  new Map(
    capacityDifferencesOf(scene)
      .toReversed()
      .map(({ extent, kind }) => [extent, kind]),
  );

/** What this step took away from the region: drawn once more, in the step that did it. */
const ghostsOf = ({ happenings }: Scene, grid: Grid): readonly MapSpan[] =>
  gonePieces(happenings)
    .filter(overlaps(gridBytes(grid)))
    .flatMap((piece) => clipped(piece, grid.region) ?? [])
    .slice(0, MAX_SPANS)
    .map((piece) => spanOf(grid.region, piece, true));

/** What was asked for: each request by its name, or the cells they touch where there are too many. */
function askedLayer(scene: Scene, grid: Grid, changed: ReadonlySet<ExtentId>): MapLayer {
  const { region } = grid;
  const pieces = askedPieces(scene, region, gridBytes(grid));
  const spans =
    pieces.length > MAX_SPANS
      ? askedKinds.flatMap((kind) => askedCells(grid, pieces, kind))
      : pieces.map((piece) =>
          spanOf(region, { ...piece, state: piece.request }, changed.has(piece.extent)),
        );
  return { ...coverage(grid, [], stateKinds), spans, small: [], total: pieces.length };
}

function askedCells(
  grid: Grid,
  pieces: readonly AskedPiece[],
  kind: AskedKind,
): readonly MapSpan[] {
  const { region } = grid;
  const mine = pieces.filter(({ request }) => request === kind);
  return runsOf(cellsOf(grid, mine)).map((run) => {
    const { firstBlock, blocks } = blocksOfRun(grid, run);
    const id = `blocks:${region.index}:${firstBlock}-${firstBlock + blocks - 1}`;
    return { id, label: '', state: kind, firstBlock, blocks, changed: false };
  });
}

/** Where a region lies, and which of its blocks are in view, how. */
const placeOf = (region: Region, grid: Grid) => ({
  id: regionEntity(region.index),
  index: region.index,
  label: regionLabel(region.index),
  base: region.base,
  length: region.length,
  blockSize: region.blockSize,
  blocks: region.blocks,
  columns: Math.min(COLUMNS, grid.cells),
  rows: Math.ceil(grid.cells / COLUMNS),
  blocksPerCell: grid.blocksPerCell,
  firstBlock: grid.firstBlock,
  shownBlocks: gridEnd(grid) - grid.firstBlock,
});

function regionMap(
  scene: Scene,
  region: Region,
  differing: ReadonlyMap<ExtentId, DivergenceKind>,
  window: MapWindow | undefined,
): RegionMap {
  const whole = gridOf(region);
  const grid = window?.region === region.index ? windowGrid(region, window) : whole;
  const ld = ldAfter(scene);
  const within = gridBytes(grid);
  const changed = changedExtents(scene);
  const ghosts = ghostsOf(scene, grid);
  const device = layerOf(grid, devicePieces(ld, region, within), { changed, differing, ghosts });
  const place = placeOf(region, grid);
  const marks = marksIn(scene, grid);
  return {
    ...place,
    wholeBlocksPerCell: whole.blocksPerCell,
    whole:
      place.shownBlocks === region.blocks
        ? { kinds: device.kinds, counts: device.counts }
        : coverage(whole, devicePieces(ld, region), stateKinds),
    fm: askedLayer(scene, grid, changed),
    device,
    host: layerOf(grid, hostPieces(scene, region, within), { changed, differing }),
    marks,
    decoded: decodedIn(scene, region),
    bits: bitsOf(ld, grid),
    changedBits: changedBits(scene, region),
    hostDiffers: markedRows(marks, grid),
  };
}

function decodedIn(scene: Scene, region: Region): RegionMap['decoded'] {
  const { regions } = hostAfter(scene);
  if (regions.length === 0) return { from: 0, to: 0 };
  const start = Math.min(...regions.map((range) => range.start));
  const end = Math.max(...regions.map(endOf));
  const from = Math.max(0, Math.ceil((start - region.base) / region.blockSize));
  const to = Math.min(region.blocks, Math.floor((end - region.base) / region.blockSize));
  return from < to ? { from, to } : { from: 0, to: 0 };
}

function bitsOf(ld: Ld, grid: Grid): Uint8Array {
  const bitmap = ld.bitmaps[grid.region.index];
  const shown = new Uint8Array(Math.min(gridEnd(grid) - grid.firstBlock, MAX_BITS));
  if (bitmap === undefined) return shown;
  for (let i = 0; i < shown.length; i += 1) shown[i] = bitAt(bitmap, grid.firstBlock + i);
  return shown;
}

const changedBits = ({ happenings }: Scene, region: Region): RegionMap['changedBits'] =>
  [...happeningsOf(happenings, 'blocksBacked'), ...happeningsOf(happenings, 'blocksCleared')]
    .filter((run) => run.region === region.index)
    .map(({ first, count }) => ({ first, count }));

/** The maps of all regions, of one of them perhaps a part. */
export function mapsView(scene: Scene, window?: MapWindow): readonly RegionMap[] {
  const differing = differingIn(scene);
  return ldAfter(scene).regions.map((region) => regionMap(scene, region, differing, window));
}
