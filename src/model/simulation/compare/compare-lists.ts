/** A list in pieces. A piece that is the very same object as before has not changed. */
export type Chunks<T> = readonly (readonly T[])[];

/** The members of items that count, with what is known of pieces that were looked at by them. */
interface By<T> {
  readonly members: readonly (keyof T)[];
  /** The piece of the other list that a piece was found to be equal to last. */
  readonly partners: WeakMap<object, object>;
  readonly digests: WeakMap<object, number>;
}

/**
 * Tells how two lists differ in some members of their items, as text: equal differences have equal texts, and none
 * has no text. What both begin or end with does not count, so a change of both in the same way makes no other text.
 * Costs little where few pieces are new.
 */
export function listComparer<T extends object>(
  members: readonly (keyof T)[],
): (a: Chunks<T>, b: Chunks<T>) => string {
  const by: By<T> = { members, partners: new WeakMap(), digests: new WeakMap() };
  return (a, b) => listsDiffer(a, b, by);
}

function listsDiffer<T extends object>(a: Chunks<T>, b: Chunks<T>, by: By<T>): string {
  const shorter = Math.min(a.length, b.length);
  let first = 0;
  while (first < shorter && isSameChunk(a[first], b[first], by)) first += 1;
  if (first === a.length && first === b.length) return '';
  let last = 0;
  while (last < shorter - first && isSameChunk(a.at(-1 - last), b.at(-1 - last), by)) {
    last += 1;
  }
  return restsDiffer(a.slice(first, a.length - last), b.slice(first, b.length - last), by);
}

function restsDiffer<T extends object>(a: Chunks<T>, b: Chunks<T>, by: By<T>): string {
  const [countA, countB] = [countOf(a), countOf(b)];
  const most = Math.min(countA, countB);
  const start = commonItems(forwards(a), forwards(b), most, by);
  if (start.length === countA && start.length === countB) return '';
  const end = commonItems(backwards(a), backwards(b), most - start.length, by);
  const shared = digest(start, by) + digest(end, by);
  const rest = (chunks: Chunks<T>, count: number): string => {
    const all = chunks.reduce((sum, chunk) => sum + chunkDigest(chunk, by), 0);
    return `${count - start.length - end.length}:${all - shared}`;
  };
  return `${rest(a, countA)}/${rest(b, countB)}`;
}

const countOf = <T>(chunks: Chunks<T>): number =>
  chunks.reduce((sum, chunk) => sum + chunk.length, 0);

function* forwards<T>(chunks: Chunks<T>): Generator<T> {
  for (const chunk of chunks) yield* chunk;
}

function* backwards<T>(chunks: Chunks<T>): Generator<T> {
  for (const chunk of chunks.toReversed()) yield* chunk.toReversed();
}

/** What two sequences have in common before they part; at most so many items. */
function commonItems<T extends object>(
  a: Generator<T>,
  b: Generator<T>,
  most: number,
  by: By<T>,
): readonly T[] {
  const found: T[] = [];
  while (found.length < most) {
    const [left, right] = [a.next(), b.next()];
    if (left.done === true || right.done === true) break;
    if (!isSame(left.value, right.value, by)) break;
    found.push(left.value);
  }
  return found;
}

const isSame = <T extends object>(left: T | undefined, right: T | undefined, by: By<T>): boolean =>
  left === right || by.members.every((member) => left?.[member] === right?.[member]);

function isSameChunk<T extends object>(
  a: readonly T[] = [],
  b: readonly T[] = [],
  by: By<T>,
): boolean {
  if (a === b || by.partners.get(a) === b) return true;
  if (a.length !== b.length || !a.every((item, i) => isSame(item, b[i], by))) return false;
  by.partners.set(a, b);
  return true;
}

function chunkDigest<T extends object>(chunk: readonly T[], by: By<T>): number {
  const known = by.digests.get(chunk);
  if (known !== undefined) return known;
  const made = digest(chunk, by);
  by.digests.set(chunk, made);
  return made;
}

/** A prime: products with the base stay safe integers. */
const MODULUS = 2_147_483_647;
const BASE = 1_000_003;

/** A number for the items of a list in any order; other items hardly ever have the same. */
const digest = <T extends object>(items: readonly T[], by: By<T>): number =>
  items.reduce(
    (sum, item) => sum + by.members.reduce((mix, member) => mixed(mix, item[member]), 0),
    0,
  );

function mixed(mix: number, value: unknown): number {
  if (typeof value === 'number') return (mix * BASE + (value % MODULUS)) % MODULUS;
  let result = mix;
  for (const letter of String(value)) result = mixed(result, letter.codePointAt(0) ?? 0);
  return result;
}
