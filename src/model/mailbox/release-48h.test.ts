import { describe, expect, test } from 'vitest';
import { bitAt } from '../persistent/block-map';
import type { ProfileId } from '../device/profiles/profile';
import {
  acceptedIn,
  answerOf,
  deviceWith,
  giveBack,
  handlesOf,
  ldIn,
  mailbox,
  outputOf,
  R0,
  R1,
  refused,
  run,
  type Range,
} from '../testing/run';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];
const wide = 2n ** 64n;
const accepted: readonly Range[] = [
  [0x1040_0000, 2 * MiB],
  [0x1000_0000, 2 * MiB],
  [0x1080_0000, 4 * MiB],
  [0x3000_0000, 4 * MiB],
];

describe.each(both)('4803h on %s', (profile) => {
  const state = deviceWith({ profile, accepted, pending: [[[R0 + 32 * MiB, 4 * MiB]]] });

  test('leaves the untouched extents in order and the remnant at the tail', () => {
    const result = run(state, giveBack([[0x10a0_0000, 2 * MiB]]));
    expect([answerOf(result), outputOf(result)]).toEqual(['00h', '']);
    expect(acceptedIn(result.state)).toEqual([
      '10400000+200000',
      '10000000+200000',
      '30000000+400000',
      '10800000+200000',
    ]);
  });

  test('gives the golden order after repeated splits: left remnant before right', () => {
    const x = 0x1400_0000;
    const result = run(
      deviceWith({ profile, accepted: [[x, 16 * MiB]] }),
      giveBack([
        [x + 12 * MiB, 2 * MiB],
        [x + 2 * MiB, 2 * MiB],
      ]),
    );
    expect(acceptedIn(result.state)).toEqual([
      '14e00000+200000',
      '14000000+200000',
      '14400000+800000',
    ]);
  });

  test('takes one entry over several neighbours', () => {
    const neighbours: readonly Range[] = [
      [R0 + 4 * MiB, 4 * MiB],
      [R0, 4 * MiB],
      [R0 + 8 * MiB, 4 * MiB],
    ];
    const result = run(
      deviceWith({ profile, accepted: neighbours }),
      giveBack([[R0 + 2 * MiB, 8 * MiB]]),
    );
    expect(acceptedIn(result.state)).toEqual(['10000000+200000', '10a00000+200000']);
  });

  test('clears exactly the bits of what it gives back', () => {
    const result = run(state, giveBack([[0x10a0_0000, 2 * MiB]]));
    const bits = [4, 5].map((block) => bitAt(ldIn(result.state).bitmaps[0] ?? never(), block));
    expect(bits).toEqual([1, 0]);
  });

  test('of an empty entry inside a region does nothing', () => {
    const result = run(state, giveBack([[R0 + 100 * MiB, 0]]));
    expect([answerOf(result), acceptedIn(result.state)]).toEqual(['00h', acceptedIn(state)]);
  });

  test('logs no event and leaves offers alone', () => {
    const result = run(state, giveBack([[R1, 4 * MiB]]));
    expect(handlesOf(result.state)).toEqual(handlesOf(state));
    expect(ldIn(result.state).pending).toBe(ldIn(state).pending);
  });

  test('takes two entries where one would cross a region boundary', () => {
    const edge: readonly Range[] = [
      [R1 - 2 * MiB, 2 * MiB],
      [R1, 2 * MiB],
    ];
    const both = deviceWith({ profile, accepted: edge });
    expect(refused(both, giveBack([[R1 - 2 * MiB, 4 * MiB]]))).toBe(
      '0Fh 4803.one-region at entries[0].length',
    );
    expect(acceptedIn(run(both, giveBack(edge)).state)).toEqual([]);
  });

  const table: readonly (readonly [string, readonly Range[], string])[] = [
    ['an empty list', [], '02h 4803.not-empty at entryCount'],
    ['a start outside every region', [[0, 2 * MiB]], '0Fh 4803.one-region at entries[0].start'],
    ['half a block', [[R0, MiB]], '1Eh 4803.whole-blocks at entries[0].length'],
    ['a start inside a block', [[R0 + 1, 2 * MiB]], '1Eh 4803.whole-blocks at entries[0].start'],
    [
      'a block named twice',
      [
        [R0, 2 * MiB],
        [R0, 2 * MiB],
      ],
      '1Eh 4803.once at entries[1].start',
    ],
    [
      'a length that wraps 2^64',
      [[R0, wide - BigInt(2 * MiB)]],
      '1Eh 4803.once at entries[0].length',
    ],
    ['what is only offered', [[R0 + 32 * MiB, 4 * MiB]], '0Fh 4803.backed at entries[0].start'],
    ['a range with a hole', [[R0, 6 * MiB]], '0Fh 4803.backed at entries[0].length'],
    [
      'a good entry followed by one that is not accepted',
      [
        [R0, 2 * MiB],
        [R0 + 2 * MiB, 2 * MiB],
      ],
      '0Fh 4803.backed at entries[1].start',
    ],
  ];

  test.each(table)('refuses %s', (_, entries, expected) => {
    expect(refused(state, giveBack(entries))).toBe(expected);
  });

  test('refuses a short header before an empty list, and a short list after it', () => {
    expect(refused(state, mailbox(0x4803, '00000000'))).toBe('16h 4803.header at length');
    expect(refused(state, giveBack([], 1))).toBe('16h 4803.entries at entryCount');
  });
});

describe('the limit of 512 extents', () => {
  const block = (i: number): Range => [R0 + i * 4 * MiB, 2 * MiB];
  const pieces = Array.from({ length: 511 }, (_, i) => block(i));
  const long: Range = [R0 + 511 * 4 * MiB, 8 * MiB];
  const state = deviceWith({
    profile: 'qemu-10.0',
    dcMiB: 4096,
    regions: 1,
    accepted: [...pieces, long],
  });
  const split: Range = [Number(long[0]) + 2 * MiB, 2 * MiB];

  test('is looked at after each cut: split then remove is Resources Exhausted', () => {
    expect(refused(state, giveBack([split, block(0)]))).toBe('1Dh 4803.limit at entries[0].start');
  });

  test('is kept when an extent is removed first', () => {
    const result = run(state, giveBack([block(0), split]));
    expect([answerOf(result), acceptedIn(result.state).length]).toEqual(['00h', 512]);
  });

  test('counts offered extents on QEMU 11.1', () => {
    const pending = Array.from({ length: 511 }, (_, i) => block(i));
    const busy = { dcMiB: 4096, regions: 1, accepted: [long], pending: [pending] };
    const newer = deviceWith({ ...busy, profile: 'qemu-11.1' });
    expect(refused(newer, giveBack([split]))).toBe('1Dh 4803.limit at entries[0].start');
    expect(answerOf(run(deviceWith({ ...busy, profile: 'qemu-10.0' }), giveBack([split])))).toBe(
      '00h',
    );
  });
});

function never(): never {
  throw new Error('no bitmap');
}
