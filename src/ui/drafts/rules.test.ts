import { expect, test } from 'vitest';
import type { DraftHead } from './draft';
import {
  copyName,
  expired,
  listed,
  mayWrite,
  retitled,
  titleIn,
  whenText,
  withDeleted,
} from './rules';

const day = 86_400_000;
const now = new Date(2026, 10, 27, 9, 30).getTime();
const head = (id: string, more: Partial<DraftHead> = {}): DraftHead => ({
  id,
  title: `Run ${id}`,
  steps: 3,
  step: 1,
  changed: now,
  revision: 'r1',
  strips: [],
  ...more,
});

test('drafts are listed newest first, and deleted ones apart, the last deleted first', () => {
  const heads = [
    head('old', { changed: now - 9 }),
    head('gone', { changed: now + 1, deleted: now - 5 }),
    head('new', { changed: now - 1 }),
    head('justGone', { deleted: now - 1 }),
  ];
  const list = listed(heads, now);
  expect(list.drafts.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(list.deleted.map(({ id }) => id)).toEqual(['justGone', 'gone']);
});

test('a deleted draft can come back for 30 days', () => {
  const kept = head('a', { deleted: now - 30 * day });
  const gone = head('b', { deleted: now - 30 * day - 1 });
  expect(expired([kept, gone, head('c')], now)).toEqual(['b']);
  expect(listed([kept, gone], now).deleted).toEqual([kept]);
});

test('a deletion that is taken back leaves the draft as it was', () => {
  const { head: deleted } = withDeleted(head('a'), now);
  expect(listed([deleted], now).drafts).toEqual([]);
  const { head: back } = withDeleted(deleted, undefined);
  expect(listed([back], now)).toMatchObject({ drafts: [head('a')], deleted: [] });
});

test('a tab writes only over what it has seen, or over what it wrote itself', () => {
  const mine = head('a', { revision: 'r2' });
  expect(mayWrite(head('a'), 'r1', mine)).toBe(true);
  expect(mayWrite(head('a', { revision: 'r2' }), 'r1', mine)).toBe(true);
  expect(mayWrite(head('a', { revision: 'other' }), 'r1', mine)).toBe(false);
  expect(mayWrite(head('a'), undefined, mine)).toBe(false);
  expect(mayWrite(undefined, undefined, mine)).toBe(true);
});

test.each([
  ['Rack', [], 'Rack, copy'],
  ['Rack', ['Rack, copy'], 'Rack, copy 2'],
  ['Rack, copy', ['Rack, copy', 'Rack, copy 2'], 'Rack, copy 3'],
])('a copy of %s beside %j is called %s', (title, taken, name) => {
  expect(copyName(title, taken)).toBe(name);
});

test('the name of a copy fits into the field of names', () => {
  expect(copyName('x'.repeat(80), []).length).toBeLessThanOrEqual(80);
});

test('a scenario takes another name and keeps the rest', () => {
  const text = retitled('{"title":"a","actions":[1]}', 'b');
  expect(JSON.parse(text)).toEqual({ title: 'b', actions: [1] });
  expect(titleIn(text)).toBe('b');
});

test.each(['', '[1]', 'null', '{'])('a text that is no scenario stays as it is: %j', (text) => {
  expect(retitled(text, 'b')).toBe(text);
  expect(titleIn(text)).toBeUndefined();
});

test.each([
  [0, 'a moment ago'],
  [60_000, '1 minute ago'],
  [59 * 60_000, '59 minutes ago'],
  [2 * 3_600_000, 'today, 07:30'],
  [12 * 3_600_000, 'yesterday, 21:30'],
  [4 * day, 'Monday, 09:30'],
  [7 * day, '20 Nov 2026'],
])('%i ms ago reads: %s', (ms, words) => {
  expect(whenText(now - ms, now)).toBe(words);
});
