import { toHex } from '../../codec/codec';
import type { Action } from '../action';
import type { Frame } from '../run/timeline';

/** The steps `from + 1` to `to` of a run: one input and the moves of the host that follow it. */
export interface Group {
  readonly from: number;
  readonly to: number;
  /** Absent for moves of the host before the first input. */
  readonly input: Action | undefined;
}

/** Groups that are looked at side by side; a run that has none for it stays where it is. */
export type Pair = readonly [a: Group | undefined, b: Group | undefined];

/** The step that each run is at in one row of a comparison. */
export interface CompareRow {
  readonly a: number;
  readonly b: number;
}

/** Which actions come from outside, and start a group. */
export type IsInput = (action: Action) => boolean;

/** A run as groups. The first one may hold no input. */
export function groupsOf(frames: readonly Frame[], isInput: IsInput): readonly Group[] {
  const starts = frames.flatMap(({ action }, index) => (isInput(action) ? [index] : []));
  const groups = starts.map((from, i): Group => ({
    from,
    to: starts[i + 1] ?? frames.length,
    input: frames[from]?.action,
  }));
  return [{ from: 0, to: starts[0] ?? frames.length, input: undefined }, ...groups];
}

/** Groups of two runs: those of equal inputs together where their order allows it, the others side by side. */
export function paired(a: readonly Group[], b: readonly Group[]): readonly Pair[] {
  const keysA = a.map(keyOf);
  const keysB = b.map(keyOf);
  let common = 0;
  while (common < Math.min(a.length, b.length) && keysA[common] === keysB[common]) common += 1;
  const matches = matched(keysA.slice(common), keysB.slice(common));
  const pairs = sideBySide(a.slice(0, common), b.slice(0, common));
  let [nextA, nextB] = [common, common];
  for (const [i, j] of [...matches, [a.length - common, b.length - common] as const]) {
    pairs.push(...sideBySide(a.slice(nextA, common + i), b.slice(nextB, common + j)));
    if (common + i < a.length) pairs.push([a[common + i], b[common + j]]);
    [nextA, nextB] = [common + i + 1, common + j + 1];
  }
  return pairs;
}

/** Two lists next to each other, the shorter one filled up. */
export function sideBySide(a: readonly Group[], b: readonly Group[]): Pair[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i): Pair => [a[i], b[i]]);
}

/** Equal inputs have equal keys. */
const keyOf = ({ input }: Group): string =>
  JSON.stringify({ input }, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    return value instanceof Uint8Array ? toHex(value) : value;
  });

/** More cells than this are not searched for equal inputs. */
const MOST_CELLS = 4_000_000;

/** Longest common subsequence of two lists of keys, as pairs of indices. */
function matched(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  if ((a.length + 1) * width > MOST_CELLS) return [];
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const matches: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (at(i, j) > 0) {
    if (a[i] === b[j]) matches.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return matches;
}

/** The rows of pairs, from the start of both runs on. A run with fewer steps stays at its last. */
export function rowsOf(pairs: readonly Pair[]): readonly CompareRow[] {
  const rows: CompareRow[] = [{ a: 0, b: 0 }];
  let [lastA, lastB] = [0, 0];
  for (const [a, b] of pairs) {
    const [endA, endB] = [a?.to ?? lastA, b?.to ?? lastB];
    const count = Math.max(endA - lastA, endB - lastB);
    for (let i = 1; i <= count; i += 1) {
      rows.push({ a: Math.min(lastA + i, endA), b: Math.min(lastB + i, endB) });
    }
    [lastA, lastB] = [endA, endB];
  }
  return rows;
}
