import { ldOf } from '../../device/device-state';
import type { ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import type { Frame } from '../../simulation/run/timeline';

/** Half-open range of DPAs. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a happening does to the extents on a range: which comes there, which goes. */
export type Effect =
  | { readonly kind: 'offered' | 'withdrawn' | 'accepted' | 'released'; readonly extent: ExtentId }
  | { readonly kind: 'cut'; readonly extent: ExtentId; readonly into: ExtentId }
  | { readonly kind: 'askedBack' };

/** A happening where it touches capacity. */
export interface Touch extends ByteRange {
  readonly step: number;
  readonly happening: Happening;
  readonly effect: Effect;
}

type Ranges = Map<ExtentId, ByteRange>;
type Part = ByteRange & { readonly effect: Effect };

/** Where the happenings of a frame touch capacity, in order. `ranges` learns where new extents lie. */
export function touchesOf(frame: Frame, step: number, ranges: Ranges): readonly Touch[] {
  const touches: Touch[] = [];
  for (const happening of frame.happenings) {
    for (const { start, end, effect } of partsOf(frame, happening, ranges)) {
      if (start < end) touches.push({ start, end, effect, step, happening });
    }
  }
  return touches;
}

const nowhere: readonly Part[] = [];

function partsOf(frame: Frame, happening: Happening, ranges: Ranges): readonly Part[] {
  switch (happening.what) {
    case 'groupOffered':
      return offeredParts(frame, happening, ranges);
    case 'extentAccepted': {
      const { extent, from, start, length } = happening;
      const range = { start, end: start + length };
      ranges.set(extent, range);
      const accepted: Effect = { kind: 'accepted', extent };
      const left: Effect = { kind: 'withdrawn', extent: from };
      return [
        { ...range, effect: left },
        { ...range, effect: accepted },
      ];
    }
    case 'extentWithdrawn': {
      const { extent, start, length } = happening;
      return [{ start, end: start + length, effect: { kind: 'withdrawn', extent } }];
    }
    case 'extentReleased': {
      const { extent, start, length } = happening;
      return [{ start, end: start + length, effect: { kind: 'released', extent } }];
    }
    case 'extentSplit':
      return cutParts(frame, happening, ranges);
    case 'releaseAsked': {
      const { start, length } = happening;
      return [{ start, end: start + length, effect: { kind: 'askedBack' } }];
    }
    default:
      return nowhere;
  }
}

/** A group may grow by one extent after the other: each offer is of its own extents only. */
function offeredParts(
  { state }: Frame,
  { group: id, extents }: Extract<Happening, { readonly what: 'groupOffered' }>,
  ranges: Ranges,
): readonly Part[] {
  const group = ldOf(state.device).pending.findLast((item) => item.id === id);
  const fresh = new Set(extents);
  return (group?.extents ?? [])
    .filter((extent) => fresh.has(extent.id))
    .map(({ id: extent, start, length }) => {
      const range = { start, end: start + length };
      ranges.set(extent, range);
      return { ...range, effect: { kind: 'offered', extent } };
    });
}

/** The remnants of a cut extent: what lay before and behind what was released just before. */
function cutParts(
  { happenings }: Frame,
  { n, extent, into }: Extract<Happening, { readonly what: 'extentSplit' }>,
  ranges: Ranges,
): readonly Part[] {
  const whole = ranges.get(extent);
  const gone = happenings.findLast(
    (item) => item.what === 'extentReleased' && item.extent === extent && item.n < n,
  );
  if (whole === undefined || gone?.what !== 'extentReleased') return [];
  const remnants = [
    { start: whole.start, end: gone.start },
    { start: gone.start + gone.length, end: whole.end },
  ].filter(({ start, end }) => start < end);
  return into.flatMap((id, i) => {
    const range = remnants[i];
    if (range === undefined) return [];
    ranges.set(id, range);
    return [{ ...range, effect: { kind: 'cut', extent, into: id } as const }];
  });
}
