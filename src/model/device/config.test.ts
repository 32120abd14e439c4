import { describe, expect, test } from 'vitest';
import { ldOf } from './device-state';
import { MiB } from '../units';
import { configProblem, type ConfigProblem, type DeviceConfig } from './config';
import { newDevice } from './new-device';
import { models, profiles, type ProfileId } from './profiles/profile';
import { ldIn, deviceWith } from '../testing/run';

const today = profiles['qemu-11.1'];

const fine: DeviceConfig = {
  id: 'cxl-dcd0',
  staticVolatile: 256 * MiB,
  staticPersistent: 0,
  dynamicCapacity: 1024 * MiB,
  regionCount: 2,
};

/** The one size that the mock has, and another. */
const mock = { staticVolatile: 2048 * MiB, dynamicCapacity: 512 * MiB, regionCount: 1 } as const;
const fixture = { ...mock, staticVolatile: 256 * MiB } as const;

describe('QEMU does not start', () => {
  test.each<readonly [string, Partial<DeviceConfig>, string]>([
    [
      'without any memory',
      { staticVolatile: 0, dynamicCapacity: 0, regionCount: 0 },
      'at least one memdev property must be set',
    ],
    [
      'with nothing but a dynamic backend and no region',
      { staticVolatile: 0, regionCount: 0 },
      'at least one memdev property must be set',
    ],
    [
      'with regions and no backend',
      { dynamicCapacity: 0 },
      'dynamic capacity must have a backing device',
    ],
    ['with 3 regions in 1 GiB', { regionCount: 3 }, '0x15555556'],
    ['with 2 regions in 768 MiB', { dynamicCapacity: 768 * MiB }, '0x18000000'],
    ['with 1 region of 300 MiB', { dynamicCapacity: 300 * MiB, regionCount: 1 }, '0x12c00000'],
    [
      'with a region base that is not aligned',
      { staticVolatile: 128 * MiB },
      'DC region base not aligned to 0x10000000',
    ],
    [
      'with static memories that are not aligned together',
      { staticPersistent: 128 * MiB },
      'DC region base not aligned to 0x10000000',
    ],
  ])('%s', (_, change, desc) => {
    const problem = configProblem({ ...fine, ...change }, today);
    expect(problem?.desc).toContain(desc);
    expect(problem?.fix).not.toBe('');
  });

  test('says the whole text, and a hint, when regions do not fit the backend', () => {
    expect(configProblem({ ...fine, regionCount: 3 }, today)).toMatchObject({
      desc: 'backend size is not multiple of region len: 0x15555556',
      hint: 'setup DC regions failed',
    });
  });
});

test.each<readonly [ProfileId, Partial<DeviceConfig>, Partial<ConfigProblem>]>([
  ['qemu-11.1', { staticVolatile: 0, regionCount: 0 }, { field: 'staticVolatile', isQemu: true }],
  ['qemu-11.1', { regionCount: 9 }, { field: 'regionCount', isQemu: true }],
  ['qemu-11.1', { dynamicCapacity: 0 }, { field: 'dynamicCapacity', isQemu: true }],
  ['qemu-11.1', { regionCount: 3 }, { field: 'dynamicCapacity', isQemu: true }],
  ['qemu-11.1', { staticPersistent: MiB }, { field: 'staticVolatile', isQemu: true }],
  ['qemu-11.1', { sharable: true }, { field: 'sharable', isQemu: false }],
  ['qemu-11.1', { startsEmpty: true }, { field: 'startsEmpty', isQemu: false }],
  ['qemu-v3', { sharable: true }, { field: 'sharable', isQemu: false }],
  [
    'qemu-v3',
    { dynamicCapacity: 0 },
    { field: 'dynamicCapacity', desc: 'dynamic capacity must have backing device' },
  ],
  [
    'qemu-v3',
    {},
    {
      field: 'dynamicCapacity',
      desc: 'too small host backend size, increase to 4096 MiB or more',
      isQemu: true,
    },
  ],
  [
    'qemu-v3',
    { dynamicCapacity: 4096 * MiB, staticVolatile: 128 * MiB },
    { field: 'staticVolatile', desc: 'DC region size is unaligned to 10000000', isQemu: true },
  ],
  ['cxl-test', fixture, { field: 'staticVolatile', isQemu: false }],
  ['cxl-test', { ...mock, staticPersistent: MiB }, { field: 'staticPersistent', isQemu: false }],
  [
    'cxl-test',
    { ...mock, dynamicCapacity: 256 * MiB },
    {
      field: 'dynamicCapacity',
      desc: 'the device is fixed: its dynamic capacity is 512 MiB, and 256 MiB was asked for',
    },
  ],
  [
    'cxl-test',
    { ...mock, regionCount: 2 },
    {
      field: 'regionCount',
      desc: 'the device is fixed: its number of regions is 1, and 2 was asked for',
    },
  ],
])('%s refuses %o and names the field', (profile, change, problem) => {
  expect(configProblem({ ...fine, ...change }, profiles[profile])).toMatchObject(problem);
});

test.each<readonly [ProfileId, Partial<DeviceConfig>]>([
  ['qemu-v3', { dynamicCapacity: 4096 * MiB }],
  ['qemu-v3', { dynamicCapacity: 5000 * MiB }],
  ['qemu-v3', { dynamicCapacity: 4096 * MiB, staticPersistent: 256 * MiB }],
  ['cxl-test', mock],
  ['cxl-test', { ...mock, sharable: true }],
  ['cxl-test', { ...mock, startsEmpty: true }],
])('%s takes %o', (profile, change) => {
  expect(configProblem({ ...fine, ...change }, profiles[profile])).toBeUndefined();
});

test.each<readonly [Partial<DeviceConfig>, number]>([
  [{}, 1],
  [{ staticVolatile: 0 }, 0],
  [{ staticPersistent: 256 * MiB }, 2],
])('with %o the DSMAD handle of region 0 is %i', (change, first) => {
  const { regions } = ldOf(newDevice('qemu-11.1', { ...fine, ...change }));
  expect(regions.map(({ dsmadHandle }) => dsmadHandle)).toEqual([first, first + 1]);
});

describe('QEMU starts', () => {
  test.each<readonly [string, Partial<DeviceConfig>]>([
    ['with two regions', {}],
    ['with a backend that no region uses', { regionCount: 0 }],
    ['with an odd static size and no region', { staticVolatile: 128 * MiB, regionCount: 0 }],
    ['with regions and no static memory', { staticVolatile: 0 }],
    [
      'with two halves that are aligned together',
      { staticVolatile: 128 * MiB, staticPersistent: 128 * MiB },
    ],
    ['with eight regions', { dynamicCapacity: 2048 * MiB, regionCount: 8 }],
  ])('%s', (_, change) => {
    expect(configProblem({ ...fine, ...change }, today)).toBeUndefined();
  });
});

test('nine regions are refused with words of our own: QEMU would write past its array', () => {
  const problem = configProblem({ ...fine, dynamicCapacity: 9 * 256 * MiB, regionCount: 9 }, today);
  expect(problem).toMatchObject({ field: 'regionCount', fix: 'Use 1 to 8 regions.' });
});

test('regions follow the static memories, each of the same length', () => {
  const { regions } = ldIn(deviceWith({ persistentMiB: 512, regions: 4 }));
  expect(regions.map(({ base, length }) => [base, length])).toEqual([
    [0x3000_0000, 0x1000_0000],
    [0x4000_0000, 0x1000_0000],
    [0x5000_0000, 0x1000_0000],
    [0x6000_0000, 0x1000_0000],
  ]);
});

test('a device of one size is not asked what only QEMU asks', () => {
  const sizes = { ...mock, dynamicCapacity: 5 * MiB };
  const config = { ...fine, ...sizes };
  const rules = { ...profiles['qemu-11.1'], sharing: false, preAccepted: [] };
  expect(configProblem(config, { ...rules, sizes })).toBeUndefined();
  expect(configProblem(config, { ...rules, sizes: 'free' })).toBeDefined();
});

test('a profile models the commands that it has and answers, and no others', () => {
  const [qemu, cxlTest] = [profiles['qemu-11.1'], profiles['cxl-test']];
  expect(models(qemu, 'primary', 0x4802)).toBe(true);
  expect(models(qemu, 'primary', 0x5604)).toBe(false);
  expect(models(cxlTest, 'primary', 0x4802)).toBe(true);
  expect(models(cxlTest, 'primary', 0x4400)).toBe(false);
});
