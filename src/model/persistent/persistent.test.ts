import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allSet, bitAt, emptyBlocks, sameBlocks, withRun } from './block-map';
import { emptyList, floor, inserted, itemsOf, removed, sliceOf, visitFrom } from './chunked-list';
import { emptyRanges, withoutRange, withRange, rangesIn, type RangeMap } from './range-map';

const own = (key: number): number => key;

describe('a chunked list', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 600 }), { size: 'max', maxLength: 700 });

  test('holds what a sorted array holds', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: -1, max: 601 }), (script, probe) => {
        let list = emptyList<number>();
        const naive = new Set<number>();
        for (const key of script) {
          // A key that comes again is taken out.
          list = naive.has(key) ? removed(list, key, own) : inserted(list, key, own);
          if (!naive.delete(key)) naive.add(key);
        }
        const sorted = [...naive].sort((a, b) => a - b);
        expect(itemsOf(list)).toEqual(sorted);
        expect(list.size).toBe(sorted.length);
        expect(list.chunks.every((chunk) => chunk.length > 0 && chunk.length <= 128)).toBe(true);
        expect(floor(list, probe, own)).toBe(sorted.findLast((key) => key <= probe));
        expect(sliceOf(list, 3, 200)).toEqual(sorted.slice(3, 203));
        const visited: number[] = [];
        visitFrom(list, probe, own, (key) => visited.push(key) < 9);
        const from = Math.max(
          0,
          sorted.findLastIndex((key) => key <= probe),
        );
        expect(visited).toEqual(sorted.slice(from, from + 9));
      }),
      { numRuns: 1000 },
    );
  });

  test('leaves the list it came from as it was', () => {
    const numbers = Array.from({ length: 300 }, (_, i) => i * 2);
    const list = numbers.reduce((all, key) => inserted(all, key, own), emptyList<number>());
    const changed = removed(inserted(list, 7, own), 8, own);
    expect(itemsOf(list)).toEqual(numbers);
    expect(changed.chunks.filter((chunk) => list.chunks.includes(chunk)).length).toBeGreaterThan(0);
  });

  test('is the very same when a key to remove is not there', () => {
    const list = inserted(emptyList<number>(), 4, own);
    expect([removed(list, 3, own), removed(list, 5, own)]).toEqual([list, list]);
    expect(removed(list, 5, own)).toBe(list);
  });
});

const SIZE = 64;
const range = fc
  .tuple(fc.nat(SIZE), fc.nat(SIZE))
  .map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)]);
const strokes = fc.array(fc.tuple(range, fc.constantFrom('a', 'b', undefined)), { maxLength: 40 });

test('a range map shows what was painted last', () => {
  fc.assert(
    fc.property(strokes, range, (script, [from, to]) => {
      let map: RangeMap<string> = emptyRanges();
      const naive = Array<string | undefined>(SIZE).fill(undefined);
      for (const [[start, end], value] of script) {
        map =
          value === undefined ? withoutRange(map, start, end) : withRange(map, start, end, value);
        naive.fill(value, start, end);
      }
      const shown = Array<string | undefined>(SIZE).fill(undefined);
      const all = itemsOf(map);
      for (const { start, end, value } of all) {
        expect(end).toBeGreaterThan(start);
        shown.fill(value, start, end);
      }
      expect(shown).toEqual(naive);
      expect(all.every(({ start }, i) => start >= (all[i - 1]?.end ?? 0))).toBe(true);
      const touching = all.filter(({ start, end }) => start < to && end > from);
      expect(rangesIn(map, from, to)).toEqual(touching);
    }),
    { numRuns: 10_000 },
  );
});

describe('a block map', () => {
  const PAGE = 512;
  const GROUP = 64 * PAGE;
  const BLOCKS = 2 * GROUP + PAGE + 40;
  /** Near the edges of words, pages and groups. */
  const near = fc
    .tuple(
      fc.constantFrom(0, PAGE, GROUP, GROUP + PAGE, 2 * GROUP, BLOCKS),
      fc.integer({ min: -40, max: 40 }),
    )
    .map(([edge, beside]) => Math.min(Math.max(0, edge + beside), BLOCKS));
  const run = fc
    .tuple(near, near)
    .map(([a, b]) => ({ first: Math.min(a, b), count: Math.abs(a - b) }));
  const script = fc.array(fc.tuple(run, fc.constantFrom<0 | 1>(0, 1)), { maxLength: 8 });

  test('has the bits that were set and not cleared', () => {
    fc.assert(
      fc.property(script, run, (runs, asked) => {
        let map = emptyBlocks(BLOCKS);
        const naive = new Uint8Array(BLOCKS);
        for (const [{ first, count }, bit] of runs) {
          map = withRun(map, { first, count }, bit);
          naive.fill(bit, first, first + count);
        }
        for (const { first, count } of [asked, ...runs.map(([each]) => each)]) {
          const bits = naive.subarray(first, first + count);
          expect(allSet(map, { first, count })).toBe(bits.every((bit) => bit === 1));
          for (const block of [first, first + count - 1].filter((at) => at >= 0 && at < BLOCKS)) {
            expect(bitAt(map, block)).toBe(naive[block]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is the same as another where every bit is', () => {
    fc.assert(
      fc.property(script, run, fc.nat(BLOCKS - 1), (runs, each, block) => {
        const map = runs.reduce((next, [at, bit]) => withRun(next, at, bit), emptyBlocks(BLOCKS));
        const there = withRun(map, each, 1);
        const back = runs.reduce(
          (next, [at, bit]) => withRun(next, at, bit),
          withRun(there, { first: 0, count: BLOCKS }, 0),
        );
        expect(sameBlocks(map, back)).toBe(true);
        expect(sameBlocks(emptyBlocks(BLOCKS), withRun(map, { first: 0, count: BLOCKS }, 0))).toBe(
          true,
        );
        const other = withRun(map, { first: block, count: 1 }, bitAt(map, block) === 1 ? 0 : 1);
        expect([sameBlocks(map, other), sameBlocks(other, map)]).toEqual([false, false]);
      }),
      { numRuns: 200 },
    );
    for (const blocks of [10, PAGE, GROUP, GROUP + 1]) {
      const empty = emptyBlocks(blocks);
      const last = withRun(empty, { first: blocks - 1, count: 1 }, 1);
      expect([sameBlocks(empty, last), sameBlocks(last, empty)]).toEqual([false, false]);
    }
  });

  test('does not change the map it came from', () => {
    const before = withRun(emptyBlocks(100), { first: 3, count: 5 }, 1);
    withRun(before, { first: 0, count: 100 }, 0);
    expect([2, 3, 7, 8].map((block) => bitAt(before, block))).toEqual([0, 1, 1, 0]);
  });

  test('has no run set that leaves it, and every empty run', () => {
    const map = withRun(emptyBlocks(10), { first: 0, count: 10 }, 1);
    expect(allSet(map, { first: 5, count: 6 })).toBe(false);
    expect(allSet(emptyBlocks(10), { first: 5, count: 0 })).toBe(true);
    // The last page is whole: the next one is no part of the map, nor is the next group.
    for (const blocks of [512, 512 * 64]) {
      const whole = withRun(emptyBlocks(blocks), { first: 0, count: blocks }, 1);
      expect(allSet(whole, { first: 0, count: blocks })).toBe(true);
      expect(allSet(whole, { first: 0, count: blocks + 1 })).toBe(false);
    }
  });

  test('throws on a run that leaves it: a bug of ours', () => {
    expect(() => withRun(emptyBlocks(10), { first: 5, count: 6 }, 1)).toThrow('outside 10');
  });
});
