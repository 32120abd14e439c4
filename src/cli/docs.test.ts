import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documents, textOf } from './docs/documents';

test.each(documents)('$file is what the code says: else run `npm run docs`', async (document) => {
  const url = new URL(`../../${document.file}`, import.meta.url);
  const same = readFileSync(url, 'utf8') === (await textOf(document));
  expect(same ? 'up to date' : `${document.file} is stale: run \`npm run docs\``).toBe(
    'up to date',
  );
});
