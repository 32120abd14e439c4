import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import {
  add,
  answerOf,
  askBack,
  changedSlices,
  clear,
  deviceWith,
  handlesOf,
  ldIn,
  mailbox,
  outputOf,
  R0,
  refused,
  run,
} from '../testing/run';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];
const offers = (count: number): (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => [i * 4 * MiB, 2 * MiB]);
const withRecords = (count: number, profile: ProfileId = 'qemu-11.1'): SimulationState =>
  run(deviceWith({ profile }), add(offers(count))).state;
const read = mailbox(0x0100, '04');
const zeros = (bytes: number): string => '00'.repeat(bytes);

/** The header's fields that are not always zero, and the records cut apart. */
function replyIn(hex: string) {
  const records = hex.slice(64).match(/.{256}/g) ?? [];
  return { flags: hex.slice(0, 2), lost: hex.slice(4, 8), count: hex.slice(40, 44), records };
}

describe.each(both)('%s', (profile) => {
  test('0100h gives the golden vector of three offers', () => {
    const extents = [
      [0, 8 * MiB],
      [8 * MiB, 4 * MiB],
      [32 * MiB, 2 * MiB],
    ] as const;
    const output = outputOf(run(deviceWith({ profile }), add(extents, { 'host-id': 7 }), read));
    const old = profile === 'qemu-10.0';
    expect(output.slice(0, 64)).toBe(`02000000${zeros(16)}0300${zeros(10)}`);
    expect(output.slice(64, 64 + 256)).toBe(
      `ca95afa7f18340188c2f95268e101a2a8001000001000000${zeros(8)}${zeros(16)}00` +
        (old ? '0007000001' : '0100000001') +
        `000000000010000000000000800000000000${zeros(16)}0000${zeros(6)}${zeros(24)}` +
        (old ? zeros(8) : 'fd01000000000000'),
    );
    const { records } = replyIn(output);
    expect(records.map((record) => record.slice(0x35 * 2, 0x36 * 2))).toEqual(['01', '01', '00']);
    expect(records.map((record) => record.slice(0x78 * 2))).toEqual(
      Array(3).fill(old ? zeros(8) : 'fd01000000000000'),
    );
  });

  test('0100h of an empty log is 32 zero bytes', () => {
    expect(outputOf(run(deviceWith({ profile }), read))).toBe(zeros(32));
  });

  test('0100h takes nothing away and sets the more-records bit while the log holds any', () => {
    const state = withRecords(2, profile);
    const result = run(state, read);
    expect(replyIn(outputOf(result)).flags).toBe('02');
    expect(changedSlices(state, result.state)).toEqual([]);
    expect(outputOf(run(result.state, read))).toBe(outputOf(result));
  });

  test('a log holds 8 records; the tail of a longer request is lost with its closing record', () => {
    const result = run(withRecords(10, profile), read);
    const { flags, lost, count, records } = replyIn(outputOf(result));
    expect([flags, lost, count]).toEqual(['03', '0200', '0800']);
    expect(records.every((record) => record.slice(0x6a, 0x6c) === '01')).toBe(true);
    expect(ldIn(result.state).pendingCount).toBe(10);
  });

  test('0101h refuses a wrong log, handle or length', () => {
    const state = withRecords(8, profile);
    const table: readonly (readonly [string, string])[] = [
      ['', '16h 0101.handles at count'],
      ['04 00 01 000000', '16h 0101.handles at count'],
      ['04 00 02 000000 0100 02', '16h 0101.handles at count'],
      ['05 00 00 000000', '02h 0101.log-exists at log'],
      ['04 00 01 000000 0200', '02h 0101.oldest-first at handles[0].handle'],
      ['04 00 01 000000 0000', '02h 0101.oldest-first at handles[0].handle'],
      ['04 00 02 000000 0100 0300', '02h 0101.oldest-first at handles[1].handle'],
      ['04 00 02 000000 0200 0100', '02h 0101.oldest-first at handles[0].handle'],
    ];
    for (const [payload, expected] of table) {
      expect(refused(state, mailbox(0x0101, payload)), payload).toBe(expected);
    }
  });

  test('0101h checks the length before the log', () => {
    expect(refused(deviceWith({ profile }), mailbox(0x0101, '05 00 01 000000'))).toBe(
      '16h 0101.handles at count',
    );
  });
});

test('0100h refuses log 5: Invalid Input', () => {
  expect(refused(deviceWith(), mailbox(0x0100, '05'))).toBe('02h 0100.log-exists at log');
});

test.each(['', '0400'])('0100h refuses %j: Invalid Payload Length', (payload) => {
  expect(refused(deviceWith(), mailbox(0x0100, payload))).toBe('16h mailbox.length at length');
});

describe('0101h', () => {
  test('clears the oldest records and ignores handles past the end', () => {
    const two = run(withRecords(8), clear([1, 2]));
    expect([answerOf(two), handlesOf(two.state)]).toEqual(['00h', [3, 4, 5, 6, 7, 8]]);
    const rest = run(two.state, clear([3, 4, 5, 6, 7, 8, 99, 98]));
    expect([answerOf(rest), handlesOf(rest.state)]).toEqual(['00h', []]);
  });

  test('takes any handles on an empty log', () => {
    expect(answerOf(run(deviceWith(), clear([77, 0])))).toBe('00h');
  });

  test('has no clear-all: the flag is ignored', () => {
    const result = run(withRecords(3), mailbox(0x0101, '04 01 00 000000'));
    expect([answerOf(result), handlesOf(result.state)]).toEqual(['00h', [1, 2, 3]]);
  });

  test('with no handle clears nothing and keeps the overflow', () => {
    const result = run(withRecords(9), clear([]), read);
    expect(replyIn(outputOf(result))).toMatchObject({ flags: '03', lost: '0100' });
  });

  test('of one record forgets the overflow', () => {
    const result = run(withRecords(10), clear([1]), read);
    expect(replyIn(outputOf(result))).toMatchObject({ flags: '02', lost: '0000', count: '0700' });
  });

  test('of every record clears the event status bit; one that is left keeps it', () => {
    const state = withRecords(2);
    expect(state.device.lds[0]?.eventStatus).toBe(0x10);
    expect(run(state, clear([1])).state.device.lds[0]?.eventStatus).toBe(0x10);
    expect(run(state, clear([1, 2])).state.device.lds[0]?.eventStatus).toBe(0);
  });
});

test('handles go on after the log was cleared: after 8 of 10 comes 9', () => {
  const state = withRecords(10);
  const after = run(state, clear(handlesOf(state)), add([[64 * MiB, 2 * MiB]])).state;
  expect(handlesOf(after)).toEqual([9]);
});

test('handles skip 0 when they come round after FFFFh', () => {
  let state = deviceWith({ accepted: [[R0, 2 * MiB]] });
  const { eventLogs } = ldIn(state);
  const dynamicCapacity = { ...eventLogs.dynamicCapacity, nextHandle: 0xffff };
  const ld = { ...ldIn(state), eventLogs: { ...eventLogs, dynamicCapacity } };
  state = { ...state, device: { ...state.device, lds: [ld] } };
  const again = askBack([[0, 2 * MiB]]);
  expect(handlesOf(run(state, again, again).state)).toEqual([0xffff, 1]);
});

test('records carry the device time of their insertion', () => {
  const set = mailbox(0x0301, '8877665544332211');
  const output = outputOf(run(deviceWith(), set, add([[0, 2 * MiB]]), read));
  expect(replyIn(output).records[0]?.slice(0x30, 0x40)).toBe('8877665544332211');
});

test('the overflow keeps the times of the first and the last lost record', () => {
  const set = mailbox(0x0301, '0001000000000000');
  const more = add([[128 * MiB, 2 * MiB]]);
  const last = add([[132 * MiB, 2 * MiB]]);
  const wait = { kind: 'clock', ns: 5 } as const;
  const output = outputOf(run(withRecords(8), set, wait, more, wait, last, read));
  expect(output.slice(0, 40)).toBe('03000200' + '0501000000000000' + '0a01000000000000');
});

describe('the interrupt policy', () => {
  const get = mailbox(0x0102);

  test('0102h tells every log off at first', () => {
    expect(outputOf(run(deviceWith(), get))).toBe('0000000000');
  });

  test('0103h turns logs on by mode 1; the vector is QEMU’s, and Dynamic Capacity shows none', () => {
    expect(outputOf(run(deviceWith(), mailbox(0x0103, 'f1f1f1f1f1'), get))).toBe('2131415101');
  });

  test('0103h of four bytes leaves Dynamic Capacity as it was; extra bytes are ignored', () => {
    const on = run(deviceWith(), mailbox(0x0103, '010101010103ff')).state;
    expect(outputOf(run(on, mailbox(0x0103, '00020300'), get))).toBe('0000000001');
  });

  test('0103h refuses three bytes: Invalid Payload Length', () => {
    expect(refused(deviceWith(), mailbox(0x0103, '010101'))).toBe('16h 0103.length at length');
  });

  test('0102h refuses any input: Invalid Payload Length', () => {
    expect(refused(deviceWith(), mailbox(0x0102, '00'))).toBe('16h mailbox.length at length');
  });

  test('an enabled log interrupts on its first record only, with vector 2', () => {
    const on = run(deviceWith(), mailbox(0x0103, '0000000001')).state;
    const raised = (state: SimulationState, offset: number): readonly number[] =>
      run(state, add([[offset, 2 * MiB]])).happenings.flatMap((happening) =>
        happening.what === 'interruptRaised' ? [happening.vector] : [],
      );
    expect(raised(on, 0)).toEqual([2]);
    expect(raised(run(on, add([[0, 2 * MiB]])).state, 4 * MiB)).toEqual([]);
    expect(raised(deviceWith(), 0)).toEqual([]);
  });
});
