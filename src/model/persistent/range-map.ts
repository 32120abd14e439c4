import { emptyList, inserted, removed, visitFrom, type ChunkedList } from './chunked-list';

/** Half-open range of bytes with a value on it. */
export interface Painted<V> {
  readonly start: number;
  readonly end: number;
  readonly value: V;
}

/** Persistent map from disjoint byte ranges to values: what was painted last shows. */
export type RangeMap<V> = ChunkedList<Painted<V>>;

const startOf = (range: { readonly start: number }): number => range.start;

export const emptyRanges = <V>(): RangeMap<V> => emptyList();

/** The painted ranges that touch `start`..`end`, in address order, not clipped. */
export function rangesIn<V>(map: RangeMap<V>, start: number, end: number): readonly Painted<V>[] {
  if (map.size === 0) return [];
  const found: Painted<V>[] = [];
  visitFrom(map, start, startOf, (range) => {
    if (range.start >= end) return false;
    if (range.end > start) found.push(range);
    return true;
  });
  return found;
}

/** The map with nothing on `start`..`end`. */
export function withoutRange<V>(map: RangeMap<V>, start: number, end: number): RangeMap<V> {
  let result = map;
  for (const range of rangesIn(map, start, end)) {
    result = removed(result, range.start, startOf);
    if (range.start < start) result = inserted(result, { ...range, end: start }, startOf);
    if (range.end > end) result = inserted(result, { ...range, start: end }, startOf);
  }
  return result;
}

/** The map with `value` on `start`..`end`, over whatever was there. */
export const withRange = <V>(
  map: RangeMap<V>,
  start: number,
  end: number,
  value: V,
): RangeMap<V> =>
  start === end ? map : inserted(withoutRange(map, start, end), { start, end, value }, startOf);
