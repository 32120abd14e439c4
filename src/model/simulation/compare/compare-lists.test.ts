import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listComparer } from './compare-lists';

interface Item {
  readonly at: number;
  readonly tag: string;
}

const item = fc.record({ at: fc.nat(3), tag: fc.constantFrom('', 'x') });
const chunks = fc.array(fc.array(item, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
type Lists = readonly (readonly Item[])[];

const differ: (a: Lists, b: Lists) => string = listComparer(['at', 'tag']);

test('lists have no difference exactly when their items are the same, however they are cut', () => {
  fc.assert(
    fc.property(chunks, chunks, (a, b) => {
      const same = JSON.stringify(a.flat()) === JSON.stringify(b.flat());
      expect(differ(a, b) === '').toBe(same);
      expect(differ(a, [a.flat()])).toBe('');
    }),
  );
});

test('what comes to both lists makes no other difference', () => {
  fc.assert(
    fc.property(chunks, chunks, item, (a, b, more) => {
      expect(differ([...a, [more]], [...b, [more]])).toBe(differ(a, b));
      expect(differ([[more], ...a], [[more], ...b])).toBe(differ(a, b));
    }),
  );
});

test('what comes to one list does', () => {
  fc.assert(
    fc.property(chunks, chunks, item, (a, b, more) => {
      fc.pre(a.flat().length >= b.flat().length);
      expect(differ([...a, [more]], b)).not.toBe(differ(a, b));
    }),
  );
});

test('members that do not count do not differ', () => {
  expect(listComparer<Item>(['at'])([[{ at: 1, tag: 'x' }]], [[{ at: 1, tag: 'y' }]])).toBe('');
});

test('what was found by some members says nothing of others', () => {
  const by = [listComparer<Item>(['at']), listComparer<Item>(['tag'])] as const;
  fc.assert(
    fc.property(chunks, chunks, (a, b) => {
      const [fresh, other] = [listComparer<Item>(['at']), listComparer<Item>(['tag'])];
      expect([by[0](a, b), by[1](a, b)]).toEqual([fresh(a, b), other(a, b)]);
      expect([by[1](a, b), by[0](a, b)]).toEqual([other(a, b), fresh(a, b)]);
    }),
  );
});
