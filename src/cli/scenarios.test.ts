import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const suite = 'src/model/suites/lessons';
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dcdscope-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** What the program says of the directory, a line each, and how it ends. */
function played(): { readonly lines: readonly string[]; readonly status: number | null } {
  const args = ['--import', 'tsx', 'src/cli/scenarios.ts', directory];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { lines: stdout.trim().split('\n'), status };
}

test('a directory whose scenarios hold ends well, its description is not played', () => {
  mkdirSync(join(directory, 'deep'));
  cpSync(`${suite}/01-hello-extent.json`, join(directory, 'deep/hello.json'));
  writeFileSync(join(directory, 'suite.json'), '{}');
  writeFileSync(join(directory, 'notes.txt'), 'no scenario');
  const { lines, status } = played();
  expect([lines.at(-1), status]).toEqual(['1 passed, 0 failed', 0]);
});

test('files that fail and files that are none are told, and the others are played', () => {
  const hello = join(directory, 'b.json');
  cpSync(`${suite}/01-hello-extent.json`, join(directory, 'c.json'));
  writeFileSync(join(directory, 'a.json'), '{"v":1}');
  writeFileSync(
    hello,
    `{"v":1,"title":"Wrong","device":{"profile":"qemu-11.1","id":"cxl-dcd0","staticMiB":256,"dcMiB":1024,"regions":2},
"host":{"twin":"manual","decoder":[268435456,536870912]},
"actions":[{"reset":true},{"expect":{"pending":7}}],"queue":[]}`,
  );
  const { lines, status } = played();
  expect(lines[0]).toBe(`${join(directory, 'a.json')}: This is not a scenario that can be opened`);
  expect(lines.slice(1, 5).map((line) => line.trim().split(' ')[0])).toEqual([
    'what',
    'where',
    'why',
    'fix',
  ]);
  expect(lines[5]).toBe(
    `${hello}: after step 1: offers that wait for a response: expected 7, found 0`,
  );
  expect([lines.at(-1), status]).toEqual(['1 passed, 2 failed', 1]);
});
