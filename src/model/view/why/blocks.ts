import { ldOf, type Region } from '../../device/device-state';
import { endOf, type ExtentId } from '../../extent';
import { extentsOver } from '../../device/extent-list';
import { rangesIn } from '../../persistent/range-map';
import type { DrawnState } from '../page/vocabulary';
import type { Causes, Entry } from './causes';
import type { ByteRange, Effect, Touch } from '../scene/touches';

/** What a byte of capacity is at a step, and since when. */
export interface Standing {
  readonly state: DrawnState;
  /** What made it so; absent where nothing ever did. */
  readonly since?: Entry;
  /** The accepted extent, else the one on offer, else the one that was here last. */
  readonly extent?: ExtentId;
}

/** A run of bytes that stand as they do for one reason. */
export interface StandingRun extends Standing, ByteRange {}

interface Holding {
  readonly accepted: readonly ExtentId[];
  readonly offers: readonly ExtentId[];
  readonly asked: boolean;
}

/** What is known of a range before the first step. */
function heldAtStart({ first }: Causes, { start, end }: ByteRange): Holding {
  const { accepted, pending, askedBack } = ldOf(first.device);
  return {
    accepted: extentsOver(accepted, start, end).map(({ id }) => id),
    offers: pending
      .flatMap(({ extents }) => extents)
      .filter((extent) => extent.start < end && endOf(extent) > start)
      .map(({ id }) => id),
    asked: rangesIn(askedBack, start, end).length > 0,
  };
}

const drawn = ({ accepted, offers, asked }: Holding): DrawnState => {
  if (accepted.length > 0) return asked ? 'askedBack' : 'accepted';
  return offers.length > 0 ? 'offered' : 'free';
};

const without = (ids: readonly ExtentId[], gone: ExtentId): readonly ExtentId[] =>
  ids.filter((id) => id !== gone);

function after(holding: Holding, effect: Effect): Holding {
  const { accepted, offers } = holding;
  switch (effect.kind) {
    case 'offered':
      return { ...holding, offers: [...offers, effect.extent] };
    case 'withdrawn':
      return { ...holding, offers: without(offers, effect.extent) };
    case 'accepted':
      return { ...holding, accepted: [...accepted, effect.extent] };
    case 'released':
      return { ...holding, accepted: without(accepted, effect.extent), asked: false };
    case 'cut':
      return { ...holding, accepted: [...without(accepted, effect.extent), effect.into] };
    case 'askedBack':
      return { ...holding, asked: true };
  }
}

/** The blocks of a region. A range counts from the first to the last of them that it touches. */
interface Grid {
  readonly base: number;
  readonly blockSize: number;
}

const startIn = ({ base, blockSize }: Grid, { start }: ByteRange): number =>
  base + Math.floor((start - base) / blockSize) * blockSize;

const endIn = ({ base, blockSize }: Grid, { end }: ByteRange): number =>
  base + Math.ceil((end - base) / blockSize) * blockSize;

/** How the block at `at` came to stand as it does, and up to where nothing divides it from those behind it. */
function runAt({ causes, grid, touches }: BlockAnswer, at: number, most: number): StandingRun {
  let end = borderAtStart(causes, grid, at, most);
  let holding = heldAtStart(causes, { start: at, end: at + grid.blockSize });
  let since: Touch | undefined;
  let last = [...holding.accepted, ...holding.offers].at(-1);
  for (const touch of touches) {
    const from = startIn(grid, touch);
    const to = endIn(grid, touch);
    end = nearer(end, at, from, to);
    if (from > at || to <= at) continue;
    const next = after(holding, touch.effect);
    if (drawn(next) !== drawn(holding)) since = touch;
    holding = next;
    if ('extent' in touch.effect) last = touch.effect.extent;
  }
  const extent = holding.accepted.at(-1) ?? holding.offers.at(-1) ?? last;
  return {
    start: at,
    end,
    state: drawn(holding),
    ...(since === undefined ? {} : { since: { step: since.step, happening: since.happening } }),
    ...(extent === undefined ? {} : { extent }),
  };
}

interface BlockAnswer {
  readonly causes: Causes;
  readonly grid: Grid;
  readonly touches: readonly Touch[];
}

/** The blocks of a range of a region by how they stand, from its start on; at most `most` runs. */
export function standings(
  causes: Causes,
  region: Region,
  range: ByteRange,
  { step, most }: { readonly step: number; readonly most: number },
): readonly StandingRun[] {
  const touches = causes.touches.filter(
    (touch) =>
      touch.step <= step &&
      startIn(region, touch) < range.end &&
      endIn(region, touch) > range.start,
  );
  const runs: StandingRun[] = [];
  for (let start = range.start; start < range.end;) {
    const run = runAt({ causes, grid: region, touches }, start, range.end);
    const before = runs.at(-1);
    if (before !== undefined && isSame(before, run))
      runs[runs.length - 1] = { ...before, end: run.end };
    else if (runs.length === most) return runs;
    else runs.push(run);
    start = run.end;
  }
  return runs;
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.state === b.state && a.since?.happening === b.since?.happening && a.extent === b.extent;

/** The nearest border behind a block that was there before the first step. */
function borderAtStart({ first }: Causes, grid: Grid, at: number, end: number): number {
  const { accepted, pending } = ldOf(first.device);
  const given = [...extentsOver(accepted, at, end), ...pending.flatMap(({ extents }) => extents)];
  return given.reduce((border, extent) => {
    const range = { start: extent.start, end: endOf(extent) };
    return nearer(border, at, startIn(grid, range), endIn(grid, range));
  }, end);
}

function nearer(border: number, at: number, from: number, to: number): number {
  if (from > at) return Math.min(border, from);
  return to > at ? Math.min(border, to) : border;
}
