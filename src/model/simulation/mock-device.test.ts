import { describe, expect, test } from 'vitest';
import { toHex } from '../codec/codec';
import { decode } from '../codec/message';
import { configProblem } from '../device/config';
import { profiles } from '../device/profiles/profile';
import { dcConfigReplyShort } from '../layouts/dc-config';
import { getEventRecordsReply } from '../layouts/event-record';
import { cdatBytes } from '../mailbox/doe-cdat';
import { fm } from '../testing/fm';
import {
  BASE,
  LEN,
  PRE,
  PRE2,
  TAG_A,
  base,
  bytesOf,
  emptyMock,
  inject,
  line,
  listOf,
  mock,
  pre,
} from '../testing/mock';
import {
  add,
  answerOf,
  changedSlices,
  clear,
  deviceWith,
  handlesOf,
  ldIn,
  mailbox,
  pendingIn,
  refusalOf,
  run,
  scenarioWith,
  type Range,
} from '../testing/run';
import { GiB, MiB } from '../units';
import type { Action } from './action';
import type { SimulationState } from './state';

describe('the fixture', () => {
  test('is one region of 512 MiB in blocks of 512 bytes behind 2 GiB', () => {
    const result = run(deviceWith(mock), mailbox(0x4800, '08 00'));
    const { header, items } = decode(dcConfigReplyShort, bytesOf(result));
    expect(header).toMatchObject({ available: 1, returned: 1 });
    expect(items).toMatchObject([
      {
        base: BASE,
        decodeLength: 2,
        length: 512 * MiB,
        blockSize: 512,
        dsmadHandle: 0xfa,
        flags: 0,
      },
    ]);
    expect(bytesOf(result).length).toBe(8 + 40);
  });

  test('starts with two extents accepted, the second with a tag, counted as changes', () => {
    expect(listOf(deviceWith(mock))).toMatchObject({
      generation: 2,
      total: 2,
      extents: [
        [PRE, '0'.repeat(32), 0],
        [PRE2, 'deadbeefcafebaadf00dfedcba987654', 0],
      ],
    });
  });

  test.each([{ sharable: true as const }, { startsEmpty: true as const }])(
    '%j starts empty',
    (how) => {
      const state = deviceWith({ ...mock, ...how });
      expect(listOf(state)).toMatchObject({ generation: 0, total: 0 });
      expect(state.partitions).toMatchObject([{ start: BASE, sharable: 'sharable' in how }]);
    },
  );

  test('tells of sharing in CDAT only', () => {
    const dsmas = (state: SimulationState): string =>
      toHex(cdatBytes(state.device)).slice(32 + 288, 32 + 288 + 16);
    expect(dsmas(deviceWith(mock))).toBe('00001800fa200000');
    expect(dsmas(deviceWith({ ...mock, sharable: true }))).toBe('00001800fa280000');
  });

  test('is the only device of the profile, and no QEMU can be shared or told to start empty', () => {
    const { device } = scenarioWith(mock);
    expect(configProblem(device, profiles['cxl-test'])).toBeUndefined();
    const other = { ...device, dynamicCapacity: GiB };
    expect(configProblem(other, profiles['cxl-test'])).toMatchObject({
      field: 'dynamicCapacity',
      isQemu: false,
    });
    const qemu = scenarioWith({}).device;
    const problemOf = (more: object) =>
      configProblem({ ...qemu, ...more }, profiles['qemu-11.1'])?.field;
    expect(problemOf({})).toBeUndefined();
    expect(problemOf({ sharable: true })).toBe('sharable');
    expect(problemOf({ startsEmpty: true })).toBe('startsEmpty');
  });
});

describe('what is injected', () => {
  test('goes on offer, one record each, with More as it was given', () => {
    const state = run(emptyMock, inject(pre, TAG_A, 1, 3), inject(base)).state;
    expect(pendingIn(state)).toEqual([['88000000+4000000', '80000000+4000000']]);
    const { items } = decode(getEventRecordsReply, bytesOf(run(state, mailbox(0x0100, '04'))));
    expect(
      items.map(({ start, tag, sharedSeq, more, flags, handle }) => ({
        start,
        tag,
        sharedSeq,
        more,
        flags,
        handle,
      })),
    ).toEqual([
      { start: PRE, tag: '1'.repeat(32), sharedSeq: 3, more: 1, flags: 0, handle: 1 },
      { start: BASE, tag: '0'.repeat(32), sharedSeq: 0, more: 0, flags: 0, handle: 2 },
    ]);
  });

  test('stands alone once the chain before it is closed', () => {
    expect(pendingIn(run(emptyMock, inject(pre), inject(base)).state)).toEqual([
      ['88000000+4000000'],
      ['80000000+4000000'],
    ]);
  });

  test('is refused for no length or a start that is there, on offer or accepted, and for nothing else', () => {
    const full = deviceWith(mock);
    const told = (state: SimulationState, action: Action): string | undefined => {
      const result = run(state, action);
      expect(changedSlices(state, result.state)).toEqual([]);
      return refusalOf(result);
    };
    expect(told(full, inject([BASE, 0]))).toBe('inject.not-zero at length');
    expect(told(full, inject([PRE, 512]))).toBe('inject.new-start at start');
    expect(told(run(full, inject(base)).state, inject(base))).toBe('inject.new-start at start');
    for (const odd of [
      [PRE + LEN / 2, LEN],
      [0, 7],
      [BASE + 512 * MiB, LEN],
      [PRE2 - 1, 3],
    ] as Range[]) {
      expect(answerOf(run(full, inject(odd)))).toBe('return');
    }
  });

  test('stops at 15 records; handles run to 16 and start again', () => {
    let state = emptyMock;
    for (let i = 0; i < 16; i += 1) state = run(state, inject([BASE + i * LEN, 512])).state;
    expect(handlesOf(state)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(ldIn(state).eventLogs.dynamicCapacity.overflow.count).toBe(1);
    expect(ldIn(state).pendingCount).toBe(16);
    state = run(state, clear(handlesOf(state)), inject([BASE + 7, 1]), inject([BASE + 9, 1])).state;
    expect(handlesOf(state)).toEqual([16, 1]);
  });

  test('is read three records at a time, with More Event Records while some are left', () => {
    let state = emptyMock;
    for (let i = 0; i < 4; i += 1) state = run(state, inject([BASE + i * LEN, 512])).state;
    const head = decode(getEventRecordsReply, bytesOf(run(state, mailbox(0x0100, '04')))).header;
    expect(head).toMatchObject({ flags: 2, count: 3 });
    state = run(state, clear(handlesOf(state).slice(0, 3))).state;
    const rest = decode(getEventRecordsReply, bytesOf(run(state, mailbox(0x0100, '04')))).header;
    expect(rest).toMatchObject({ flags: 0, count: 1 });
  });
});

describe('ways in', () => {
  const notHere = (state: SimulationState, action: Action) => {
    const result = run(state, action);
    expect(changedSlices(state, result.state)).toEqual([]);
    return result.reply;
  };

  test.each<readonly [string, Action, RegExp]>([
    ['QMP', add([[0, MiB]]), /no QMP/],
    ['the FM API', fm(0x5600, new Uint8Array()), /no QMP/],
    ['a read', { kind: 'read', space: 'dpa', at: PRE, length: 8 }, /no memory/],
    ['a reset', { kind: 'reset' }, /resets/],
  ])('the mock has none for %s', (_, action, says) => {
    expect(notHere(deviceWith(mock), action)).toMatchObject({ kind: 'cannot', what: says });
  });

  test('QEMU has no files for lines', () => {
    expect(notHere(deviceWith(), inject(base))).toMatchObject({ kind: 'cannot', fix: /QMP/ });
  });

  test('a line that cannot be read says where', () => {
    expect(notHere(emptyMock, line('0x80000000:64M::0'))).toMatchObject({
      kind: 'cannot',
      what: 'The line for dc_inject_extent cannot be read: column 12 has “64M”.',
    });
  });
});
