import { regionAt } from '../../device/device-state';
import { endOf, type Extent, type ExtentId } from '../../extent';
import { inOrder } from '../../device/extent-list';
import { NO_TAG } from '../../layouts/dc-extent';
import { chipOf } from '../map/chips';
import { latest } from '../scene/chronicle';
import { extentAt } from '../scene/extent-at';
import { ldAfter, type Scene } from '../scene/scene';
import { extentEntity, extentLabel, extentNames, groupLabel, regionLabel } from '../words/names';
import { hostSide, type Row } from './ledger-host';
import type { DrawnState, LedgerRow, LedgerView } from '../page';
import { acceptedPieces, blocksIn, gonePieces } from '../map/pieces';
import { definedOnly } from '../scene/present';
import { tagOf } from '../words/tags';

/** Rows the page gets at once. */
const MAX_ROWS = 500;
/** Names of what is gone that the page gets. */
const MAX_GONE = 64;

/** Each piece of an extent that the device holds or has on offer, and each that went in this step, by address. */
export function ledgerView(scene: Scene): LedgerView {
  const rows = rowsOf(scene).toSorted(
    (a, b) => a.start - b.start || a.end - b.end || a.extent.id - b.extent.id,
  );
  const shown = rows.slice(0, MAX_ROWS);
  const ends = furthestEnds(rows);
  return {
    total: rows.length,
    rows: shown.map((row, at) => told(scene, row, overlapping(row, at, { rows, ends }))),
    gone: goneOf(scene, rows),
  };
}

function rowsOf(scene: Scene): readonly Row[] {
  const ld = ldAfter(scene);
  const accepted = inOrder(ld.accepted).flatMap((extent): readonly Row[] => {
    const pieces = acceptedPieces(ld, extent.id, { start: extent.start, end: endOf(extent) });
    return pieces.length === 0
      ? [wholeRow(extent, 'accepted')]
      : pieces.map(({ start, end, state }) => ({ start, end, extent, state, partly: false }));
  });
  const offered = ld.pending
    .flatMap(({ extents }) => extents)
    .map((extent) => wholeRow(extent, 'offered'));
  const gone = gonePieces(scene.happenings).map((piece): Row => {
    const { start, end } = piece;
    const known = extentAt(scene, piece.extent) ?? bare(piece.extent, start, end);
    return { ...piece, extent: known };
  });
  return [...accepted, ...offered, ...gone];
}

const wholeRow = (extent: Extent, state: DrawnState): Row => ({
  start: extent.start,
  end: endOf(extent),
  extent,
  state,
  partly: false,
});

const bare = (id: number, start: number, end: number): Extent => ({
  id,
  start,
  length: end - start,
  tag: NO_TAG,
  sharedSeq: 0,
});

/** Extents that this run had once and that are in no row. */
function goneOf(scene: Scene, rows: readonly Row[]): LedgerView['gone'] {
  const shown = new Set(rows.map(({ extent }) => extent.id));
  const { extent: nextExtent } = scene.after.device.names;
  const ids = Array.from({ length: nextExtent - 1 }, (_, i) => nextExtent - 1 - i).filter(
    (id) => !shown.has(id),
  );
  return { chips: ids.slice(0, MAX_GONE).map((id) => chipOf(scene, id)), count: ids.length };
}

const stateWords: Readonly<Record<Row['state'], readonly [whole: string, part: string]>> = {
  free: ['free', 'free'],
  offered: ['offered', 'offered'],
  askedBack: ['accepted, asked back', 'accepted, asked back'],
  accepted: ['accepted', 'accepted'],
  withdrawn: ['withdrawn now', 'rest withdrawn now'],
  released: ['released now', 'part released now'],
};

/** The other extents that a row lies on. Rows are in order of their start; `ends` are the furthest ends up to each. */
function overlapping(
  row: Row,
  place: number,
  { rows, ends }: { readonly rows: readonly Row[]; readonly ends: readonly number[] },
): readonly ExtentId[] {
  const { extent, start, end } = row;
  let from = place;
  while (from > 0 && (ends[from - 1] ?? 0) > start) from -= 1;
  let to = place + 1;
  while ((rows[to]?.start ?? end) < end) to += 1;
  const ids = rows
    .slice(from, to)
    .filter((other) => other.start < end && other.end > start && other.extent.id !== extent.id)
    .map((other) => other.extent.id);
  return [...new Set(ids)].sort((x, y) => x - y);
}

/** The furthest end of the rows up to each. */
function furthestEnds(rows: readonly Row[]): readonly number[] {
  let furthest = 0;
  return rows.map(({ end }) => (furthest = Math.max(furthest, end)));
}

function told(scene: Scene, row: Row, under: readonly ExtentId[]): LedgerRow {
  const { extent, state, start, end, partly } = row;
  const region = regionAt(ldAfter(scene), start);
  const run = region === undefined ? undefined : blocksIn(region, { start, end });
  const length = end - start;
  const tag = tagOf(extent);
  return {
    id: extentEntity(extent.id),
    chip: {
      id: extentEntity(extent.id),
      label: extentLabel(extent.id),
      state,
      ...definedOnly({ tag }),
    },
    ...definedOnly({ from: extent.from === undefined ? undefined : extentLabel(extent.from) }),
    asked: askedText(scene, extent.id),
    region: region === undefined ? 'no region' : regionLabel(region.index),
    start,
    length,
    ...definedOnly({ blocks: run && { first: run.first, last: run.first + run.count - 1 } }),
    stateText: [
      stateWords[state][partly ? 1 : 0],
      ...(under.length === 0 ? [] : [`overlaps ${extentNames(under)}`]),
    ].join(', '),
    since: sinceOf(scene, extent.id),
    ...hostSide(scene, row),
  };
}
function askedText(scene: Scene, id: ExtentId): string {
  const offer = latest(scene.chronicle, id, scene.step, ({ what }) => what === 'groupOffered');
  return offer?.happening.what === 'groupOffered'
    ? `step ${offer.step} · add ${groupLabel(offer.happening.group)}`
    : 'accepted beforehand';
}

const sinceOf = ({ chronicle, step }: Scene, id: ExtentId): number =>
  latest(chronicle, id, step, ({ what }) => what in sinceKinds)?.step ?? 0;

const sinceKinds: Readonly<Record<string, true>> = {
  groupOffered: true,
  extentAccepted: true,
  extentWithdrawn: true,
  extentReleased: true,
  extentSplit: true,
  releaseAsked: true,
};
