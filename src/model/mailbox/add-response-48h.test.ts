import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import {
  acceptedIn,
  answerOf,
  changedSlices,
  deviceWith,
  ldIn,
  listPayload,
  mailbox,
  outputOf,
  pendingIn,
  R0,
  R1,
  refusalOf,
  refused,
  respond,
  run,
  type Range,
} from '../testing/run';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];
const wide = 2n ** 64n;
const offer: readonly Range[] = [
  [R0, 8 * MiB],
  [R0 + 8 * MiB, 4 * MiB],
  [R0 + 32 * MiB, 2 * MiB],
];
const later: readonly Range[] = [[R1, 4 * MiB]];
const taken: Range = [R0 + 64 * MiB, 4 * MiB];

describe.each(both)('4802h on %s', (profile) => {
  const state = deviceWith({ profile, accepted: [taken], pending: [offer, later] });

  test('accepts pieces of the first offer in the order of the response and ends the offer', () => {
    const result = run(
      deviceWith({ profile, pending: [offer, later] }),
      respond([
        [R0 + 4 * MiB, 2 * MiB],
        [R0, 2 * MiB],
        [R0 + 8 * MiB, 4 * MiB],
      ]),
    );
    expect([answerOf(result), outputOf(result)]).toEqual(['00h', '']);
    expect(acceptedIn(result.state)).toEqual([
      '10400000+200000',
      '10000000+200000',
      '10800000+400000',
    ]);
    expect(pendingIn(result.state)).toEqual([['30000000+400000']]);
    expect(ldIn(result.state).pendingCount).toBe(1);
  });

  test('never merges neighbours', () => {
    const result = run(
      deviceWith({ profile, pending: [offer] }),
      respond([
        [R0, 8 * MiB],
        [R0 + 8 * MiB, 4 * MiB],
      ]),
    );
    expect(acceptedIn(result.state)).toEqual(['10000000+800000', '10800000+400000']);
  });

  test('without entries refuses the first offer, whatever bytes follow', () => {
    const result = run(state, mailbox(0x4802, new Uint8Array([...listPayload([], 0), 1, 2, 3])));
    expect(answerOf(result)).toBe('00h');
    expect(pendingIn(result.state)).toEqual([['30000000+400000']]);
    expect(acceptedIn(result.state)).toEqual(['14000000+400000']);
  });

  test('without entries and without an offer crashes QEMU and changes nothing', () => {
    const before = deviceWith({ profile });
    const result = run(before, respond([]));
    expect([answerOf(result), refusalOf(result)]).toEqual([
      'crash',
      '4802.something-to-refuse at entryCount',
    ]);
    expect(changedSlices(before, result.state)).toEqual([]);
    expect(result.state.device.crashed).toContain('SIGSEGV');
    expect(answerOf(run(result.state, respond([])))).toBe('cannot');
  });

  test('takes a payload longer than its entries need, and ignores the More flag', () => {
    const bytes = new Uint8Array([...listPayload([[R0, 2 * MiB]]), 9, 9]);
    bytes[4] = 1;
    const result = run(state, mailbox(0x4802, bytes));
    expect(answerOf(result)).toBe('00h');
    expect(pendingIn(result.state)).toEqual([['30000000+400000']]);
  });

  const table: readonly (readonly [string, readonly Range[], string])[] = [
    ['a start outside every region', [[0, 2 * MiB]], '0Fh 4802.one-region at entries[0].start'],
    [
      'an entry across two regions',
      [[R1 - 2 * MiB, 4 * MiB]],
      '0Fh 4802.one-region at entries[0].length',
    ],
    ['a start near 2^64', [[wide - 1n, 1]], '0Fh 4802.one-region at entries[0].start'],
    ['half a block of length', [[R0, MiB]], '1Eh 4802.whole-blocks at entries[0].length'],
    ['a start inside a block', [[R0 + MiB, 2 * MiB]], '1Eh 4802.whole-blocks at entries[0].start'],
    [
      'a block named twice',
      [
        [R0, 4 * MiB],
        [R0 + 2 * MiB, 2 * MiB],
      ],
      '1Eh 4802.once at entries[1].start',
    ],
    [
      'a length that wraps 2^64',
      [[R0, wide - BigInt(2 * MiB)]],
      '1Eh 4802.once at entries[0].length',
    ],
    [
      'an entry across two offered neighbours',
      [[R0, 12 * MiB]],
      '0Fh 4802.within-first-offer at entries[0].length',
    ],
    ['an empty entry', [[R0, 0]], '0Fh 4802.within-first-offer at entries[0].length'],
    ['an extent of the second offer', later, '0Fh 4802.within-first-offer at entries[0].start'],
    ['what is accepted already', [taken], '0Fh 4802.within-first-offer at entries[0].start'],
    [
      'a good entry followed by a bad one',
      [
        [R0, 2 * MiB],
        [R0 + 128 * MiB, 2 * MiB],
      ],
      '0Fh 4802.within-first-offer at entries[1].start',
    ],
    [
      'a shape error of a later entry before an offer error of the first',
      [
        [R0 + 128 * MiB, 2 * MiB],
        [R0, 1],
      ],
      '1Eh 4802.whole-blocks at entries[1].length',
    ],
  ];

  test.each(table)('refuses %s', (_, entries, expected) => {
    expect(refused(state, respond(entries))).toBe(expected);
  });

  test('refuses entries when nothing is offered: Invalid Physical Address', () => {
    expect(refused(deviceWith({ profile }), respond([[R0, 2 * MiB]]))).toBe(
      '0Fh 4802.within-first-offer at entries[0].start',
    );
  });

  test.each([
    ['no bytes', ''],
    ['seven bytes', '00000000000000'],
  ])('refuses %s: Invalid Payload Length', (_, payload) => {
    expect(refused(state, mailbox(0x4802, payload))).toBe('16h 4802.header at length');
  });

  test('refuses fewer entries than it claims: Invalid Payload Length', () => {
    expect(refused(state, respond([[R0, 2 * MiB]], 2))).toBe('16h 4802.entries at entryCount');
    expect(refused(state, respond([], 0xffff_ffff))).toBe('16h 4802.entries at entryCount');
  });
});

describe('the limit of 512 extents', () => {
  const many = (count: number): readonly Range[] =>
    Array.from({ length: count }, (_, i) => [R0 + i * 2 * MiB, 2 * MiB]);
  const full = (profile: ProfileId) =>
    deviceWith({ profile, dcMiB: 2048, regions: 1, pending: [many(500)] });

  test('counts extents being answered twice on QEMU 11.1: 13 of 500 are Resources Exhausted', () => {
    expect(refused(full('qemu-11.1'), respond(many(13)))).toBe('1Dh 4802.limit at entryCount');
    expect(answerOf(run(full('qemu-11.1'), respond(many(12))))).toBe('00h');
  });

  test('does not count them on QEMU 10.0', () => {
    expect(answerOf(run(full('qemu-10.0'), respond(many(85))))).toBe('00h');
  });

  test('is looked at before the shape of the entries', () => {
    const entries = many(13).map(([start]): Range => [start, 1]);
    expect(refused(full('qemu-11.1'), respond(entries))).toBe('1Dh 4802.limit at entryCount');
  });

  test('holds for what is accepted on QEMU 10.0', () => {
    const accepted = many(512);
    const pending = [[[R0 + 1024 * MiB, 2 * MiB]]] as const;
    const state = deviceWith({ profile: 'qemu-10.0', dcMiB: 2048, regions: 1, accepted, pending });
    expect(refused(state, respond(pending[0]))).toBe('1Dh 4802.limit at entryCount');
  });
});
