import { describe, expect, test } from 'vitest';
import { outputOf } from '../testing/run';
import {
  acceptedIn,
  add,
  answerOf,
  askBack,
  changedSlices,
  deviceWith,
  ldIn,
  mailbox,
  pendingIn,
  R0,
  refused,
  run,
} from '../testing/run';
import { addV3, askBackV3, v3With } from '../testing/v3';
import { MiB } from '../units';

const TYPE3 = 'Path not point to a valid CXL type3 device';

describe('a request', () => {
  const empty = v3With();

  test('a request without extents is refused', () => {
    expect(refused(empty, addV3([]))).toBe(
      'No extents found in the command v3.qmp.not-empty at extents',
    );
    expect(refused(empty, askBackV3([]))).toContain('No extents found in the command');
    const today = deviceWith();
    const result = run(today, add([]));
    expect([answerOf(result), changedSlices(today, result.state)]).toEqual(['return', []]);
  });

  test('an extent of length 0 is refused', () => {
    const words = 'extent with 0 length is not allowed';
    expect(refused(empty, addV3([[2, 0]]))).toContain(words);
    expect(refused(deviceWith(), add([[2 * MiB, 0]]))).toContain(words);
  });

  test('a request names its region once, by region-id', () => {
    const second = run(empty, addV3([[0, 2]], { 'region-id': 1 }));
    expect(pendingIn(second.state)).toEqual([['90000000+200000']]);
    expect(refused(empty, addV3([[0, 2]], { 'region-id': 2 }))).toContain('region id is too large');
    expect(refused(empty, add([[0, 2]]))).toContain("Parameter 'region-id' is missing");
    expect(refused(deviceWith(), addV3([[0, 2]]))).toContain("Parameter 'host-id' is missing");
  });

  test('offset and len are in MiB from the start of the region', () => {
    expect(pendingIn(run(empty, addV3([[4, 2]])).state)).toEqual([['10400000+200000']]);
    expect(refused(empty, addV3([[1, 2]]))).toContain('dpa or len is not aligned');
    expect(pendingIn(run(deviceWith(), add([[4 * MiB, 2 * MiB]])).state)).toEqual([
      ['10400000+200000'],
    ]);
  });

  test('policies, tags and hosts are not known', () => {
    expect(refused(empty, addV3([[0, 2]], { 'selection-policy': 'free' }))).toContain(
      "Parameter 'selection-policy' is unexpected",
    );
  });

  test.each([
    ['no object', 'dcd7', 'Unable to resolve path v3.qmp.path'],
    ['another object', '/machine', `${TYPE3} v3.qmp.type`],
    ['an object below the device', '/machine/peripheral/cxl-dcd0/x', 'Unable to resolve path'],
  ])('that names %s is refused', (_, path, expected) => {
    expect(refused(empty, addV3([[0, 2]], { path }))).toContain(expected);
  });

  test('a request for a device without regions is refused', () => {
    const bare = deviceWith({ profile: 'qemu-v3', dcMiB: 0, regions: 0 });
    expect(refused(bare, addV3([[0, 2]]))).toContain('No dynamic capacity support from the device');
  });

  test('the shape of every extent is looked at before any overlap', () => {
    const extents = [
      [0, 4],
      [2, 2],
      [2048, 2],
    ] as const;
    expect(refused(empty, addV3(extents))).toContain('beyond the region end');
    expect(refused(empty, addV3(extents.slice(0, 2)))).toContain('duplicate or overlapped');
  });

  test('what leaves 64 bits crashes QEMU or overlaps itself', () => {
    const wide = 2 ** 44;
    expect(answerOf(run(empty, addV3([[wide - 2, 2]])))).toBe('crash');
    expect(refused(empty, addV3([[2, wide - 2]]))).toContain('duplicate or overlapped');
  });
});

describe('an offer', () => {
  test('offered extents wait in a flat list and are answered in any order', () => {
    const state = run(
      v3With(
        [],
        [
          [0, 2],
          [4, 2],
        ],
      ),
      addV3([[8, 2]]),
    ).state;
    expect(pendingIn(state)).toEqual([
      ['10000000+200000'],
      ['10400000+200000'],
      ['10800000+200000'],
    ]);
    const last = run(state, mailbox(0x4802, entry('0000801000000000')));
    expect([answerOf(last), acceptedIn(last.state)]).toEqual(['00h', ['10800000+200000']]);
    expect(ldIn(last.state).pendingCount).toBe(2);
    const today = deviceWith({ pending: [[[R0, 2 * MiB]], [[R0 + 8 * MiB, 2 * MiB]]] });
    expect(refused(today, mailbox(0x4802, entry('0000801000000000')))).toContain(
      '0Fh 4802.within-first-offer',
    );
  });

  test('may name what is offered or accepted already', () => {
    const state = v3With([[0, 2]], [[4, 2]]);
    expect(answerOf(run(state, addV3([[0, 2]])))).toBe('return');
    expect(answerOf(run(state, addV3([[4, 2]])))).toBe('return');
    const today = deviceWith({ accepted: [[R0, 2 * MiB]] });
    expect(refused(today, add([[0, 2 * MiB]]))).toContain('already accessible');
  });

  test('of more extents than the log holds loses records and no extent', () => {
    const extents = Array.from({ length: 10 }, (_, i) => [i * 2, 2] as const);
    const { state } = run(v3With(), addV3(extents));
    const log = ldIn(state).eventLogs.dynamicCapacity;
    expect([log.records.length, log.overflow.count, ldIn(state).pendingCount]).toEqual([8, 2, 10]);
  });

  test('logs records without More, validity, host and number of extents left', () => {
    const recordsOf = (output: string) => output.slice(64).match(/.{256}/g) ?? [];
    const told = (record: string) => [
      record.slice(0x31 * 2, 0x38 * 2),
      record.slice(0x60 * 2, 0x80 * 2),
    ];
    const { state } = run(
      v3With(),
      addV3([
        [0, 2],
        [4, 2],
      ]),
    );
    const records = recordsOf(outputOf(run(state, mailbox(0x0100, '04'))));
    expect(records.map(told)).toEqual(Array(2).fill(['00'.repeat(7), '00'.repeat(32)]));
    const today = run(
      deviceWith(),
      add([
        [0, 2 * MiB],
        [4 * MiB, 2 * MiB],
      ]),
    ).state;
    const [first] = recordsOf(outputOf(run(today, mailbox(0x0100, '04')))).map(told);
    expect(first).toEqual(['01000000010000', `${'00'.repeat(24)}fe010000${'00'.repeat(4)}`]);
  });
});

describe('a release request', () => {
  const state = v3With([
    [0, 4],
    [4, 4],
  ]);
  const words = 'No exact extent found in the extent list v3.qmp-release.exact';

  test('only exact extents can be asked back', () => {
    expect(refused(state, askBackV3([[0, 2]]))).toContain(words);
    expect(refused(state, askBackV3([[0, 8]]))).toContain(words);
    expect(refused(state, askBackV3([[2, 2]]))).toContain(words);
    const both = run(
      state,
      askBackV3([
        [4, 4],
        [0, 4],
      ]),
    );
    expect([answerOf(both), changedSlices(state, both.state)]).toEqual([
      'return',
      ['eventLogs', 'askedBack'],
    ]);
    const today = deviceWith({
      accepted: [
        [R0, 4 * MiB],
        [R0 + 4 * MiB, 4 * MiB],
      ],
    });
    expect(answerOf(run(today, askBack([[2 * MiB, 4 * MiB]])))).toBe('return');
  });

  test('is looked at for exact extents before overlaps', () => {
    expect(
      refused(
        state,
        askBackV3([
          [0, 4],
          [2, 2],
        ]),
      ),
    ).toContain(words);
    expect(
      refused(
        state,
        askBackV3([
          [0, 4],
          [0, 4],
        ]),
      ),
    ).toContain('duplicate');
  });
});

test('no media event goes into the Dynamic Capacity log', () => {
  const inject = (more: object) =>
    ({
      kind: 'qmp',
      execute: 'cxl-inject-general-media-event',
      arguments: { path: 'cxl-dcd0', log: 'dyncap', flags: 1, dpa: 0, ...more },
    }) as const;
  expect(refused(deviceWith(), inject({}))).toContain(
    "Parameter 'log' does not accept value 'dyncap'",
  );
});

/** Payload of 4802h with one entry of 2 MiB. */
function entry(start: string): string {
  return `0100000000000000${start}0000200000000000${'00'.repeat(8)}`;
}
