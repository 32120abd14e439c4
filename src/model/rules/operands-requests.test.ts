import { expect, test } from 'vitest';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { base, emptyMock, inject, pre } from '../testing/mock';
import { add, askBack, deviceWith, giveBack, mailbox, R0, respond, run } from '../testing/run';
import { lastShown, shownBy } from '../testing/shown';
import { addV3, askBackV3, giveBackV3, respondV3, v3With } from '../testing/v3';
import { MiB } from '../units';

const B = 2 * MiB;
const wide = 2n ** 64n;
const state = deviceWith({
  accepted: [[R0, 2 * B]],
  pending: [[[R0 + 16 * B, 2 * B]]],
});
const v3 = v3With([[0, 8]], [[32, 4]]);
const mock = run(emptyMock, inject(base)).state;
const CEL = '0da9c0b5bf414b788f7996b1623b3f17';

test.each<[SimulationState, Action, readonly string[]]>([
  [
    state,
    add([
      [4 * B, B],
      [6 * B, 2 * B],
    ]),
    [
      'qmp-add.policy: prescriptive',
      'qmp-add.path: /machine/peripheral/cxl-dcd0',
      'qmp-add.dc-support: regions: 2',
      'qmp-add.region: 0 < 2',
      'qmp-add.not-zero: 0x0020_0000, 0x0040_0000',
      'qmp-add.aligned: 0x0080_0000 + 0x0020_0000, 0x00C0_0000 + 0x0040_0000',
      'qmp-add.inside-region: 0x00A0_0000 ≤ 0x2000_0000, 0x0100_0000 ≤ 0x2000_0000',
      'qmp-add.starts-inside: 0x0080_0000 < 0x2000_0000, 0x00C0_0000 < 0x2000_0000',
      'qmp-add.once: once, once',
      'qmp-add.not-accepted: clear, clear',
      'qmp-add.not-pending: clear, clear',
    ],
  ],
  [
    state,
    askBack([[0, B]]),
    [
      'qmp-release.not-forced: asked',
      'qmp-release.policy: prescriptive',
      'qmp-release.path: /machine/peripheral/cxl-dcd0',
      'qmp-release.dc-support: regions: 2',
      'qmp-release.region: 0 < 2',
      'qmp-release.not-zero: 0x0020_0000',
      'qmp-release.aligned: 0x0000_0000 + 0x0020_0000',
      'qmp-release.inside-region: 0x0020_0000 ≤ 0x2000_0000',
      'qmp-release.starts-inside: 0x0000_0000 < 0x2000_0000',
      'qmp-release.once: once',
      'qmp-release.not-pending: clear',
      'qmp-release.backed: 1 bit set',
    ],
  ],
  [
    v3,
    respondV3([32, 2]),
    [
      'v3.4802.not-empty: entries: 1',
      'v3.4802.in-region: r0',
      '4802.whole-blocks: 1 × 2 MiB',
      '4802.once: once',
      'v3.4802.not-accepted: 0x1200_0000',
      'v3.4802.offered: 0x1200_0000',
    ],
  ],
  [
    v3,
    giveBackV3([0, 4]),
    [
      '4803.not-empty: entries: 1',
      'v3.4803.in-region: r0',
      '4803.whole-blocks: 2 × 2 MiB',
      '4803.once: once',
      'v3.4803.accepted: 0x1000_0000',
      'v3.4803.inside: 0x0040_0000',
    ],
  ],
  [
    v3,
    addV3([[128, 4]]),
    [
      'v3.qmp.path: /machine/peripheral/cxl-dcd0',
      'v3.qmp.type: /machine/peripheral/cxl-dcd0',
      'qmp-add.dc-support: regions: 2',
      'qmp-add.region: 0 < 2',
      'v3.qmp.not-zero: 0x0040_0000',
      'v3.qmp.aligned: 0x0800_0000 + 0x0040_0000',
      'v3.qmp.inside-region: 0x0840_0000 ≤ 0x8000_0000',
      'v3.qmp.not-empty: extents: 1',
      'v3.qmp.starts-inside: 0x0800_0000 < 0x8000_0000',
      'v3.qmp.once: once',
    ],
  ],
  [
    v3,
    askBackV3([[0, 8]]),
    [
      'v3.qmp.path: /machine/peripheral/cxl-dcd0',
      'v3.qmp.type: /machine/peripheral/cxl-dcd0',
      'qmp-release.dc-support: regions: 2',
      'qmp-release.region: 0 < 2',
      'v3.qmp.not-zero: 0x0080_0000',
      'v3.qmp.aligned: 0x0000_0000 + 0x0080_0000',
      'v3.qmp.inside-region: 0x0080_0000 ≤ 0x8000_0000',
      'v3.qmp.not-empty: extents: 1',
      'v3.qmp-release.exact: 0x1000_0000',
      'v3.qmp.starts-inside: 0x0000_0000 < 0x8000_0000',
      'v3.qmp.once: once',
    ],
  ],
  [
    mock,
    respond([base]),
    ['mock.4802.payload: 32 ≥ 8 + 24 × 1', 'mock.4802.in-order: e1', 'mock.4802.whole-extent: e1'],
  ],
  [
    mock,
    mailbox(0x0401, `${CEL}0000000054000000`),
    ['mock.0401.inside-log: 0 + 84 ≤ 84', '0401.log-known: 0da9c0b5…'],
  ],
  [mock, inject(pre), ['inject.not-zero: 0x0400_0000', 'inject.new-start: 0x8800_0000']],
])('what is looked at when all holds: %#', (from, action, shown) => {
  expect(shownBy(from, action)).toEqual(shown);
});

test.each<[SimulationState, Action, string]>([
  [
    state,
    add([[0, B]], { 'selection-policy': 'free' }),
    'qmp-add.policy: free refused at selection-policy',
  ],
  [state, add([[0, B]], { path: 'x' }), 'qmp-add.path: x refused at path'],
  [deviceWith({ regions: 0 }), add([[0, B]]), 'qmp-add.dc-support: regions: 0 refused at path'],
  [state, add([[0, B]], { region: 2 }), 'qmp-add.region: 2 < 2 refused at region'],
  [state, add([[0, 0]]), 'qmp-add.not-zero: 0x0000_0000 refused at extents[0].len'],
  [state, add([[B, 1]]), 'qmp-add.aligned: 0x0020_0000 + 0x0000_0001 refused at extents[0].len'],
  [state, add([[1, B]]), 'qmp-add.aligned: 0x0000_0001 + 0x0020_0000 refused at extents[0].offset'],
  [
    state,
    add([[0, 512 * MiB + B]]),
    'qmp-add.inside-region: 0x2020_0000 ≤ 0x2000_0000 refused at extents[0].offset',
  ],
  [
    state,
    add([[512 * MiB, wide - BigInt(512 * MiB)]]),
    'qmp-add.starts-inside: 0x2000_0000 < 0x2000_0000 refused at extents[0].offset',
  ],
  [state, add([[4 * B, wide - BigInt(4 * B)]]), 'qmp-add.once: wraps refused at extents[0].len'],
  [
    state,
    add([
      [4 * B, 2 * B],
      [5 * B, B],
    ]),
    'qmp-add.once: 0x10A0_0000 refused at extents[1].offset',
  ],
  [state, add([[B, 2 * B]]), 'qmp-add.not-accepted: e1 refused at extents[0].offset'],
  [state, add([[15 * B, 2 * B]]), 'qmp-add.not-pending: e2 refused at extents[0].offset'],
  [
    state,
    askBack([[0, B]], { 'forced-removal': true }),
    'qmp-release.not-forced: forced refused at forced-removal',
  ],
  [
    state,
    askBack([[0, B]], { 'removal-policy': 'tag-based' }),
    'qmp-release.policy: tag-based refused at removal-policy',
  ],
  [state, askBack([[17 * B, B]]), 'qmp-release.not-pending: e2 refused at extents[0].offset'],
  [state, askBack([[B, 2 * B]]), 'qmp-release.backed: 0x1020_0000 refused at extents[0].offset'],
  [v3, respondV3(), 'v3.4802.not-empty: entries: 0 turned at entryCount'],
  [v3, respond([[0, B]]), 'v3.4802.in-region: 0x0000_0000 refused at entries[0].start'],
  [v3, respondV3([0, 2]), 'v3.4802.not-accepted: 0x1000_0000 refused at entries[0].start'],
  [v3, respondV3([64, 2]), 'v3.4802.offered: 0x1400_0000 refused at entries[0].start'],
  [v3, giveBackV3(), '4803.not-empty: entries: 0 refused at entryCount'],
  [v3, giveBack([[0, B]]), 'v3.4803.in-region: 0x0000_0000 refused at entries[0].start'],
  [v3, giveBackV3([64, 4]), 'v3.4803.accepted: 0x1400_0000 refused at entries[0].start'],
  [v3, giveBackV3([4, 8]), 'v3.4803.inside: 0x0080_0000 refused at entries[0].length'],
  [v3, addV3([[2, 0]]), 'v3.qmp.not-zero: 0x0000_0000 refused at extents[0].len'],
  [v3, addV3([[1, 2]]), 'v3.qmp.aligned: 0x0010_0000 + 0x0020_0000 refused at extents[0].offset'],
  [
    v3,
    addV3([[0, 2050]]),
    'v3.qmp.inside-region: 0x8020_0000 ≤ 0x8000_0000 refused at extents[0].offset',
  ],
  [v3, addV3([]), 'v3.qmp.not-empty: extents: 0 refused at extents'],
  [v3, addV3([[2, wide - 2n]]), 'v3.qmp.once: wraps refused at extents[0].len'],
  [
    v3,
    addV3([[2048, wide - 2048n]]),
    'v3.qmp.starts-inside: 0x8000_0000 < 0x8000_0000 refused at extents[0].offset',
  ],
  [v3, addV3([[0, 2]], { path: 'x' }), 'v3.qmp.path: x refused at path'],
  [v3, askBackV3([[0, 4]]), 'v3.qmp-release.exact: 0x1000_0000 refused at extents[0].offset'],
  [mock, respond([base], 2), 'mock.4802.payload: 32 ≥ 8 + 24 × 2 turned at entryCount'],
  [mock, respond([pre]), 'mock.4802.whole-extent: 0x8800_0000 refused at entries[0].start'],
  [mock, giveBack([base]), 'mock.4803.whole-extent: 0x8000_0000 turned at entries[0].start'],
  [mock, giveBack([base], 2), 'mock.4803.payload: 32 ≥ 8 + 24 × 2 turned at entryCount'],
  [mock, inject(base), 'inject.new-start: 0x8000_0000 refused at start'],
  [mock, inject([0, 0]), 'inject.not-zero: 0x0000_0000 refused at length'],
  [
    mock,
    mailbox(0x0401, `${CEL}0000000055000000`),
    'mock.0401.inside-log: 0 + 85 ≤ 84 refused at offset',
  ],
])('what is looked at by the rule that stops: %#', (from, action, shown) => {
  expect(lastShown(from, action)).toBe(shown);
});
