import type { ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import type { Frame } from '../../simulation/run/timeline';

/** One thing that happened to an extent. */
export interface Entry {
  readonly step: number;
  readonly happening: Happening;
}

/** What happened to each extent over a run, in order. */
export interface Chronicle {
  readonly frames: readonly Frame[];
  readonly byExtent: ReadonlyMap<ExtentId, readonly Entry[]>;
  /** What was cut from each extent. */
  readonly parts: ReadonlyMap<ExtentId, readonly ExtentId[]>;
}

export const emptyChronicle: Chronicle = { frames: [], byExtent: new Map(), parts: new Map() };

/** The chronicle of a run, grown from that of the run it continues. */
export function chronicleOf(frames: readonly Frame[], known: Chronicle): Chronicle {
  if (frames === known.frames) return known;
  const done = known.frames.length;
  const continues = done <= frames.length && known.frames.at(-1) === frames[done - 1];
  const byExtent = new Map(continues ? known.byExtent : []);
  const parts = new Map(continues ? known.parts : []);
  const fresh = continues ? frames.slice(done) : frames;
  fresh.forEach((frame, i) => {
    const step = frames.length - fresh.length + i + 1;
    for (const happening of frame.happenings) {
      addTo(byExtent, { step, happening });
      addParts(parts, happening);
    }
  });
  return { frames, byExtent, parts };
}

function addTo(byExtent: Map<ExtentId, readonly Entry[]>, entry: Entry): void {
  for (const extent of extentsOf(entry.happening)) {
    byExtent.set(extent, [...(byExtent.get(extent) ?? []), entry]);
  }
}

function addParts(parts: Map<ExtentId, readonly ExtentId[]>, happening: Happening): void {
  const add = (from: ExtentId, into: readonly ExtentId[]): void => {
    parts.set(from, [...(parts.get(from) ?? []), ...into]);
  };
  if (happening.what === 'extentSplit') add(happening.extent, happening.into);
  if (happening.what === 'extentAccepted' && happening.from !== happening.extent)
    add(happening.from, [happening.extent]);
}

function extentsOf(happening: Happening): readonly ExtentId[] {
  switch (happening.what) {
    case 'groupOffered':
    case 'releaseAsked':
      return happening.extents;
    case 'extentSplit':
      return [happening.extent, ...happening.into];
    default:
      return 'extent' in happening ? [happening.extent] : [];
  }
}

/** What happened to an extent, and to those it was cut from, up to a step. */
function storyOf(chronicle: Chronicle, extent: ExtentId, step: number): readonly Entry[] {
  const own = (chronicle.byExtent.get(extent) ?? []).filter((entry) => entry.step <= step);
  const parent = own
    .map(({ happening }) => parentIn(happening, extent))
    .find((id) => id !== undefined);
  if (parent === undefined) return own;
  const start = own[0]?.step ?? step;
  return [
    ...storyOf(chronicle, parent, start).filter(
      ({ happening }) => !own.some((entry) => entry.happening === happening),
    ),
    ...own,
  ];
}

function parentIn(happening: Happening, extent: ExtentId): ExtentId | undefined {
  if (
    happening.what === 'extentAccepted' &&
    happening.extent === extent &&
    happening.from !== extent
  )
    return happening.from;
  if (happening.what === 'extentSplit' && happening.into.includes(extent)) return happening.extent;
  return undefined;
}

/** The latest entry of an extent that satisfies a test, up to a step. */
export const latest = (
  chronicle: Chronicle,
  extent: ExtentId,
  step: number,
  test: (happening: Happening) => boolean,
): Entry | undefined =>
  storyOf(chronicle, extent, step).findLast(({ happening }) => test(happening));
