import { describe, expect, test } from 'vitest';
import {
  BASE,
  LEN,
  PRE,
  PRE2,
  TAG_A,
  base,
  delExtent,
  emptyMock,
  inject,
  line,
  listOf,
  mock,
  pre,
  pre2,
  words,
} from '../testing/mock';
import {
  acceptedIn,
  answerOf,
  clear,
  deviceWith,
  giveBack,
  ldIn,
  mailbox,
  outputOf,
  pendingIn,
  refusalOf,
  respond,
  run,
  type Range,
} from '../testing/run';

test('an offer is a group of its own, unless the one before it said that more would follow', () => {
  const { pending } = ldIn(run(emptyMock, inject(base), inject(pre, '', 1), inject(pre2)).state);
  expect(pending.map(({ id, extents }) => [id, extents.length])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

describe('a response', () => {
  test('takes whole extents with tag and sequence, counts each, and ends every offer', () => {
    const offered = run(
      emptyMock,
      inject(pre, TAG_A, 1, 1),
      inject(base, TAG_A, 0, 2),
      inject(pre2),
    ).state;
    const state = run(offered, respond([pre, base])).state;
    expect(pendingIn(state)).toEqual([]);
    expect(listOf(state)).toMatchObject({
      generation: 2,
      extents: [
        [BASE, '1'.repeat(32), 2],
        [PRE, '1'.repeat(32), 1],
      ],
    });
  });

  test('that is empty refuses everything, and does no harm where nothing is on offer', () => {
    const state = run(emptyMock, inject(pre), inject(base), respond([])).state;
    expect([pendingIn(state), acceptedIn(state)]).toEqual([[], []]);
    expect(answerOf(run(state, respond([])))).toBe('00h');
  });

  test('ends all offers whatever its More flag says', () => {
    const payload = respond([pre]);
    if (payload.kind !== 'mailbox') throw new Error('a mailbox command');
    const bytes = payload.payload.slice();
    bytes[4] = 1;
    const state = run(emptyMock, inject(pre), inject(base), mailbox(0x4802, bytes)).state;
    expect([pendingIn(state), acceptedIn(state)]).toEqual([[], ['88000000+4000000']]);
  });

  test('out of order, in part or of nothing known fails; entries before stay accepted, offers stay', () => {
    const offered = run(emptyMock, inject(pre), inject(base), inject(pre2)).state;
    const late = run(offered, respond([base, pre]));
    expect([answerOf(late), refusalOf(late)]).toEqual([
      '02h',
      'mock.4802.in-order at entries[1].start',
    ]);
    expect(acceptedIn(late.state)).toEqual(['80000000+4000000']);
    expect(pendingIn(late.state)).toEqual([['88000000+4000000'], ['90000000+4000000']]);
    expect(refusalOf(run(offered, respond([[PRE, LEN / 2]])))).toBe(
      'mock.4802.whole-extent at entries[0].length',
    );
    expect(refusalOf(run(offered, respond([[PRE + 512, 512]])))).toBe(
      'mock.4802.whole-extent at entries[0].start',
    );
    expect(refusalOf(run(offered, respond([[2n ** 63n, 512]])))).toBe(
      'mock.4802.whole-extent at entries[0].start',
    );
  });

  test('may name what is accepted already: nothing changes and nothing is counted', () => {
    const full = deviceWith(mock);
    expect(listOf(run(full, respond([pre2, pre])).state)).toMatchObject({
      generation: 2,
      total: 2,
    });
    const mixed = run(full, inject(base), respond([pre, base]));
    expect([answerOf(mixed), listOf(mixed.state).generation]).toEqual(['00h', 3]);
    const second: Range = [BASE + LEN, LEN];
    const later = run(mixed.state, inject(second), respond([second, pre]));
    expect([answerOf(later), listOf(later.state).generation]).toEqual(['02h', 4]);
  });

  test('whose header lies is not modelled', () => {
    expect(answerOf(run(emptyMock, respond([pre], 2)))).toBe('notModelled');
    expect(answerOf(run(emptyMock, giveBack([pre], 2)))).toBe('notModelled');
  });
});

describe('giving back', () => {
  test('asking back sends the record and keeps the extent; giving it back counts', () => {
    const asked = run(deviceWith(mock), delExtent(pre)).state;
    expect(acceptedIn(asked)).toHaveLength(2);
    expect(ldIn(asked).eventLogs.dynamicCapacity.records).toMatchObject([
      { type: 1, start: PRE, length: LEN, more: false },
    ]);
    expect(listOf(run(asked, giveBack([pre])).state)).toMatchObject({ generation: 3, total: 1 });
  });

  test('by force only the type of the record differs; what is not accepted is recorded too', () => {
    const forced = run(
      deviceWith(mock),
      line(`${PRE2}:${LEN}:${TAG_A}`, 'dc_force_del_extent'),
      delExtent([0, 0]),
    ).state;
    expect(acceptedIn(forced)).toHaveLength(2);
    expect(ldIn(forced).eventLogs.dynamicCapacity.records).toMatchObject([
      { type: 2, tag: '1'.repeat(32) },
      { type: 1, start: 0, length: 0 },
    ]);
  });

  test('asking back does not touch an offer', () => {
    expect(pendingIn(run(emptyMock, inject(base), delExtent(base)).state)).toEqual([
      ['80000000+4000000'],
    ]);
  });

  test('passes over what is not exactly an accepted extent, and says Success', () => {
    const result = run(deviceWith(mock), giveBack([[PRE, LEN / 2], base, pre2]));
    expect(answerOf(result)).toBe('00h');
    expect(listOf(result.state)).toMatchObject({
      generation: 3,
      extents: [[PRE, '0'.repeat(32), 0]],
    });
  });

  test('blocks that another extent has too stay backed', () => {
    const over: Range = [PRE + LEN / 2, LEN];
    const state = run(deviceWith(mock), inject(over), respond([over]), giveBack([pre])).state;
    const map = ldIn(state).bitmaps[0];
    expect(map).toEqual(
      ldIn(run(emptyMock, inject(over), inject(pre2), respond([over, pre2])).state).bitmaps[0],
    );
  });
});

describe('other commands', () => {
  test('the Command Effects Log has 21 commands, offsets in bytes, and ends at its end', () => {
    const logs = outputOf(run(emptyMock, mailbox(0x0400)));
    expect(logs.slice(-8)).toBe('54000000');
    const cel = (offset: number, length: number) =>
      run(
        emptyMock,
        mailbox(0x0401, `0da9c0b5bf414b788f7996b1623b3f17 ${le(offset)} ${le(length)}`),
      );
    expect(outputOf(cel(68, 16))).toBe('00480000 01480000 02480200 03480200'.replaceAll(' ', ''));
    expect(refusalOf(cel(68, 20))).toBe('mock.0401.inside-log at offset');
  });

  test('an index past the list is Invalid Input', () => {
    expect(answerOf(run(emptyMock, mailbox(0x4801, words(1, 1))))).toBe('02h');
  });

  test('what it answers to other commands is not modelled; what it does not have is Unsupported', () => {
    for (const opcode of [0x4000, 0x4100, 0x4300, 0x4400, 0x4500, 0x0301]) {
      expect(answerOf(run(emptyMock, mailbox(opcode)))).toBe('notModelled');
    }
    expect(answerOf(run(emptyMock, mailbox(0x0100, '00')))).toBe('notModelled');
    expect(answerOf(run(emptyMock, clear([], 2)))).toBe('notModelled');
    for (const opcode of [0x0102, 0x5600, 0xffff])
      expect(answerOf(run(emptyMock, mailbox(opcode)))).toBe('03h');
  });
});

function le(value: number): string {
  return value.toString(16).padStart(2, '0').padEnd(8, '0');
}
