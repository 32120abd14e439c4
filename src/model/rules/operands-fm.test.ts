import { expect, test } from 'vitest';
import type { Action } from '../simulation/action';
import { fm, initiateAddOf, initiateReleaseOf } from '../testing/fm';
import { deviceWith, R0, R1 } from '../testing/run';
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

test.each<[Action, readonly string[]]>([
  [fm(0x0004, '0a'), ['0004.range: 8 ≤ 10 ≤ 10']],
  [fm(0x5601, '00000101'), ['5601.region-exists: 1 < 2']],
  [
    fm(0x5602, '01000000' + '0000200000000000' + '00000000'),
    [
      '5602.flags: 0',
      '5602.region: 1 < 8',
      '5602.region-used: 1 < 2',
      '5602.empty: r1',
      '5602.block-size: 0x0020_0000',
    ],
  ],
  [fm(0x5603, '000000000100000002000000'), ['5603.host: 0', '5603.starts-in-list: 2 ≤ 2']],
  [
    initiateAddOf([[R1, B]]),
    [
      '5604.policy: 2 = 2',
      '5604.limit: 1 + 3 ≤ 512',
      '5604.count: 1 ≤ 1',
      '5604.no-wrap: 0x3000_0000',
      '5604.not-pending: clear',
      '5604.not-accepted: clear',
      '5604.one-region: r1',
      '5604.whole-blocks: 1 × 2 MiB',
      '5604.once: once',
      '5604.not-empty: 1',
    ],
  ],
  [
    initiateReleaseOf([[R0, B]]),
    [
      '5605.policy: 1 = 1',
      '5605.count: 1 ≤ 1',
      '5605.one-region: r0',
      '5605.whole-blocks: 1 × 2 MiB',
      '5605.once: once',
      '5605.not-pending: clear',
      '5605.backed: 1 bit set',
      '5605.limit: 3 ≤ 512',
    ],
  ],
])('what is looked at when all holds: %#', (action, shown) => {
  expect(shownBy(state, action)).toEqual(shown);
});

test.each<[Action, string]>([
  [fm(0x0004, '07'), '0004.range: 8 ≤ 7 ≤ 10 refused at limit'],
  [fm(0x0004, '0b'), '0004.range: 8 ≤ 11 ≤ 10 refused at limit'],
  [fm(0x0300, '', 'switch'), '0300.has-clock: switch refused at opcode'],
  [fm(0x5601, '00000102'), '5601.region-exists: 2 < 2 refused at startingRegion'],
  [fm(0x5602, '00000000' + '0000200000000000' + '01000000'), '5602.flags: 1 refused at flags'],
  [
    fm(0x5602, '08000000' + '0000200000000000' + '00000000'),
    '5602.region: 8 < 8 refused at region',
  ],
  [
    fm(0x5602, '02000000' + '0000200000000000' + '00000000'),
    '5602.region-used: 2 < 2 refused at region',
  ],
  [
    fm(0x5602, '01000000' + '0000400000000000' + '00000000'),
    '5602.block-size: 0x0040_0000 refused at blockSize',
  ],
  [fm(0x5602, '00000000' + '0000400000000000' + '00000000'), '5602.empty: r0 refused at region'],
  [fm(0x5603, '01000000' + '01000000' + '00000000'), '5603.host: 1 refused at host'],
  [
    fm(0x5603, '00000000' + '01000000' + '03000000'),
    '5603.starts-in-list: 3 ≤ 2 refused at startingIndex',
  ],
  [initiateAddOf([[R1, B]], { policy: 1 }), '5604.policy: 1 = 2 refused at policy'],
  [initiateAddOf([], { count: 510 }), '5604.limit: 510 + 3 ≤ 512 refused at extentCount'],
  [initiateAddOf([[R1, B]], { count: 2 }), '5604.count: 2 ≤ 1 refused at extentCount'],
  [
    initiateAddOf([[2n ** 64n - 1n, 2n]]),
    '5604.no-wrap: 0xFFFF_FFFF_FFFF_FFFF refused at extents[0].length',
  ],
  [initiateAddOf([[R0 + 16 * B, B]]), '5604.not-pending: e3 refused at extents[0].start'],
  [initiateAddOf([[R0, B]]), '5604.not-accepted: e1 refused at extents[0].start'],
  [initiateAddOf([]), '5604.not-empty: 0 refused at extentCount'],
  [initiateReleaseOf([[R0, B]], { policy: 2 }), '5605.policy: 2 = 1 refused at policy'],
  [initiateReleaseOf([[R0, B]], { count: 2 }), '5605.count: 2 ≤ 1 refused at extentCount'],
  [initiateReleaseOf([[R0 + 16 * B, B]]), '5605.not-pending: e3 refused at extents[0].start'],
  [
    initiateReleaseOf([[R0 + 16 * B, B]], { policy: 0x11 }),
    '5605.backed: 0x1200_0000 refused at entries[0].start',
  ],
])('what is looked at by the rule that stops: %#', (action, shown) => {
  expect(lastShown(state, action)).toBe(shown);
});
