import { describe, expect, test } from 'vitest';
import { MiB } from '../units';
import { configProblem, type DeviceConfig } from './config';
import { profiles } from './profile';
import { ldIn, deviceWith } from '../testing/run';

const today = profiles['qemu-11.1'];

const fine: DeviceConfig = {
  id: 'cxl-dcd0',
  staticVolatile: 256 * MiB,
  staticPersistent: 0,
  dynamicCapacity: 1024 * MiB,
  regionCount: 2,
};

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
