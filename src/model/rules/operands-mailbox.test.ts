import { expect, test } from 'vitest';
import type { Action } from '../simulation/action';
import { clear, deviceWith, giveBack, mailbox, R0, R1, respond } from '../testing/run';
import { lastShown, shownBy } from '../testing/shown';
import { MiB } from '../units';

const B = 2 * MiB;
const state = deviceWith({
  accepted: [
    [R0, 2 * B],
    [R0 + 2 * B, B],
  ],
  pending: [[[R0 + 16 * B, 2 * B]]],
});
const odd = deviceWith({ staticMiB: 128, regions: 0 });
const CEL = '0da9c0b5bf414b788f7996b1623b3f17';

test.each<[Action, readonly string[]]>([
  [mailbox(0x0100, '04'), ['0100.log-exists: 4 ≤ 4']],
  [clear([3]), ['0101.handles: 8 ≥ 6 + 2 × 1', '0101.log-exists: 4 ≤ 4', '0101.oldest-first: 3']],
  [mailbox(0x0103, '00000000'), ['0103.length: 4 ≥ 4']],
  [mailbox(0x0200), ['0200.capacity-unit: 256 MiB, 0 B, 1 GiB']],
  [mailbox(0x4000), ['4000.capacity-unit: 256 MiB, 0 B, 1 GiB']],
  [mailbox(0x4100), ['4100.capacity-unit: 256 MiB, 0 B, 1 GiB']],
  [
    mailbox(0x0401, `${CEL}0000000000080000`),
    [
      '0401.fits-mailbox: 2048 ≤ 2048',
      '0401.log-known: 0da9c0b5…',
      '0401.inside-log: 0 + 2048 < 262144',
    ],
  ],
  [mailbox(0x4300, `${'00'.repeat(8)}01${'00'.repeat(7)}`), ['4300.aligned: 0x0000_0000']],
  [mailbox(0x4301, '4000000000000000'), ['4301.limit: 0 < 256']],
  [
    mailbox(0x4302, `c0ffff4f00000000${'00'.repeat(64)}`),
    ['4302.inside: 0x5000_0000 ≤ 0x5000_0000'],
  ],
  [
    mailbox(0x4402, '000000000000000001000200'),
    [
      '4402.header: 12 ≥ 8',
      '4402.known: 0.0',
      '4402.discovery-length: 12 ≥ 12',
      '4402.discovery: 0 ranges, index 1',
    ],
  ],
  [
    mailbox(0x4402, '0101000001000000c0ffff0f000000004000000000000000'),
    [
      '4402.header: 24 ≥ 8',
      '4402.known: 1.1',
      '4402.ranges: 24 ≥ 8 + 16 × 1',
      '4402.whole-lines: 0x0FFF_FFC0 + 0x0000_0040',
      '4402.backed: 0x0FFF_FFC0',
    ],
  ],
  [
    mailbox(0x4402, '01010000010000000000001000000000' + '0000200000000000'),
    [
      '4402.header: 24 ≥ 8',
      '4402.known: 1.1',
      '4402.ranges: 24 ≥ 8 + 16 × 1',
      '4402.whole-lines: 0x1000_0000 + 0x0020_0000',
      '4402.backed: 0x1000_0000',
    ],
  ],
  [mailbox(0x4800, '0101'), ['4800.region-exists: 1 < 2']],
  [mailbox(0x4801, '0100000002000000'), ['4801.starts-in-list: 2 ≤ 2']],
  [
    respond([
      [R0 + 16 * B, B],
      [R0 + 17 * B, B],
    ]),
    [
      '4802.header: 56 ≥ 8',
      '4802.not-empty: entries: 2',
      '4802.entries: 56 ≥ 8 + 24 × 2',
      '4802.limit: 2 + 3 ≤ 512',
      '4802.one-region: r0, r0',
      '4802.whole-blocks: 1 × 2 MiB, 1 × 2 MiB',
      '4802.once: once, once',
      '4802.within-first-offer: e3, e3',
    ],
  ],
  [
    respond([]),
    [
      '4802.header: 8 ≥ 8',
      '4802.not-empty: entries: 0 turned at entryCount',
      '4802.something-to-refuse: 1 pending',
    ],
  ],
  [
    giveBack([
      [R0, B],
      [R0 + B, 2 * B],
    ]),
    [
      '4803.header: 56 ≥ 8',
      '4803.not-empty: entries: 2',
      '4803.entries: 56 ≥ 8 + 24 × 2',
      '4803.one-region: r0, r0',
      '4803.whole-blocks: 1 × 2 MiB, 2 × 2 MiB',
      '4803.once: once, once',
      '4803.backed: 1 bit set, 2 bits set',
      '4803.limit: 3 ≤ 512, 2 ≤ 512',
    ],
  ],
])('what is looked at when all holds: %#', (action, shown) => {
  expect(shownBy(state, action)).toEqual(shown);
});

test.each<[Action, string]>([
  [mailbox(0x0005), '0005.abortable: 0 refused at opcode'],
  [mailbox(0x0100, '05'), '0100.log-exists: 5 ≤ 4 refused at log'],
  [mailbox(0x0101, '0400020000000900'), '0101.handles: 8 ≥ 6 + 2 × 2 refused at count'],
  [clear([4], 5), '0101.log-exists: 5 ≤ 4 refused at log'],
  [clear([3, 9]), '0101.oldest-first: 3 9'],
  [clear([9, 9]), '0101.oldest-first: 9 9 refused at handles[0].handle'],
  [mailbox(0x0103, '000000'), '0103.length: 3 ≥ 4 refused at length'],
  [mailbox(0x0401, `${CEL}0000000001080000`), '0401.fits-mailbox: 2049 ≤ 2048 refused at length'],
  [
    mailbox(0x0401, `${'11'.repeat(16)}0000000000080000`),
    '0401.log-known: 11111111… refused at uuid',
  ],
  [
    mailbox(0x0401, `${CEL}0000040010000000`),
    '0401.inside-log: 262144 + 16 < 262144 refused at offset',
  ],
  [
    mailbox(0x0401, `${CEL}f0ff030010000000`),
    '0401.inside-log: 262128 + 16 < 262144 refused at offset',
  ],
  [
    mailbox(0x4300, `01${'00'.repeat(7)}01${'00'.repeat(7)}`),
    '4300.aligned: 0x0000_0001 refused at start',
  ],
  [
    mailbox(0x4302, `c1ffff4f00000000${'00'.repeat(64)}`),
    '4302.inside: 0x5000_0001 ≤ 0x5000_0000 refused at start',
  ],
  [mailbox(0x4402, '00'), '4402.header: 1 ≥ 8 refused at length'],
  [mailbox(0x4402, '0102000000000000'), '4402.known: 1.2 refused at operationClass'],
  [mailbox(0x4402, '0001000000000000'), '4402.known: 0.1 refused at operationClass'],
  [mailbox(0x4402, '0200000000000000'), '4402.known: 2.0 refused at operationClass'],
  [mailbox(0x4402, '0000000000000000'), '4402.discovery-length: 8 ≥ 12 refused at length'],
  [
    mailbox(0x4402, '000000000100000000000200'),
    '4402.discovery: 1 ranges, index 0 refused at rangeCount',
  ],
  [
    mailbox(0x4402, '000000000000000002000200'),
    '4402.discovery: 0 ranges, index 2 refused at startIndex',
  ],
  [
    mailbox(0x4402, `0100000002000000${'00'.repeat(16)}`),
    '4402.ranges: 24 ≥ 8 + 16 × 2 refused at rangeCount',
  ],
  [
    mailbox(0x4402, '010000000100000020000000000000004000000000000000'),
    '4402.whole-lines: 0x0000_0020 + 0x0000_0040 refused at ranges[0].start',
  ],
  [
    mailbox(0x4402, '010000000100000040000000000000002000000000000000'),
    '4402.whole-lines: 0x0000_0040 + 0x0000_0020 refused at ranges[0].start',
  ],
  [
    mailbox(0x4402, '010000000100000040000000000000000000000000000000'),
    '4402.whole-lines: 0x0000_0040 + 0x0000_0000 refused at ranges[0].start',
  ],
  [
    mailbox(0x4402, '0100000001000000c0ffff4f000000008000000000000000'),
    '4402.whole-lines: 0x4FFF_FFC0 + 0x0000_0080 refused at ranges[0].start',
  ],
  [
    mailbox(0x4402, '010100000100000000000030000000004000000000000000'),
    '4402.backed: 0x3000_0000 refused at ranges[0].start',
  ],
  [mailbox(0x4800, '0102'), '4800.region-exists: 2 < 2 refused at startingRegion'],
  [mailbox(0x4801, '0100000003000000'), '4801.starts-in-list: 3 ≤ 2 refused at startingIndex'],
  [mailbox(0x4802, '00'), '4802.header: 1 ≥ 8 refused at length'],
  [respond([[R0 + 16 * B, B]], 2), '4802.entries: 32 ≥ 8 + 24 × 2 refused at entryCount'],
  [respond([[0, B]]), '4802.one-region: 0x0000_0000 refused at entries[0].start'],
  [respond([[R0, MiB]]), '4802.whole-blocks: 0x0010_0000 refused at entries[0].length'],
  [respond([[R0 + MiB, B]]), '4802.whole-blocks: 0x1010_0000 refused at entries[0].start'],
  [
    respond([
      [R0, B],
      [R0, B],
    ]),
    '4802.once: 0x1000_0000 refused at entries[1].start',
  ],
  [respond([[R0, B]]), '4802.within-first-offer: 0x1000_0000 refused at entries[0].start'],
  [mailbox(0x4803, '00'), '4803.header: 1 ≥ 8 refused at length'],
  [giveBack([]), '4803.not-empty: entries: 0 refused at entryCount'],
  [giveBack([[R0, B]], 2), '4803.entries: 32 ≥ 8 + 24 × 2 refused at entryCount'],
  [giveBack([[R1, B]]), '4803.backed: 0x3000_0000 refused at entries[0].start'],
])('what is looked at by the rule that stops: %#', (action, shown) => {
  expect(lastShown(state, action)).toBe(shown);
});

test.each([0x0200, 0x4000, 0x4100])('%i looks at all three capacities', (opcode) => {
  expect(lastShown(odd, mailbox(opcode))).toMatch(
    /^(0200|4000|4100)\.capacity-unit: 128 MiB, 0 B, 1 GiB refused at capacity$/,
  );
});
