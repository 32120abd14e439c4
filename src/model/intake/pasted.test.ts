import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { present } from '../testing/samples';
import { against } from './against';
import { likelyCause } from './causes';
import { pastedRun } from './pasted';
import type { Choices } from './setting-facts';
import { passagesOf } from './understand';

const sample = (name: string): string =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

const played = (name: string, choices: Choices = {}) => {
  const passages = passagesOf(sample(name));
  const run = pastedRun(passages, present, choices);
  return { passages, run, lines: run.timeline ? against(run.timeline, run.steps) : [] };
};

test('a mail of 2023: on the rules of its series text and model agree', () => {
  const { run, lines } = played('qmp-v3-mail-quoted.txt');
  expect(run.setting.profile).toBe('qemu-v3');
  expect(lines.map(({ from, ok, found }) => ({ from, ok, found }))).toEqual([
    { from: 9, ok: true, found: 'return' },
    { from: 16, ok: true, found: 'No exact extent found in the extent list' },
  ]);
});

test('the same mail on QEMU 11.1: the release is taken, and the series is the cause', () => {
  const { passages, run, lines } = played('qmp-v3-mail-quoted.txt', { profile: 'qemu-11.1' });
  expect(lines.find(({ ok }) => !ok)).toMatchObject({ from: 16, found: 'return' });
  const cause = likelyCause(passages, present, { profile: 'qemu-11.1' }, run);
  expect(cause).toMatchObject({
    changes: 'profile',
    choices: { profile: 'qemu-v3' },
    left: undefined,
  });
});
