import { itemsOf } from '../../persistent/chunked-list';
import type { BlockRun } from '../../persistent/block-map';
import type { Ld, Region } from '../../device/device-state';
import { endOf } from '../../extent';
import { extentsOver } from '../../device/extent-list';
import { emptyRanges, withoutRange, withRange, rangesIn } from '../../persistent/range-map';
import type { Happening } from '../../happening';
import type { FmClaim } from '../../simulation/state';
import { drawnStates } from '../page';
import type { Drawn, Kinds } from './coverage';
import { keptInUse } from './differences';
import { happeningsOf } from '../scene/gather';
import type { Scene } from '../scene/scene';
import type { DrawnState, GoneState } from '../page/vocabulary';
import type { ByteRange } from '../scene/touches';

/** What is accepted is so whatever is offered over it. */
export const stateKinds: Kinds<DrawnState> = {
  kinds: drawnStates,
  byStrength: ['askedBack', 'accepted', 'offered'],
};

/** A drawn range that belongs to an extent. */
export interface Piece extends Drawn<DrawnState> {
  readonly extent: number;
}

/** Whether a range has bytes in another. */
export const overlaps =
  (other: ByteRange) =>
  ({ start, end }: ByteRange): boolean =>
    start < other.end && end > other.start;

const bytesOf = ({ base, length }: Region): ByteRange => ({ start: base, end: base + length });

/**
 * Accepted, asked back and offered ranges of a region as the device holds them; of those that are not `within` some
 * bytes nothing is said, and none is cut there.
 */
export function devicePieces(
  ld: Ld,
  region: Region,
  within: ByteRange = bytesOf(region),
): readonly Piece[] {
  const held = extentsOver(ld.accepted, within.start, within.end);
  const accepted = held.flatMap((extent): readonly Piece[] => {
    const range = clipped({ start: extent.start, end: endOf(extent) }, region);
    return range === undefined ? [] : acceptedPieces(ld, extent.id, range);
  });
  return [...accepted, ...offeredPieces(ld, region)].filter(overlaps(within));
}

/** Accepted bytes of an extent, cut where a part of them is asked back. */
export const acceptedPieces = (ld: Ld, extent: number, range: ByteRange): readonly Piece[] =>
  cutBy(extent, range, rangesIn(ld.askedBack, range.start, range.end));

/**
 * Offered ranges that are not accepted. Today's QEMU lets no offer overlap anything; the 2023 series and the mock
 * do, and a name is written over each byte once.
 */
function offeredPieces(ld: Ld, region: Region): readonly Piece[] {
  let ranges = emptyRanges<number>();
  for (const { id, start, length } of ld.pending.flatMap((group) => group.extents)) {
    const range = clipped({ start, end: start + length }, region);
    if (range !== undefined) ranges = withRange(ranges, range.start, range.end, id);
  }
  for (const range of itemsOf(ranges)) {
    for (const extent of extentsOver(ld.accepted, range.start, range.end))
      ranges = withoutRange(ranges, extent.start, endOf(extent));
  }
  return itemsOf(ranges).map(({ start, end, value }) => ({
    extent: value,
    start,
    end,
    state: 'offered',
  }));
}

/** The part of a piece that lies in a region. */
export function clipped<P extends ByteRange>(piece: P, { base, length }: Region): P | undefined {
  const start = Math.max(piece.start, base);
  const end = Math.min(piece.end, base + length);
  return start < end ? { ...piece, start, end } : undefined;
}

/** The blocks of a region that a range in it touches. */
export function blocksIn({ base, blockSize }: Region, { start, end }: ByteRange): BlockRun {
  const first = Math.floor((start - base) / blockSize);
  return { first, count: Math.ceil((end - base) / blockSize) - first };
}

function cutBy(extent: number, range: ByteRange, asked: readonly ByteRange[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = range.start;
  for (const { start, end } of asked) {
    const from = Math.max(at, start);
    const to = Math.min(range.end, end);
    if (from > at) pieces.push({ extent, start: at, end: from, state: 'accepted' });
    pieces.push({ extent, start: from, end: to, state: 'askedBack' });
    at = to;
  }
  return at < range.end
    ? [...pieces, { extent, start: at, end: range.end, state: 'accepted' }]
    : pieces;
}

/** What the host shows of a region; what it was asked for and keeps because it is in use is drawn so. */
export function hostPieces(
  { after }: Pick<Scene, 'after'>,
  region: Region,
  within: ByteRange = bytesOf(region),
): readonly Piece[] {
  const kept = keptInUse(after).toSorted((a, b) => a.start - b.start);
  const pieces = rangesIn(after.host.held, within.start, within.end).flatMap(
    ({ start, end, value }) => {
      const range = clipped({ start, end }, region);
      return range === undefined ? [] : cutBy(value.extent, range, kept.filter(overlaps(range)));
    },
  );
  return pieces.filter(overlaps(within));
}

/** A range that was asked for, and how. */
export interface AskedPiece extends ByteRange, FmClaim {}

/** What the fabric manager asked for in a region: on each byte what it asked last. */
export const askedPieces = (
  { after }: Pick<Scene, 'after'>,
  region: Region,
  within: ByteRange = bytesOf(region),
): readonly AskedPiece[] =>
  rangesIn(after.fmAsked, within.start, within.end).flatMap(({ start, end, value }) => {
    const range = clipped({ start, end }, region);
    return range === undefined ? [] : [{ ...value, ...range }];
  });

/** A range that an extent lost in a step: all of it, or a part. */
export interface GonePiece extends ByteRange {
  readonly extent: number;
  readonly state: GoneState;
  readonly partly: boolean;
}

/** What a step took away, by what it happened to. */
export function gonePieces(happenings: readonly Happening[]): readonly GonePiece[] {
  const cut = new Set(happeningsOf(happenings, 'extentSplit').map(({ extent }) => extent));
  return [
    ...happeningsOf(happenings, 'extentWithdrawn').map(
      ({ extent, start, length, partly }): GonePiece => ({
        extent,
        start,
        end: start + length,
        state: 'withdrawn',
        partly,
      }),
    ),
    ...happeningsOf(happenings, 'extentReleased').map(({ extent, start, length }): GonePiece => ({
      extent,
      start,
      end: start + length,
      state: 'released',
      partly: cut.has(extent),
    })),
  ];
}
