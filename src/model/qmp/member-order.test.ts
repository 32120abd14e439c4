import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dictOrder, firstLeft } from './member-order';

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 90 });

describe('the order of members in QEMU', () => {
  test('has every name once', () => {
    fc.assert(
      fc.property(names, (given) => {
        expect([...dictOrder(given)].sort()).toEqual([...given].sort());
      }),
    );
  });

  test('names one that was not read, and none when all were', () => {
    fc.assert(
      fc.property(names, fc.nat(90), (given, count) => {
        const read = given.slice(0, count);
        const left = firstLeft(given, read);
        if (read.length === given.length) expect(left).toBeUndefined();
        else expect(given.slice(count)).toContain(left);
      }),
    );
  });

  test('is the one that is left, in whatever order the others were read', () => {
    const few = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(few, ([kept = '', ...read]) => {
        expect(firstLeft([kept, ...read], read)).toBe(kept);
        expect(firstLeft([kept, ...read], [...read].reverse())).toBe(kept);
      }),
    );
  });

  // Each was asked of QEMU 10.0.2 and 11.1.3: query-name with these arguments names this one.
  test.each([
    [['a', 'b'], 'b'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], 'b'],
  ])('of %j it is %s', (given, first) => {
    expect(firstLeft(given, [])).toBe(first);
  });
});
