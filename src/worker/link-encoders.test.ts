import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { decodeLink } from './share-link';

const folder = fileURLToPath(new URL('../../docs/links/', import.meta.url));
const made = mkdtempSync(join(tmpdir(), 'links-'));
afterAll(() => {
  rmSync(made, { recursive: true });
});

const isThere = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

const scenarios = ['{}', '{"v":1,"title":"Grüße, 世界"}'].concat(
  [1, 2, 3, 5000].map((length) => JSON.stringify({ v: 1, more: 'x'.repeat(length) })),
);

async function check(program: string, args: readonly string[]): Promise<void> {
  for (const text of scenarios) {
    const { stdout, status } = spawnSync(program, [...args, '5'], {
      input: text,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(await decodeLink(stdout.trim())).toEqual({ ok: true, text, step: 5 });
  }
}

test('links made by encode.mjs open', async () => {
  await check(process.execPath, [join(folder, 'encode.mjs')]);
});

test.skipIf(!isThere('python3'))('links made by encode.py open', async () => {
  await check('python3', [join(folder, 'encode.py')]);
});

test.skipIf(!isThere('cc'))('links made by encode.c open', async () => {
  const program = join(made, 'encode');
  const built = spawnSync('cc', ['-Wall', '-o', program, join(folder, 'encode.c')], {
    encoding: 'utf8',
  });
  expect(built).toMatchObject({ status: 0, stderr: '' });
  await check(program, []);
});
