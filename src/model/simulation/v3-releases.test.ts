import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  answerOf,
  deviceWith,
  giveBack,
  ldIn,
  mailbox,
  outputOf,
  R0,
  R1,
  refused,
  run,
} from '../testing/run';
import { askBackV3, giveBackV3, reach, V0, v3With } from '../testing/v3';
import { MiB } from '../units';
import type { SimulationState } from './state';

describe('4803h', () => {
  const state = v3With([
    [8, 4],
    [0, 8],
    [32, 2],
  ]);

  test('without entries is refused, and its length is not looked at', () => {
    expect(refused(state, giveBackV3())).toBe('02h 4803.not-empty at entryCount');
    expect(refused(state, mailbox(0x4803, ''))).toBe('02h 4803.not-empty at entryCount');
    expect(refused(deviceWith(), mailbox(0x4803, ''))).toContain('16h 4803.header');
  });

  test('a released extent leaves the list and the others keep their order', () => {
    const { state: after } = run(state, giveBackV3([0, 8]));
    expect(acceptedIn(after)).toEqual(['10800000+400000', '12000000+200000']);
    const today = deviceWith({
      accepted: [
        [R0, 2 * MiB],
        [R1, 2 * MiB],
      ],
    });
    expect(acceptedIn(run(today, giveBack([[R0, 2 * MiB]])).state)).toEqual(['30000000+200000']);
  });

  test('an entry must lie inside one accepted extent', () => {
    expect(refused(state, giveBackV3([64, 2]))).toBe('0Fh v3.4803.accepted at entries[0].start');
    expect(refused(state, giveBackV3([0, 12]))).toBe('1Eh v3.4803.inside at entries[0].length');
    expect(refused(state, giveBackV3([30, 4]))).toBe('1Eh v3.4803.inside at entries[0].length');
    const today = deviceWith({
      accepted: [
        [R0, 8 * MiB],
        [R0 + 8 * MiB, 4 * MiB],
      ],
    });
    expect(answerOf(run(today, giveBack([[R0, 12 * MiB]])))).toBe('00h');
  });

  test('entries before a refused one stay released', () => {
    const result = run(state, giveBackV3([32, 2], [64, 2]));
    expect(answerOf(result)).toBe('0Fh');
    expect(acceptedIn(result.state)).toEqual(['10800000+400000', '10000000+800000']);
  });

  test('the number of extents follows responses, releases and splits', () => {
    const total = (after: SimulationState): string =>
      outputOf(run(after, mailbox(0x4801, '0000000000000000'))).slice(8, 16);
    expect(total(state)).toBe('03000000');
    const split = run(state, giveBackV3([2, 2])).state;
    expect([total(split), acceptedIn(split)]).toEqual([
      '04000000',
      ['10800000+400000', '12000000+200000', '10000000+200000', '10400000+400000'],
    ]);
    expect(total(run(split, giveBackV3([8, 4])).state)).toBe('03000000');
    const today = run(
      deviceWith({ accepted: [[R0, 8 * MiB]] }),
      giveBack([[R0 + 2 * MiB, 2 * MiB]]),
    );
    expect(total(today.state)).toBe('02000000');
  });

  test('what was released of an extent in part stays reachable', () => {
    for (const offset of [0, 2, 6]) {
      const part = run(state, giveBackV3([offset, 2])).state;
      expect(reach(part, V0 + offset * MiB)).toBe('ok');
      expect(acceptedIn(part)).not.toContain(`${(V0 + offset * MiB).toString(16)}+200000`);
    }
    expect(reach(run(state, giveBackV3([0, 8])).state, V0 + 2 * MiB)).toBe('error');
    const today = run(
      deviceWith({ accepted: [[R0, 8 * MiB]] }),
      giveBack([[R0 + 2 * MiB, 2 * MiB]]),
    );
    expect(reach(today.state, R0 + 2 * MiB)).toBe('error');
  });

  test('an exact release that was asked for takes the memory away', () => {
    const { state: after } = run(state, askBackV3([[0, 8]]), giveBackV3([0, 8]));
    expect(reach(after, V0)).toBe('error');
    expect(ldIn(after).askedBack.size).toBe(0);
  });
});
