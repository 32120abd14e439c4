import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_TAG } from '../layouts/dc-extent';
import { endOf, leftOf, type Extent } from '../extent';
import {
  withExtent,
  emptyExtents,
  extentAt,
  extentsIn,
  extentsOver,
  firstIn,
  inOrder,
  withoutExtent,
  type ExtentList,
} from './extent-list';

const extentOf = (id: number, start: number, length: number): Extent => ({
  id,
  start,
  length,
  tag: NO_TAG,
  sharedSeq: 0,
});

const ids = (extents: readonly Extent[]): readonly number[] => extents.map(({ id }) => id);

const listOf = (extents: readonly Extent[]): ExtentList => extents.reduce(withExtent, emptyExtents);

const SIZE = 40;

/** Disjoint extents with gaps between some of them, in any order. */
const disjoint = fc
  .array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 })), { maxLength: 10 })
  .map((pairs) => {
    let at = 0;
    return pairs.map(([gap, length], i) => {
      at += gap;
      const extent = extentOf(i + 1, at, length);
      at += length;
      return extent;
    });
  })
  .chain((extents) => fc.shuffledSubarray(extents, { minLength: extents.length }));

const range = fc
  .tuple(fc.nat(SIZE), fc.nat(SIZE))
  .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);

const touching = (extents: readonly Extent[], start: number, end: number): readonly Extent[] =>
  extents
    .filter((extent) => extent.start < end && endOf(extent) > start)
    .toSorted((a, b) => a.start - b.start);

describe('a list of extents', () => {
  test('finds by address what it holds, and gives it in the order it came', () => {
    fc.assert(
      fc.property(disjoint, range, (extents, [start, end]) => {
        const list = listOf(extents);
        expect(ids(inOrder(list))).toEqual(ids(extents));
        const found = touching(extents, start, end);
        expect(ids(extentsIn(list, start, end))).toEqual(ids(found));
        expect(ids(extentsOver(list, start, end))).toEqual(ids(found));
        expect(firstIn(list, start, end)?.id).toBe(found[0]?.id);
        expect(extentAt(list, start)?.id).toBe(touching(extents, start, start + 1)[0]?.id);
      }),
      { numRuns: 2000 },
    );
  });

  test('finds extents that lie on each other', () => {
    const list = listOf([extentOf(1, 0, 30), extentOf(2, 10, 2), extentOf(3, 20, 5)]);
    expect(ids(extentsOver(list, 12, 20))).toEqual([1]);
    expect(ids(extentsOver(list, 11, 21))).toEqual([1, 2, 3]);
    expect(ids(extentsOver(list, 30, 40))).toEqual([]);
  });

  test('does without one as if it had never come', () => {
    const [first, second] = inOrder(listOf([extentOf(1, 8, 4), extentOf(2, 0, 4)]));
    if (first === undefined || second === undefined) throw new Error('both are in the list');
    const list = withoutExtent(listOf([first, second]), first);
    expect([ids(inOrder(list)), extentAt(list, 9), extentAt(list, 1)?.id]).toEqual([
      [2],
      undefined,
      2,
    ]);
  });
});

test('what ranges leave of an extent is what none of them covers, by address', () => {
  const inExtent = fc
    .tuple(fc.integer({ min: 5, max: 35 }), fc.integer({ min: 5, max: 35 }))
    .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
  fc.assert(
    fc.property(fc.array(inExtent, { maxLength: 5 }), (ranges) => {
      const left = leftOf(
        extentOf(1, 5, 30),
        ranges.map(([start, end]) => ({ start, length: end - start })),
      );
      const bytes = left.flatMap(({ start, length }) =>
        Array.from({ length }, (_, i) => start + i),
      );
      const all = Array.from({ length: 30 }, (_, i) => 5 + i);
      const isTaken = (at: number): boolean =>
        ranges.some(([start, end]) => at >= start && at < end);
      expect(bytes).toEqual(all.filter((at) => !isTaken(at)));
    }),
    { numRuns: 2000 },
  );
  expect(leftOf(extentOf(1, 4, 0), [{ start: 0, length: 9 }])).toEqual([extentOf(1, 4, 0)]);
});
