import { describe, expect, test } from 'vitest';
import { configProblem, type DeviceConfig } from '../device/config';
import { profiles } from '../device/profiles/profile';
import {
  answerOf,
  deviceWith,
  ldIn,
  mailbox,
  outputOf,
  refused,
  respond,
  run,
  type Range,
} from '../testing/run';
import { addV3, inBytes, V1, v3With } from '../testing/v3';
import { GiB, MiB } from '../units';

const v3 = profiles['qemu-v3'];
const config = (dcMiB: number, staticMiB = 256): DeviceConfig => ({
  id: 'cxl-dcd0',
  staticVolatile: staticMiB * MiB,
  staticPersistent: 0,
  dynamicCapacity: dcMiB * MiB,
  regionCount: 2,
});

describe('the device of the 2023 series', () => {
  test('regions have 2 GiB each, and their last block can be used', () => {
    const { regions, bitmaps } = ldIn(v3With());
    expect(regions.map(({ base, length }) => [base, length])).toEqual([
      [256 * MiB, 2 * GiB],
      [256 * MiB + 2 * GiB, 2 * GiB],
    ]);
    expect(bitmaps.map(({ blocks }) => blocks)).toEqual([1024, 1024]);
    const last: Range = [V1 - 2 * MiB, 2 * MiB];
    const used = run(v3With(), addV3([[2046, 2]]), respond([last])).state;
    expect(answerOf(run(used, { kind: 'read', space: 'dpa', at: V1 - 8, length: 8 }))).toBe(
      'memory',
    );
    const today = ldIn(deviceWith({ dcMiB: 4096, regions: 4 })).regions;
    expect(today.map(({ length }) => length)).toEqual(Array(4).fill(GiB));
  });

  test.each([
    ['no backend', 0, 256, 'dynamic capacity must have backing device'],
    ['a small backend', 4094, 256, 'too small host backend size, increase to 4096 MiB or more'],
    ['an odd static size', 4096, 100, 'DC region size is unaligned to 10000000'],
  ])('does not start with %s', (_, dcMiB, staticMiB, desc) => {
    expect(configProblem(config(dcMiB, staticMiB), v3)?.desc).toBe(desc);
  });

  test('starts with a backend that is larger than its regions; today’s does not', () => {
    expect(configProblem(config(4098), v3)).toBeUndefined();
    expect(configProblem(config(4098), profiles['qemu-11.1'])?.desc).toContain('not multiple');
  });

  test('is called persistent, in CDAT only', () => {
    expect(v3.dcIsPersistent).toBe(true);
    expect(profiles['qemu-11.1'].dcIsPersistent).toBe(false);
  });
});

describe('4800h', () => {
  test('tells the number of regions returned, and nothing after them', () => {
    const output = outputOf(run(v3With(), mailbox(0x4800, '0101')));
    expect(output.length).toBe(2 * (8 + 40));
    expect(output.slice(0, 16)).toBe('0100000000000000');
    expect(output.slice(16)).toBe(
      '0000009000000000' +
        '0800000000000000' +
        '0000008000000000' +
        '0000200000000000' +
        '0200000000000000',
    );
    const today = outputOf(run(deviceWith(), mailbox(0x4800, '0101')));
    expect([today.length, today.slice(0, 16)]).toEqual([2 * (8 + 40 + 16), '0201000000000000']);
  });

  test('refuses to start past the last region', () => {
    expect(refused(v3With(), mailbox(0x4800, '0102'))).toContain('02h 4800.region-exists');
  });
});

describe('4801h', () => {
  const many = Array.from({ length: 51 }, (_, i): Range => [i * 4, 2]);
  const offered = v3With([], many);
  const full = run(offered, respond(many.map(inBytes))).state;

  test('does not count what is offered', () => {
    expect(outputOf(run(offered, mailbox(0x4801, 'ff00000000000000')))).toBe('00'.repeat(16));
  });

  test('aborts QEMU when more than 50 extents are to be told', () => {
    expect(answerOf(run(full, mailbox(0x4801, 'ff00000000000000')))).toBe('crash');
    expect(outputOf(run(full, mailbox(0x4801, 'ff00000001000000'))).length).toBe(
      2 * (16 + 50 * 40),
    );
    const state = deviceWith({ dcMiB: 2048, regions: 1, accepted: many.map(inBytes) });
    expect(outputOf(run(state, mailbox(0x4801, 'ff00000000000000'))).length).toBe(
      2 * (16 + 50 * 40),
    );
  });

  test('refuses an index past the list', () => {
    expect(refused(full, mailbox(0x4801, '0000000034000000'))).toContain('02h 4801.starts-in-list');
  });
});

test.each([0x0005, 0x4201, 0x4402, 0x5600])('%i is no command of the 2023 series', (opcode) => {
  expect(refused(v3With(), mailbox(opcode))).toBe('03h mailbox.supported at opcode');
});
