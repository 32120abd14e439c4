import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { v3Changes } from './v3-changes';

const model = new URL('../', import.meta.url);

/** Titles of all tests of the model that are written out as plain text. */
const titles = new Set(
  readdirSync(model, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, model), 'utf8').matchAll(/\btest\(\s*'([^']+)'/g),
    ])
    .map(([, title]) => title),
);

test('the 18 changes of the v3 letter are there, once each and in order', () => {
  expect(v3Changes.map(({ number }) => number)).toEqual(
    Array.from({ length: 18 }, (_, i) => i + 1),
  );
});

test('every change names a test that exists, but for the one that cannot be seen', () => {
  expect(v3Changes.filter(({ test: title }) => title === undefined).map((c) => c.number)).toEqual([
    12,
  ]);
  const named = v3Changes.flatMap(({ test: title }) => title ?? []);
  expect(named.filter((title) => !titles.has(title))).toEqual([]);
  expect(new Set(named).size).toBe(17);
});
