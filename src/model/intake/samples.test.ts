import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DeviceConfig } from '../device/config';
import { GiB, MiB } from '../units';

import { asked, played } from '../testing/samples';

const sample = (name: string): string =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

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
