import { describe, expect, test } from 'vitest';
import type { Action } from '../simulation/action';
import { fm, initiateAddOf, initiateReleaseOf, le } from '../testing/fm';
import {
  acceptedIn,
  add,
  answerOf,
  changedSlices,
  deviceWith,
  giveBack,
  handlesOf,
  ldIn,
  mailbox,
  outputOf,
  pendingIn,
  R0,
  R1,
  refused,
  respond,
  run,
  type Range,
} from '../testing/run';
import { MiB } from '../units';

const BLOCK = 2 * MiB;
const wide = 2n ** 64n;
const state = deviceWith({
  accepted: [
    [R0, 2 * BLOCK],
    [R0 + 2 * BLOCK, BLOCK],
  ],
  pending: [[[R0 + 16 * BLOCK, 2 * BLOCK]]],
});
const words = (...values: readonly number[]): string =>
  values.map((value) => le(value, 8)).join('');

test.each([0x5600, 0x5601, 0x5602, 0x5603, 0x5604, 0x5605])(
  '%i is on the FM-owned LD of QEMU 11.1 with regions, and nowhere else',
  (opcode) => {
    const answers = [
      run(state, mailbox(opcode)),
      run(state, fm(opcode, '', 'switch')),
      run(deviceWith({ profile: 'qemu-10.0' }), fm(opcode)),
      run(deviceWith({ regions: 0 }), fm(opcode)),
    ].map(answerOf);
    expect(answers).toEqual(Array(4).fill('03h'));
  },
);

test('5600h gives regions, policies, capacity and block sizes', () => {
  const output = outputOf(run(state, fm(0x5600)));
  expect(output).toBe(`010200000400000002000000${words(4, BLOCK, BLOCK)}${'00'.repeat(48)}`);
  expect(refused(state, fm(0x5600, '00'))).toBe('16h mailbox.length at length');
});

describe('5601h', () => {
  test('gives regions without handle, and totals; the host is ignored', () => {
    const output = outputOf(run(state, fm(0x5601, 'ffff0101')));
    expect(output).toBe(
      `00000201${words(R1, 2, 512 * MiB, BLOCK)}${'00'.repeat(8)}00020000fd010000${'00'.repeat(8)}`,
    );
  });

  test('refuses to start past the last region: Invalid Input', () => {
    expect(refused(state, fm(0x5601, '00000102'))).toBe('02h 5601.region-exists at startingRegion');
  });
});

describe('5602h', () => {
  const set = (region: number, size: number, flags = 0) =>
    fm(0x5602, `${le(region, 4)}${le(size, 8)}${le(flags, 4)}`);

  test('takes the block size there is, and nothing changes', () => {
    const result = run(state, set(1, BLOCK));
    expect([answerOf(result), changedSlices(state, result.state)]).toEqual(['00h', []]);
  });

  test.each([
    ['another flag before anything else', set(9, 1, 1), '03h 5602.flags at flags'],
    ['region 8', set(8, BLOCK), '03h 5602.region at region'],
    ['a region in use', set(0, BLOCK), '03h 5602.empty at region'],
    ['another block size', set(1, 4 * MiB), '02h 5602.block-size at blockSize'],
    ['a region in use before its block size', set(0, 3), '03h 5602.empty at region'],
  ])('refuses %s', (_, action, expected) => {
    expect(refused(state, action)).toBe(expected);
  });

  test('crashes QEMU on a region that the device does not have', () => {
    expect(refused(state, set(2, BLOCK))).toBe('crash 5602.region-used at region');
  });
});

describe('5603h', () => {
  const lists = (host: number, count: number, start: number) =>
    fm(0x5603, `${le(host, 4)}${le(count, 4)}${le(start, 4)}`);

  test('gives accepted extents only', () => {
    const output = outputOf(run(state, lists(0, 9, 1)));
    const head = `00000000${le(1, 4)}${le(1, 4)}${le(2, 4)}${'00'.repeat(8)}`;
    expect(output).toBe(`${head}${words(R0 + 2 * BLOCK, BLOCK)}${'00'.repeat(24)}`);
    expect(outputOf(run(state, lists(0, 9, 2))).length).toBe(48);
  });

  test('gives 50 extents at most', () => {
    const accepted = Array.from({ length: 51 }, (_, i): Range => [R0 + i * BLOCK, BLOCK]);
    expect(outputOf(run(deviceWith({ accepted }), lists(0, 99, 0))).length).toBe(2 * (24 + 2000));
  });

  test.each([
    ['another host', lists(1, 1, 9), '02h 5603.host at host'],
    ['an index past the list', lists(0, 1, 3), '02h 5603.starts-in-list at startingIndex'],
  ])('refuses %s: Invalid Input', (_, action, expected) => {
    expect(refused(state, action)).toBe(expected);
  });
});

describe('5604h', () => {
  test('offers one group that may span regions, with its tag in the events', () => {
    const tag = 'ab'.repeat(16);
    const offer: readonly Range[] = [
      [R0 + 32 * BLOCK, BLOCK],
      [R1, BLOCK],
    ];
    const result = run(state, initiateAddOf(offer, { tag }));
    expect(pendingIn(result.state)[1]).toEqual(['14000000+200000', '30000000+200000']);
    const { records } = ldIn(result.state).eventLogs.dynamicCapacity;
    expect(records.slice(-2).map(({ more, tag: told, type }) => [type, more, told])).toEqual([
      [0, true, tag],
      [0, false, tag],
    ]);
    const accepted = run(result.state, respond([]), respond(offer)).state;
    expect(ldIn(accepted).accepted.byOrder.chunks.flat().at(-1)?.tag).toBe('00'.repeat(16));
  });

  test('takes an empty extent, which only an empty response ends', () => {
    const { state: offered } = run(deviceWith(), initiateAddOf([[R0, 0]]));
    expect(pendingIn(offered)).toEqual([['10000000+0']]);
    expect(answerOf(run(offered, respond([[R0, 0]])))).toBe('0Fh');
    expect(pendingIn(run(offered, respond([])).state)).toEqual([]);
  });

  const rows: readonly (readonly [string, Action, string])[] = [
    [
      'another policy before the count',
      initiateAddOf([], { policy: 0, count: 9999 }),
      '02h 5604.policy at policy',
    ],
    ['more than 512 extents', initiateAddOf([], { count: 510 }), '1Dh 5604.limit at extentCount'],
    [
      'what is offered',
      initiateAddOf([[R0 + 16 * BLOCK, BLOCK]]),
      '1Eh 5604.not-pending at extents[0].start',
    ],
    ['what is accepted', initiateAddOf([[R0, BLOCK]]), '1Eh 5604.not-accepted at extents[0].start'],
    [
      'an address in no region',
      initiateAddOf([[0, BLOCK]]),
      '0Fh 5604.one-region at entries[0].start',
    ],
    ['half a block', initiateAddOf([[R1, MiB]]), '1Eh 5604.whole-blocks at entries[0].length'],
    [
      'a block named twice',
      initiateAddOf([
        [R1, BLOCK],
        [R1, BLOCK],
      ]),
      '1Eh 5604.once at entries[1].start',
    ],
    [
      'an overlap before a bad address',
      initiateAddOf([
        [0, BLOCK],
        [R0, BLOCK],
      ]),
      '1Eh 5604.not-accepted at extents[1].start',
    ],
  ];

  test.each(rows)('refuses %s', (_, action, expected) => {
    expect(refused(state, action)).toBe(expected);
  });

  test.each([
    ['names nothing', initiateAddOf([]), 'crash 5604.not-empty at extentCount'],
    [
      'claims more than it sends',
      initiateAddOf([[R1, BLOCK]], { count: 2 }),
      'crash 5604.count at extentCount',
    ],
    [
      'leaves 64 bits',
      initiateAddOf([[wide - 1n, wide - 1n]]),
      'crash 5604.no-wrap at extents[0].length',
    ],
  ] as const)('crashes QEMU when it %s', (_, action, expected) => {
    expect(refused(state, action)).toBe(expected);
  });
});

describe('5605h', () => {
  const FORCED = { policy: 0x11 };

  test('only asks, by force too: events of type 1 and the same capacity', () => {
    for (const more of [{}, FORCED]) {
      const result = run(state, initiateReleaseOf([[R0, BLOCK]], more));
      expect(acceptedIn(result.state)).toEqual(acceptedIn(state));
      expect(changedSlices(state, result.state)).toEqual(['eventLogs', 'askedBack']);
      expect(handlesOf(result.state).length).toBe(handlesOf(state).length + 1);
    }
  });

  test('without extents does nothing, with an empty one logs an event', () => {
    const nothing = run(state, initiateReleaseOf([]));
    expect([answerOf(nothing), changedSlices(state, nothing.state)]).toEqual(['00h', []]);
    const empty = run(state, initiateReleaseOf([[R0, 0]]));
    expect(handlesOf(empty.state).length).toBe(handlesOf(state).length + 1);
  });

  const rows: readonly (readonly [string, Action, string])[] = [
    ['another policy', initiateReleaseOf([], { policy: 2 }), '02h 5605.policy at policy'],
    [
      'an address in no region',
      initiateReleaseOf([[0, BLOCK]]),
      '0Fh 5605.one-region at entries[0].start',
    ],
    ['half a block', initiateReleaseOf([[R0, MiB]]), '1Eh 5605.whole-blocks at entries[0].length'],
    [
      'a block named twice',
      initiateReleaseOf([
        [R0, BLOCK],
        [R0, BLOCK],
      ]),
      '1Eh 5605.once at entries[1].start',
    ],
    [
      'what is offered',
      initiateReleaseOf([[R0 + 16 * BLOCK, BLOCK]]),
      '0Fh 5605.not-pending at extents[0].start',
    ],
    [
      'what is offered, by force',
      initiateReleaseOf([[R0 + 16 * BLOCK, BLOCK]], FORCED),
      '0Fh 5605.backed at entries[0].start',
    ],
    ['what is free', initiateReleaseOf([[R1, BLOCK]]), '0Fh 5605.backed at entries[0].start'],
  ];

  test.each(rows)('refuses %s', (_, action, expected) => {
    expect(refused(state, action)).toBe(expected);
  });

  test('refuses a cut that the limit has no room for: Resources Exhausted', () => {
    const accepted: readonly Range[] = [[R0, 3 * BLOCK]];
    const one = (i: number): Range => [(i + 8) * BLOCK, BLOCK];
    const offer = Array.from({ length: 511 }, (_, i) => one(i));
    const full = run(deviceWith({ dcMiB: 2048, regions: 1, accepted }), add(offer)).state;
    expect(refused(full, initiateReleaseOf([[R0 + BLOCK, BLOCK]]))).toBe(
      '1Dh 5605.limit at entries[0].start',
    );
    expect(refused(full, giveBack([[R0 + BLOCK, BLOCK]]))).toContain('1Dh 4803.limit');
  });
});
