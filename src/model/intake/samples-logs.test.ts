import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MiB } from '../units';
import { passagesOf } from './understand';

import { asked, played } from '../testing/samples';

const sample = (name: string): string =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

test('a whole life in hex: device and requests are inferred, every reply is equal on QEMU 10', () => {
  const { setting, steps, lines } = played(sample('cci-hex.log'));
  expect([setting.profile, setting.deviceFrom, setting.twin]).toEqual([
    'qemu-10.0',
    'inferred',
    'manual',
  ]);
  expect(steps.filter(({ origin }) => origin === 'inferred').flatMap(asked)).toEqual([
    ['add', 0, [0, 128], [256, 64]],
    ['release', 0, [256, 64]],
  ]);
  expect(lines).toHaveLength(22);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
});

test('one byte changed in that life is the first difference', () => {
  const text = sample('cci-hex.log').split('\n');
  const at = text.findLastIndex((line) => line.includes('0050: 02'));
  text[at] = (text[at] ?? '').replace('ff 01', 'fe 01');
  const { lines } = played(text.join('\n'));
  expect(lines.filter(({ ok }) => !ok).map(({ from, says }) => [from, says])).toEqual([
    [100, 'the bytes that came back'],
  ]);
});

test('lines of commands are done on the device that is there, and nothing is inferred', () => {
  const { setting, steps } = played(sample('mailbox-lines.txt'));
  expect(setting.deviceFrom).toBe('present');
  expect(steps.map(({ origin }) => origin)).toEqual(Array.from({ length: 11 }, () => 'seen'));
});

test('a log of v11: offers, decisions and answers in order, all as the model has them', () => {
  const { setting, steps, lines } = played(sample('dmesg-v11.log'));
  expect([setting.twin, setting.deviceFrom]).toEqual(['linux-v11', 'inferred']);
  expect(steps.filter(({ action }) => action.kind === 'qmp').flatMap(asked)).toEqual([
    ['add', 0, [256, 64]],
    ['add', 0, [224, 64]],
    ['add', 1, [0, 64]],
    ['add', 0, [0, 64]],
  ]);
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
});

test('one line changed in that log is the first difference', () => {
  const text = sample('dmesg-v11.log').replace(
    'failed to add extent DPA:0x30000000',
    'failed to add extent DPA:0x30200000',
  );
  const { lines } = played(text);
  const different = lines.filter(({ ok }) => !ok);
  expect(different.map(({ from }) => from)).toEqual([53]);
});

test('the partitions that a log lists are the regions of the device', () => {
  const part = (at: number, start: number) =>
    `[   16.05] cxl_pci 0000:0d:00.0: DC partition ${at} start ${start * MiB} size ${512 * MiB} blk_size: 2097152`;
  const text = `${part(0, 256)}\n${part(1, 768)}\n${sample('dmesg-v11.log')}`;
  const { setting, lines } = played(text);
  expect(setting.deviceFrom).toBe('seen');
  expect(setting.device).toMatchObject({
    staticVolatile: 256 * MiB,
    dynamicCapacity: 1024 * MiB,
    regionCount: 2,
  });
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
});

/** The kernel log of a recording, as a terminal would have it. */
const logOf = (name: string): string => {
  const file = new URL(`../conformance/linux/recordings/${name}.json`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .flatMap(
      (line) => (JSON.parse(line) as { readonly log?: readonly { text: string }[] }).log ?? [],
    )
    .map(({ text }, at) => `[${(16 + at / 1000).toFixed(6).padStart(12)}] ${text}`)
    .join('\n');
};

test.each(['v11/08-release-one-of-chain-held', 'v11/09-release-held'])(
  'what users did to dax devices is inferred from what came of it: %s',
  (name) => {
    const text = logOf(name);
    const { steps, lines } = played(text);
    const deeds = steps.flatMap(({ action, origin }) =>
      action.kind === 'host' && origin === 'inferred' && action.deed !== 'next'
        ? [action.deed]
        : [],
    );
    expect(deeds[0]).toBe('claim');
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    const without = played(text.replaceAll(/.*alloc range.*\n/g, ''));
    expect(without.lines.some(({ ok }) => !ok)).toBe(true);
  },
);

test('a deed that the text names itself is done once', () => {
  const lines = logOf('v11/08-release-one-of-chain-held').split('\n');
  const at = lines.findIndex((line) => line.includes('alloc range'));
  const text = [
    ...lines.slice(0, at),
    'daxctl create-device -r region0 --uuid 0',
    ...lines.slice(at),
  ];
  const { steps } = played(text.join('\n'));
  const claims = steps.filter(({ action }) => action.kind === 'host' && action.deed === 'claim');
  expect(claims.map(({ origin }) => origin)).toEqual(['seen']);
});

test('lines in the shape of v9: a range that is a pointer makes no extent', () => {
  const { setting, remarks, lines, steps } = played(sample('dmesg-v9-shape.log'));
  expect(setting.twin).toBe('linux-v9');
  expect(remarks).toEqual([
    'The range in this line is a pointer of the kernel and no range of the device: no extent is made of it.',
  ]);
  expect(steps.flatMap(asked)).toEqual([
    ['add', 0, [64, 32]],
    ['release', 0, [64, 32]],
  ]);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
});

test('trace lines: the end of the chain is inferred, and said so', () => {
  const { steps, remarks } = played(sample('trace-lines.txt'));
  expect(steps.flatMap(asked)).toEqual([
    ['add', 0, [0, 64], [128, 64]],
    ['release', 0, [0, 64]],
  ]);
  expect(remarks[0]).toContain('does not print the More flag');
});

test('lists of the host are checks at their place', () => {
  const expected = (name: string) =>
    played(sample(name)).lines.map(({ expected: wanted }) => wanted);
  const base = 256 * MiB;
  expect(expected('cxl-list-human.json')).toEqual([
    [
      [base, 32 * MiB],
      [base + 256 * MiB, 64 * MiB],
    ],
  ]);
  expect(expected('cxl-list-tag.json')).toEqual([
    [[base, 64 * MiB, '3f0c5d2e-8a5e-4a0b-9a55-0c3b8d6f1e22']],
  ]);
  expect(expected('daxctl-list.json')).toEqual([[{ name: 'dax2.1', size: 96 * MiB }]]);
  expect(expected('device-snapshot.txt')).toEqual([
    [
      [base, 64 * MiB],
      [base + 256 * MiB, 32 * MiB],
    ],
    1,
  ]);
});

test('commands of a user of the host are deeds, in order', () => {
  const { steps } = played(sample('host-commands.txt'));
  expect(
    steps.flatMap(({ action, origin }) =>
      action.kind === 'host' && origin === 'seen' ? [action.deed] : [],
    ),
  ).toEqual([
    'createRegion',
    'claim',
    'online',
    'memory',
    'unbindDax',
    'bindDax',
    'unbindDax',
    'destroyDax',
  ]);
});

test('lines for cxl_test are played on the mock', () => {
  const { setting, steps } = played(sample('cxl-test-lines.txt'));
  expect(setting.profile).toBe('cxl-test');
  expect(steps.filter(({ action }) => action.kind === 'inject')).toHaveLength(3);
});

test('every line of every sample has a kind, and none that says something is set aside unread', () => {
  for (const name of readdirSync(new URL('./samples', import.meta.url))) {
    const unread = passagesOf(sample(name)).filter(({ kind }) => kind === 'unread');
    expect(unread, name).toEqual([]);
  }
});
