import { ldOf } from '../../device/device-state';
import type { ExtentId } from '../../extent';
import { inOrder } from '../../device/extent-list';
import type { Happening } from '../../happening';
import type { SimulationState } from '../../simulation/state';
import type { Frame } from '../../simulation/run/timeline';
import { touchesOf, type ByteRange, type Touch } from '../scene/touches';

/** A happening and the step it is of. */
export interface Entry {
  readonly step: number;
  readonly happening: Happening;
}

export type Kind = Happening['what'];

/**
 * What happened in a run, by what it happened to: every list in order. Built up as the run grows, so that a
 * question about one thing never looks at all that happened.
 */
export interface Causes {
  readonly first: SimulationState;
  readonly frames: readonly Frame[];
  readonly byExtent: ReadonlyMap<ExtentId, readonly Entry[]>;
  readonly byGroup: ReadonlyMap<number, readonly Entry[]>;
  /** Of the Dynamic Capacity log, by serial. */
  readonly byRecord: ReadonlyMap<number, readonly Entry[]>;
  readonly byKind: ReadonlyMap<Kind, readonly Entry[]>;
  /** The steps that came to a rule, by its id. */
  readonly byRule: ReadonlyMap<string, readonly number[]>;
  /** Steps in which a user of the host machine did something to its capacity. */
  readonly deeds: readonly number[];
  readonly touches: readonly Touch[];
  /** Where an extent lay when it came to be. */
  readonly ranges: ReadonlyMap<ExtentId, ByteRange>;
}

interface Growing extends Causes {
  readonly byExtent: Map<ExtentId, Entry[]>;
  readonly byGroup: Map<number, Entry[]>;
  readonly byRecord: Map<number, Entry[]>;
  readonly byKind: Map<Kind, Entry[]>;
  readonly byRule: Map<string, number[]>;
  readonly deeds: number[];
  readonly touches: Touch[];
  readonly ranges: Map<ExtentId, ByteRange>;
}

/** What a run consists of, as far as causes go. */
export interface Run {
  readonly first: SimulationState;
  readonly frames: readonly Frame[];
}

const newCauses = (first: SimulationState): Growing => {
  const { accepted, pending } = ldOf(first.device);
  const given = [...inOrder(accepted), ...pending.flatMap(({ extents }) => extents)];
  return {
    first,
    frames: [],
    byExtent: new Map(),
    byGroup: new Map(),
    byRecord: new Map(),
    byKind: new Map(),
    byRule: new Map(),
    deeds: [],
    touches: [],
    ranges: new Map(
      given.map(({ id, start, length }) => [id, { start, end: start + length }] as const),
    ),
  };
};

const grown = new WeakMap<Causes, Growing>();

/** The causes of a run. Those of a run that it goes on from are grown in place: they must not be used any more. */
export function causesOf({ first, frames }: Run, known?: Causes): Causes {
  if (known?.frames === frames) return known;
  const growing = continued({ first, frames }, known) ?? newCauses(first);
  for (let at = growing.frames.length; at < frames.length; at += 1) {
    const frame = frames[at];
    if (frame !== undefined) addFrame(growing, frame, at + 1);
  }
  const causes = { ...growing, frames };
  grown.set(causes, causes);
  return causes;
}

function continued({ first, frames }: Run, known: Causes | undefined): Growing | undefined {
  const goesOn = known?.first === first && known.frames.every((frame, i) => frame === frames[i]);
  return goesOn ? grown.get(known) : undefined;
}

/** What a host does by itself, or a person in place of it; all else is done to it. */
const ownDeeds: ReadonlySet<string> = new Set([
  'next',
  'read',
  'respond',
  'clear',
  'release',
  'list',
]);

function addFrame(causes: Growing, frame: Frame, step: number): void {
  if (frame.action.kind === 'host' && !ownDeeds.has(frame.action.deed)) causes.deeds.push(step);
  for (const happening of frame.happenings) {
    if (happening.what === 'ruleChecked') addRule(causes.byRule, happening.rule, step);
    else addEntry(causes, { step, happening });
  }
  for (const touch of touchesOf(frame, step, causes.ranges)) causes.touches.push(touch);
}

function addRule(byRule: Map<string, number[]>, rule: string, step: number): void {
  const steps = byRule.get(rule);
  if (steps === undefined) byRule.set(rule, [step]);
  else if (steps.at(-1) !== step) steps.push(step);
}

function addEntry(causes: Growing, entry: Entry): void {
  const { happening } = entry;
  addTo(causes.byKind, happening.what, entry);
  for (const id of extentsOf(happening)) addTo(causes.byExtent, id, entry);
  if ('group' in happening) addTo(causes.byGroup, happening.group, entry);
  for (const serial of recordsOf(happening)) addTo(causes.byRecord, serial, entry);
}

function addTo<K>(map: Map<K, Entry[]>, key: K, entry: Entry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

const none: readonly number[] = [];

/** The extents that a happening is about; `0` stands for none. */
export function extentsOf(happening: Happening): readonly ExtentId[] {
  switch (happening.what) {
    case 'groupOffered':
    case 'releaseAsked':
      return happening.extents;
    case 'extentSplit':
      return [happening.extent, ...happening.into];
    case 'extentAccepted':
      return happening.from === happening.extent
        ? [happening.extent]
        : [happening.extent, happening.from];
    default:
      return 'extent' in happening && happening.extent !== 0 ? [happening.extent] : none;
  }
}

function recordsOf(happening: Happening): readonly number[] {
  switch (happening.what) {
    case 'recordLogged':
      return happening.log === 'dynamicCapacity' ? [happening.serial] : none;
    case 'recordsRead':
    case 'recordsCleared':
      return happening.log === 'dynamicCapacity' ? happening.serials : none;
    default:
      return none;
  }
}

/** A point in a run: after happening `n` of a step. */
export interface Point {
  readonly step: number;
  readonly n: number;
}

/** The end of a step, whatever happened in it. */
export const endOfStep = (step: number): Point => ({ step, n: Number.MAX_SAFE_INTEGER });

const isBefore = ({ step, happening }: Entry, point: Point): boolean =>
  step < point.step || (step === point.step && happening.n < point.n);

/** The latest entry of a list before a point that satisfies a test. */
export function latestBefore(
  list: readonly Entry[] | undefined,
  point: Point,
  test: (happening: Happening) => boolean = () => true,
): Entry | undefined {
  if (list === undefined) return undefined;
  for (let at = countBefore(list, point) - 1; at >= 0; at -= 1) {
    const entry = list[at];
    if (entry !== undefined && test(entry.happening)) return entry;
  }
  return undefined;
}

/** How many entries of a list lie before a point. */
function countBefore(list: readonly Entry[], point: Point): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = list[middle];
    if (entry !== undefined && isBefore(entry, point)) low = middle + 1;
    else high = middle;
  }
  return low;
}
