import { describe, expect, test } from 'vitest';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { le, wait } from '../testing/fm';
import { answerOf, deviceWith, mailbox, outputOf, refused, run } from '../testing/run';
import { backgroundStatus } from './registers';

const output = (state: SimulationState, ...actions: readonly Action[]): string =>
  outputOf(run(state, ...actions));
const code = (state: SimulationState, ...actions: readonly Action[]): string =>
  answerOf(run(state, ...actions));
const abort = mailbox(0x0005);

describe('firmware', () => {
  const send = (action: number, slot: number, blocks: number, length = 0): Action =>
    mailbox(
      0x0201,
      `${le(action, 1)}${le(slot, 1)}0000${le(blocks, 4)}${'00'.repeat(120 + length)}`,
    );
  const begun = run(deviceWith(), send(1, 2, 0, 128), wait(3)).state;

  test('is measured against the part that came last', () => {
    const gone = run(begun, send(2, 2, 1, 128), wait(3)).state;
    expect(refused(gone, send(2, 2, 0, 128))).toBe('09h 0201.in-order at blocks');
    expect(refused(gone, send(2, 2, 1, 256))).toBe('09h 0201.in-order at blocks');
    expect(code(gone, send(2, 2, 1, 128))).toBe('01h');
    expect(code(gone, send(2, 2, 2, 128))).toBe('01h');
    expect(code(gone, send(2, 2, 5, 1))).toBe('01h');
  });

  test('sent whole leaves no transfer when it is stopped, and in parts it does', () => {
    const whole = run(deviceWith(), send(0, 2, 0, 128), wait(2), abort).state;
    expect(code(whole, send(0, 2, 0, 128))).toBe('01h');
    const first = run(deviceWith(), send(1, 2, 0, 128), abort).state;
    expect(refused(first, send(0, 2, 0, 128))).toBe('08h 0201.begun at action');
  });

  test('takes 10 s whole and 2 s a part', () => {
    const percentAfter = (state: SimulationState, seconds: number): bigint =>
      backgroundStatus(run(state, wait(seconds)).state.device) >> 16n;
    const whole = run(deviceWith(), send(0, 2, 0, 128)).state;
    expect([1, 5, 9, 10].map((seconds) => percentAfter(whole, seconds))).toEqual([
      10n,
      50n,
      90n,
      100n,
    ]);
    const part = run(deviceWith(), send(1, 2, 0, 128)).state;
    expect([1, 2].map((seconds) => percentAfter(part, seconds))).toEqual([50n, 100n]);
  });

  test('aborted keeps what its slots hold, and can begin again', () => {
    const aborted = run(begun, send(4, 0, 0)).state;
    expect(output(aborted, mailbox(0x0200))).toBe(output(deviceWith(), mailbox(0x0200)));
    expect(code(aborted, send(1, 2, 0, 128))).toBe('01h');
  });

  test('is activated at once or staged, never both', () => {
    const there = run(deviceWith(), send(0, 2, 0), wait(11)).state;
    const slots = (...actions: readonly Action[]): string =>
      output(there, ...actions, mailbox(0x0200)).slice(0, 6);
    expect(slots()).toBe('020101');
    expect(slots(mailbox(0x0202, '0002'))).toBe('020201');
    expect(slots(mailbox(0x0202, '0102'))).toBe('021101');
    expect(slots(mailbox(0x0202, '0102'), mailbox(0x0202, '0002'))).toBe('021201');
    expect(refused(there, mailbox(0x0202, '0202'))).toBe('02h 0202.action at action');
  });

  test.each([0, 1, 3])('is not activated from slot %i', (slot) => {
    const there = run(deviceWith(), send(0, 2, 0), wait(11)).state;
    expect(refused(there, mailbox(0x0202, `00${le(slot, 1)}`))).toBe('0Bh 0202.slot at slot');
  });
});

describe('a scan of the media', () => {
  const estimate = (lines: number): number =>
    Number.parseInt(
      output(deviceWith({ staticMiB: 16384 }), mailbox(0x4303, `${le(0, 8)}${le(lines, 8)}`)).slice(
        0,
        2,
      ),
      16,
    );

  // What (int)(lines * 0.0005L) gives on an x87.
  test.each([
    [4000, 1],
    [8000, 3],
    [10000, 5],
    [16000, 7],
    [18000, 9],
    [32000, 15],
    [34000, 17],
    [36000, 18],
  ])('of %i lines takes the time that an x87 reckons', (lines, milliseconds) => {
    expect(estimate(lines)).toBe(milliseconds);
  });

  test('of 256 MiB goes on for 2.097 s', () => {
    const scan = mailbox(0x4304, `${le(0, 8)}${le(0x40_0000, 8)}00`);
    const { state } = run(deviceWith(), scan);
    const after = (seconds: number): bigint =>
      backgroundStatus(run(state, wait(seconds)).state.device);
    expect([1, 2, 3].map(after)).toEqual(
      [47n, 95n, 100n].map((percent) => (percent << 16n) | 0x4304n),
    );
    expect(run(state, wait(2)).state.device.scanned).toBeFalsy();
    expect(run(state, wait(3)).state.device.scanned).toBe(true);
  });
});
