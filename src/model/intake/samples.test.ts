import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DeviceConfig } from '../device/config';
import type { Action } from '../simulation/action';
import { GiB, MiB } from '../units';
import { against } from './against';
import { pastedRun } from './pasted';
import type { Choices, Present } from './setting';
import { passagesOf } from './understand';

const device: DeviceConfig = {
  id: 'cxl-dcd0',
  staticVolatile: 256 * MiB,
  staticPersistent: 0,
  dynamicCapacity: GiB,
  regionCount: 2,
};
const present: Present = { profile: 'qemu-11.1', twin: 'linux-v11', device };

const sample = (name: string): string =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

const played = (text: string, choices: Choices = {}) => {
  const passages = passagesOf(text);
  const run = pastedRun(passages, present, choices);
  const lines = run.timeline === undefined ? [] : against(run.timeline, run.steps);
  const remarks = [...passages.flatMap((each) => each.remarks ?? []), ...run.remarks];
  return { ...run, passages, lines, remarks: remarks.map(({ text: says }) => says) };
};

/** What is asked for: verb, region, and pieces in MiB. */
const asked = ({ action }: { readonly action: Action }) => {
  if (action.kind !== 'qmp' || typeof action.arguments !== 'object') return [];
  const {
    region,
    extents,
    'region-id': of,
  } = action.arguments as {
    readonly region?: number;
    readonly 'region-id'?: number;
    readonly extents?: readonly { readonly offset: number; readonly len: number }[];
  };
  const unit = of === undefined ? MiB : 1;
  const pieces = (extents ?? []).map(({ offset, len }) => [offset / unit, len / unit]);
  return [[action.execute.includes('add') ? 'add' : 'release', region ?? of, ...pieces]];
};

test.each<[string, DeviceConfig['id'], readonly unknown[]]>([
  [
    'qmp-single-quotes.txt',
    'dcd7',
    [
      ['add', 1, [32, 64], [256, 2]],
      ['release', 1, [32, 64]],
    ],
  ],
  [
    'qmp-v3-mail-quoted.txt',
    'dcd7',
    [
      ['add', 0, [64, 32], [512, 128]],
      ['release', 0, [512, 64]],
    ],
  ],
  [
    'qmp-rfc-2023-05.txt',
    'dcd7',
    [
      ['add', 1, [0, 256], [256, 256], [512, 256]],
      ['release', 1, [256, 256]],
    ],
  ],
  [
    'qmp-v2-2023-07.txt',
    'dcd7',
    [
      ['add', 0, [0, 256], [1024, 128]],
      ['release', 0, [1024, 128]],
    ],
  ],
  ['qmp-v5-2024-03.txt', 'dcd7', [['add', 0, [0, 256], [512, 128]]]],
  [
    'qmp-v7-hid.txt',
    'dcd7',
    [
      ['add', 0, [0, 256]],
      ['release', 0, [128, 128]],
    ],
  ],
  ['qmp-transcript-glued.txt', 'dcd7', [['add', 0, [64, 32], [256, 128]]]],
  ['qmp-in-yaml.txt', 'dcd7', [['add', 0, [0, 256]]]],
  [
    'qmp-echo-nc.sh.txt',
    'dcd7',
    [
      ['add', 0, [0, 128]],
      ['release', 0, [64, 64]],
    ],
  ],
  [
    'qmp-markdown.txt',
    'dcd7',
    [
      ['add', 0, [0, 64]],
      ['release', undefined],
    ],
  ],
])('%s: the requests, in order', (name, id, wanted) => {
  const { setting, steps } = played(sample(name));
  expect(setting.device.id).toBe(id);
  expect(steps.filter(({ origin }) => origin === 'seen').flatMap(asked)).toEqual(wanted);
});

test('generations are named, and those of 2023 are played on the series of 2023', () => {
  const told = [
    'rfc-2023-05',
    'v2-2023-07',
    'v3-mail-quoted',
    'v5-2024-03',
    'v7-hid',
    'markdown',
  ].map((name) => {
    const { setting } = played(sample(`qmp-${name}.txt`));
    return [setting.generation, setting.profile];
  });
  expect(told).toEqual([
    ['rfc', 'qemu-v3'],
    ['v2', 'qemu-v3'],
    ['v3', 'qemu-v3'],
    ['v5', 'qemu-11.1'],
    ['v7', 'qemu-11.1'],
    ['merged', 'qemu-11.1'],
  ]);
});

test('a menu transcript: greeting, repaired brace, the shorthand is the request, the snapshot a check', () => {
  const { setting, remarks, lines } = played(sample('qmp-transcript-glued.txt'));
  expect(setting.profileBecause).toBe('the greeting of QEMU 11.1.3 in line 7');
  expect(remarks).toEqual([
    'The text ends before its brackets close: “}” is added at the end.',
    'These ranges are the request in line 11.',
  ]);
  expect(lines.map(({ from, says, ok }) => [from, says, ok])).toEqual([
    [9, 'what came back', true],
    [26, 'extents the device has accepted', true],
    [26, 'offers that wait for a response', true],
  ]);
});

test('a tag is dropped by QEMU, and said to be', () => {
  expect(played(sample('qmp-markdown.txt')).remarks).toEqual([
    'QEMU takes a tag and drops it: the records carry none.',
  ]);
});

test.each<[string, Partial<DeviceConfig>]>([
  [
    'qemu-shell-variable.txt',
    {
      id: 'dcd7',
      staticVolatile: GiB,
      staticPersistent: 512 * MiB,
      dynamicCapacity: 6 * GiB,
      regionCount: 3,
    },
  ],
  [
    'qemu-python-list.txt',
    { id: 'expander', staticVolatile: 0, dynamicCapacity: 3 * GiB, regionCount: 1 },
  ],
  ['qemu-v3-property.txt', { id: 'dcd7', dynamicCapacity: 4 * GiB, regionCount: 2, serial: 3 }],
  [
    'qemu-no-dc-region.txt',
    { id: 'plain', staticPersistent: 512 * MiB, dynamicCapacity: 0, regionCount: 0 },
  ],
])('%s: the device', (name, wanted) => {
  const { setting } = played(sample(name));
  expect(setting.device).toMatchObject(wanted);
  expect(setting.device.serial).toBe(wanted.serial);
});

test('a property of 2023: the device of its series, and what QEMU says today', () => {
  const { setting } = played(sample('qemu-v3-property.txt'));
  expect(setting.profile).toBe('qemu-v3');
  expect(setting.found[0]?.device.refusedToday).toBe(
    "Property 'cxl-type3.nonvolatile-dc-memdev' not found",
  );
});

test('two devices behind a switch are a choice', () => {
  const text = sample('qemu-shell-function-two-devices.txt');
  const { setting } = played(text);
  expect(
    setting.found.map(({ device: { config, plugged } }) => [config.id, config.serial, plugged]),
  ).toEqual([
    ['left', 16, 'behind the switch “us0”, at its port “dsp0”'],
    ['right', 17, 'behind the switch “us0”, at its port “dsp1”'],
  ]);
  expect(played(text, { device: 1 }).setting.device).toMatchObject({ id: 'right', regionCount: 4 });
});

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
