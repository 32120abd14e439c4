import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceText } from './dcdscope/check';
import { junit, tap } from './dcdscope/report';
import { encodeLink } from '../worker/share-link';

const lesson = 'src/model/suites/lessons/01-hello-extent.json';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dcdscope-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the program prints, and how it ends. */
function dcdscope(args: readonly string[], input = '') {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/dcdscope.ts', ...args],
    { encoding: 'utf8', input },
  );
  return { stdout, stderr, status };
}

test('a lesson holds; the same with another number fails, and says by how much', () => {
  const text = readFileSync(lesson, 'utf8');
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, text.replace('"pending":1', '"pending":7'));
  expect(text).not.toBe(readFileSync(wrong, 'utf8'));
  const good = dcdscope(['check', lesson]);
  expect([good.status, good.stdout]).toEqual([
    0,
    `ok    ${lesson}  9 checks\n1 passed, 0 failed\n`,
  ]);
  const report = join(folder, 'junit.xml');
  const bad = dcdscope(['check', lesson, wrong, '--junit', report]);
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('offers that wait for a response: expected 7, found 1');
  expect(readFileSync(report, 'utf8')).toContain('<testsuites tests="18" failures="1">');
});

test('what is expected of a step holds, and is a check of its own', () => {
  const file = join(folder, 'expected.json');
  const made = dcdscope(['expect', lesson, '--step', '3']);
  writeFileSync(file, made.stdout);
  expect(dcdscope(['check', file]).stdout).toContain('13 checks');
});

test('a link is read as the page reads it, and run shows its step', async () => {
  const fragment = await encodeLink(readFileSync(lesson, 'utf8'), { title: 'Hello', step: 3 });
  const { stdout, status } = dcdscope(['run', `https://x.example/#${fragment}`]);
  expect(status).toBe(0);
  expect(stdout).toContain('   3  The host accepts e1.');
  expect(stdout).not.toContain('   4  ');
  expect(stdout).toContain(`  ${'#'.repeat(16)}${'.'.repeat(48)}`);
});

test('a log from the standard input is held against the model', () => {
  const log = readFileSync('src/model/intake/samples/qmp-v3-mail-quoted.txt', 'utf8');
  const told = dcdscope(['import', '-'], log);
  expect(told.stdout).toContain('Text and model agree in all 2 places.');
  const other = dcdscope(
    ['check', '-', '--tap'],
    log.replace('"return"', '"error"').replace('{}', '{"desc": "no"}'),
  );
  expect(other.status).toBe(1);
  expect(other.stdout).toContain('message: "expected \\"no\\", found \\"return\\""');
});

test('what cannot be read ends with 2, and says what it is', () => {
  expect(dcdscope(['check', join(folder, 'none.json')])).toMatchObject({ status: 2 });
  expect(dcdscope(['check', '#1dzzz']).status).toBe(2);
  expect(dcdscope(['fly', lesson])).toMatchObject({ status: 2, stdout: '' });
  expect(dcdscope(['run', lesson, '--wings']).stderr).toContain("Unknown option '--wings'");
});

test('reports are well formed whatever a check is called', () => {
  const all = [
    {
      source: 'a<b',
      results: [{ name: 'x "y" & z' }, { name: '# 1', failure: 'line\nbreak \u0000' }],
    },
  ];
  expect(junit(all)).toContain('<testsuite name="a&lt;b" tests="2" failures="1">');
  expect(junit(all)).toContain('name="x &quot;y&quot; &amp; z"/>');
  expect(junit(all)).not.toContain('\u0000');
  expect(tap(all)).toBe(
    'TAP version 14\n1..2\nok 1 - a<b: x "y" & z\nnot ok 2 - a<b: \\# 1\n  ---\n  message: "line\\nbreak \\u0000"\n  ...\n',
  );
});

test('a difference names the items that only one side has', () => {
  expect(
    differenceText(
      [
        [0, 4],
        [8, 4],
      ],
      [
        [0, 4],
        [16, 4],
      ],
    ),
  ).toBe('missing [8,4]; not expected [16,4]');
  expect(differenceText([1, 2], [2, 1])).toBe('the same items in another order');
  expect(differenceText(2, 1)).toBe('expected 2, found 1');
});
