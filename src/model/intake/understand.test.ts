import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { passagesOf } from './understand';

const sample = (name: string): string =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

/** What a sample says, each passage with its lines. */
const told = (name: string) =>
  passagesOf(sample(name)).map(({ from, to, kind, findings }) => ({
    at: `${from}-${to}`,
    kind,
    findings: findings.map(({ what }) => what).join(' '),
  }));

test.each([
  'qmp-single-quotes.txt',
  'qmp-v3-mail-quoted.txt',
  'qmp-rfc-2023-05.txt',
  'qmp-v2-2023-07.txt',
  'qmp-v5-2024-03.txt',
  'qmp-v7-hid.txt',
  'qmp-transcript-glued.txt',
  'qmp-in-yaml.txt',
  'qmp-echo-nc.sh.txt',
  'qmp-markdown.txt',
  'cxl-test-lines.txt',
])('%s', (name) => {
  expect(told(name)).toMatchSnapshot();
});
