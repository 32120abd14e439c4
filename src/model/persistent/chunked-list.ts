/**
 * A persistent sorted list: an edit copies one small chunk and the outer array, everything else is shared.
 * Keys are numbers and do not repeat. Every function takes the list's key function.
 */
export interface ChunkedList<T> {
  readonly chunks: readonly (readonly T[])[];
  readonly size: number;
}

type KeyOf<T> = (item: T) => number;

const CHUNK = 128;

const nothing: ChunkedList<never> = { chunks: [], size: 0 };

export const emptyList = <T>(): ChunkedList<T> => nothing;

/** Index of the last chunk whose first key is at most `key`, or -1. */
function chunkOf<T>(list: ChunkedList<T>, key: number, keyOf: KeyOf<T>): number {
  let low = 0;
  let high = list.chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const first = list.chunks[middle]?.[0];
    if (first !== undefined && keyOf(first) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index in a chunk of the last item whose key is at most `key`, or -1. */
function itemOf<T>(chunk: readonly T[], key: number, keyOf: KeyOf<T>): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = chunk[middle];
    if (item !== undefined && keyOf(item) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The item with the greatest key that is at most `key`. */
export function floor<T>(list: ChunkedList<T>, key: number, keyOf: KeyOf<T>): T | undefined {
  const chunk = list.chunks[chunkOf(list, key, keyOf)];
  return chunk?.[itemOf(chunk, key, keyOf)];
}

/** The list with one more item; its key is not in the list yet. */
export function inserted<T>(list: ChunkedList<T>, item: T, keyOf: KeyOf<T>): ChunkedList<T> {
  if (list.size === 0) return { chunks: [[item]], size: 1 };
  const key = keyOf(item);
  const at = Math.max(0, chunkOf(list, key, keyOf));
  const chunk = list.chunks[at] ?? [];
  const index = itemOf(chunk, key, keyOf) + 1;
  const grown = chunk.toSpliced(index, 0, item);
  if (grown.length <= CHUNK && at < list.chunks.length) {
    return { chunks: list.chunks.with(at, grown), size: list.size + 1 };
  }
  return { chunks: list.chunks.toSpliced(at, 1, ...split(grown)), size: list.size + 1 };
}

/** The list without the item that has this key; the same list when there is none. */
export function removed<T>(list: ChunkedList<T>, key: number, keyOf: KeyOf<T>): ChunkedList<T> {
  const at = chunkOf(list, key, keyOf);
  const chunk = list.chunks[at];
  if (chunk === undefined) return list;
  const index = itemOf(chunk, key, keyOf);
  const item = chunk[index];
  if (item === undefined || keyOf(item) !== key) return list;
  if (list.size === 1) return nothing;
  const left = chunk.toSpliced(index, 1);
  return {
    chunks: left.length === 0 ? list.chunks.toSpliced(at, 1) : list.chunks.with(at, left),
    size: list.size - 1,
  };
}

const split = <T>(chunk: readonly T[]): readonly (readonly T[])[] =>
  chunk.length <= CHUNK ? [chunk] : [chunk.slice(0, CHUNK >> 1), chunk.slice(CHUNK >> 1)];

/** Up to `count` items from position `index` on. */
export function sliceOf<T>(list: ChunkedList<T>, index: number, count: number): readonly T[] {
  const found: T[] = [];
  let skip = index;
  for (const chunk of list.chunks) {
    if (found.length >= count) break;
    if (skip >= chunk.length) {
      skip -= chunk.length;
      continue;
    }
    found.push(...chunk.slice(skip, skip + count - found.length));
    skip = 0;
  }
  return found;
}

/** The list of items that are sorted by their key already. */
export function listOf<T>(items: readonly T[]): ChunkedList<T> {
  const half = CHUNK / 2;
  const count = Math.ceil(items.length / half);
  const chunks = Array.from({ length: count }, (_, i) => items.slice(i * half, (i + 1) * half));
  return { chunks, size: items.length };
}

/** `Array.prototype.flat` takes ten times as long. */
export const itemsOf = <T>({ chunks }: ChunkedList<T>): readonly T[] =>
  chunks.length === 1 ? (chunks[0] ?? []) : ([] as readonly T[]).concat(...chunks);

/** Calls `visit` for items in key order from the greatest key ≤ `key` on, until it returns false. */
export function visitFrom<T>(
  list: ChunkedList<T>,
  key: number,
  keyOf: KeyOf<T>,
  visit: (item: T) => boolean,
): void {
  const first = Math.max(0, chunkOf(list, key, keyOf));
  for (let at = first; at < list.chunks.length; at += 1) {
    const chunk = list.chunks[at] ?? [];
    const start = at === first ? Math.max(0, itemOf(chunk, key, keyOf)) : 0;
    for (let i = start; i < chunk.length; i += 1) {
      const item = chunk[i];
      if (item !== undefined && !visit(item)) return;
    }
  }
}
