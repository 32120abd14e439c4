import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  answerOf,
  changedSlices,
  deviceWith,
  giveBack,
  listPayload,
  mailbox,
  pendingIn,
  R0,
  R1,
  refusalOf,
  refused,
  respond,
  run,
  type Range,
} from '../testing/run';
import { addV3, inBytes, reach, respondV3, V0, V1, v3With } from '../testing/v3';
import { MiB } from '../units';

describe('4802h', () => {
  const state = v3With(
    [[64, 4]],
    [
      [0, 8],
      [8, 4],
      [32, 2],
    ],
  );

  test('an entry must lie inside one extent on offer', () => {
    expect(refused(state, respondV3([0, 12]))).toBe('0Fh v3.4802.offered at entries[0].start');
    expect(refused(state, respondV3([128, 2]))).toBe('0Fh v3.4802.offered at entries[0].start');
    expect(refused(state, respondV3([64, 2]))).toBe('0Fh v3.4802.not-accepted at entries[0].start');
    expect(answerOf(run(state, respondV3([32, 2])))).toBe('00h');
    const today = deviceWith({ pending: [[[R0, 8 * MiB]], [[R0 + 8 * MiB, 4 * MiB]]] });
    expect(refused(today, respond([[R0, 12 * MiB]]))).toContain('0Fh 4802.within-first-offer');
  });

  test('a piece uses up the whole offered extent', () => {
    const { state: after } = run(state, respondV3([2, 2]));
    expect(acceptedIn(after).at(-1)).toBe('10200000+200000');
    expect(pendingIn(after)).toEqual([['10800000+400000'], ['12000000+200000']]);
    expect(refused(after, respondV3([4, 2]))).toBe('0Fh v3.4802.offered at entries[0].start');
    const today = deviceWith({ pending: [[[R0, 8 * MiB]]] });
    const pieces = respond([
      [R0 + 2 * MiB, 2 * MiB],
      [R0 + 4 * MiB, 2 * MiB],
    ]);
    expect(answerOf(run(today, pieces))).toBe('00h');
  });

  test('entries before a refused one stay accepted', () => {
    const result = run(state, respondV3([8, 4], [0, 2], [4, 2], [32, 2]));
    expect([answerOf(result), refusalOf(result)]).toEqual([
      '0Fh',
      'v3.4802.offered at entries[2].start',
    ]);
    expect(acceptedIn(result.state)).toEqual([
      '14000000+400000',
      '10800000+400000',
      '10000000+200000',
    ]);
    expect(pendingIn(result.state)).toEqual([['12000000+200000']]);
    const today = deviceWith({ pending: [[[R0, 2 * MiB]]] });
    const bad: readonly Range[] = [
      [R0, 2 * MiB],
      [R0 + 64 * MiB, 2 * MiB],
    ];
    expect(refused(today, respond(bad))).toContain('0Fh');
  });

  test('an empty response changes nothing', () => {
    const result = run(state, respondV3());
    expect([answerOf(result), changedSlices(state, result.state)]).toEqual(['00h', []]);
    expect(answerOf(run(v3With(), respondV3()))).toBe('00h');
    expect(answerOf(run(deviceWith(), respondV3()))).toBe('crash');
  });

  test('a response is not checked for its length or for a limit of extents', () => {
    expect(answerOf(run(state, mailbox(0x4802, '')))).toBe('00h');
    const many = Array.from({ length: 520 }, (_, i): Range => [i * 2, 2]);
    let full = v3With([], many);
    for (let at = 0; at < many.length; at += 65)
      full = run(full, respondV3(...many.slice(at, at + 65))).state;
    expect(acceptedIn(full).length).toBe(520);
    expect(refused(deviceWith(), mailbox(0x4802, ''))).toContain('16h 4802.header');
  });

  test('an empty entry inside an offer is accepted and uses it up', () => {
    const { state: after, reply } = run(state, respondV3([2, 0]));
    expect(answerOf({ state: after, reply, happenings: [] })).toBe('00h');
    expect(acceptedIn(after).at(-1)).toBe('10200000+0');
    expect(pendingIn(after).length).toBe(2);
  });

  test('a list of extents is refused for region, alignment and overlap', () => {
    expect(refused(state, respond([[0, 2 * MiB]]))).toBe(
      '0Fh v3.4802.in-region at entries[0].start',
    );
    expect(refused(state, respondV3([0, 1]))).toBe('1Eh 4802.whole-blocks at entries[0].length');
    expect(refused(state, respondV3([1, 2]))).toBe('1Eh 4802.whole-blocks at entries[0].start');
    expect(refused(state, respondV3([0, 2], [0, 2]))).toBe('1Eh 4802.once at entries[1].start');
    const today = deviceWith({ pending: [[[R0, 8 * MiB]]] });
    expect(refused(today, respond([[0, 2 * MiB]]))).toContain('0Fh 4802.one-region');
    expect(refused(today, respond([[R0, MiB]]))).toContain('1Eh 4802.whole-blocks');
  });

  test('a block that two entries share in part is found', () => {
    expect(refused(state, respondV3([0, 4], [2, 4]))).toBe('1Eh 4802.once at entries[1].start');
    const today = deviceWith({ pending: [[[R0, 8 * MiB]]] });
    expect(
      refused(
        today,
        respond([
          [R0, 4 * MiB],
          [R0 + 2 * MiB, 4 * MiB],
        ]),
      ),
    ).toContain('1Eh 4802.once');
  });

  test('QMP and mailbox find the same overlap in a list', () => {
    expect(
      refused(
        state,
        addV3([
          [96, 4],
          [98, 4],
        ]),
      ),
    ).toContain('duplicate or overlapped');
    expect(refused(state, respondV3([96, 4], [98, 4]))).toContain('1Eh 4802.once');
  });

  test('an entry across two regions is refused, though not by the check that means to', () => {
    const across: Range = [V1 - 2 * MiB, 4 * MiB];
    const offered = run(v3With(), addV3([[2046, 2]]), addV3([[0, 2]], { 'region-id': 1 })).state;
    expect(refused(offered, respond([across]))).toBe('0Fh v3.4802.offered at entries[0].start');
    expect(refused(offered, respond([[V0, 2n ** 60n]]))).toBe(
      '0Fh v3.4802.in-region at entries[0].start',
    );
    const held = run(
      offered,
      respond([
        [V1 - 2 * MiB, 2 * MiB],
        [V1, 2 * MiB],
      ]),
    ).state;
    expect(refused(held, giveBack([across]))).toBe('1Eh v3.4803.inside at entries[0].length');
    const today = deviceWith({
      accepted: [
        [R1 - 2 * MiB, 2 * MiB],
        [R1, 2 * MiB],
      ],
    });
    expect(refused(today, giveBack([[R1 - 2 * MiB, 4 * MiB]]))).toContain('0Fh 4803.one-region');
  });

  test('offered memory is not reachable, accepted memory is', () => {
    const offered = v3With([], [[0, 4]]);
    expect(reach(offered, V0)).toBe('error');
    expect(reach(run(offered, respondV3([0, 4])).state, V0)).toBe('ok');
    const today = deviceWith({ pending: [[[R0, 4 * MiB]]] });
    expect(reach(today, R0)).toBe('error');
    expect(reach(run(today, respond([[R0, 4 * MiB]])).state, R0)).toBe('ok');
  });
});

test('a list that claims more entries than it holds is read as far as it goes', () => {
  const state = v3With([], [[0, 4]]);
  const short = listPayload([inBytes([0, 4])], 3);
  expect(answerOf(run(state, mailbox(0x4802, short)))).toBe('00h');
  expect(refused(deviceWith(), mailbox(0x4802, short))).toContain('16h 4802.entries');
});
