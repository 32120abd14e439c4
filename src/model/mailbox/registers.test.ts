import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { wait } from '../testing/fm';
import { add, answerOf, clear, deviceWith, handlesOf, mailbox, run } from '../testing/run';
import { MiB } from '../units';
import { backgroundStatus, mailboxStatus, memoryDeviceStatus } from './registers';

const both: readonly ProfileId[] = ['qemu-11.1', 'qemu-10.0'];
const sanitize = mailbox(0x4400);
const DC = 16;

describe.each(both)('Event Status on %s', (profile) => {
  const offered = run(deviceWith({ profile }), add([[0, 2 * MiB]])).state;

  test('has the bit of every log that holds a record', () => {
    expect(deviceWith({ profile }).device.lds[0]?.eventStatus).toBe(0);
    expect(offered.device.lds[0]?.eventStatus).toBe(DC);
    expect(run(offered, clear(handlesOf(offered))).state.device.lds[0]?.eventStatus).toBe(0);
  });

  test('is forgotten by a reset until the next record', () => {
    const reset = run(offered, { kind: 'reset' }).state;
    expect([reset.device.lds[0]?.eventStatus, handlesOf(reset).length]).toEqual([0, 1]);
    expect(run(reset, add([[4 * MiB, 2 * MiB]])).state.device.lds[0]?.eventStatus).toBe(DC);
  });
});

test('STATUS bit 0 reads 1 on QEMU 11.1 until the first background command has ended', () => {
  const start = deviceWith({ profile: 'qemu-11.1' });
  expect(mailboxStatus(start.device)).toBe(1n);
  expect(mailboxStatus(run(start, sanitize, wait(2)).state.device)).toBe((1n << 32n) | 1n);
  expect(mailboxStatus(run(start, sanitize, wait(4)).state.device)).toBe(1n << 32n);
  expect(mailboxStatus(run(start, sanitize, wait(4), { kind: 'reset' }).state.device)).toBe(
    (1n << 32n) | 1n,
  );
});

test('STATUS bit 0 reads 1 on QEMU 10.0 for the first second only', () => {
  const start = deviceWith({ profile: 'qemu-10.0' });
  expect(mailboxStatus(start.device)).toBe(0n);
  expect(mailboxStatus(run(start, sanitize).state.device)).toBe((1n << 32n) | 1n);
  expect(mailboxStatus(run(start, sanitize, wait(1)).state.device)).toBe(1n << 32n);
});

test('STATUS keeps the return code of the last command', () => {
  const state = run(deviceWith({ profile: 'qemu-10.0' }), mailbox(0xffff)).state;
  expect(mailboxStatus(state.device)).toBe(3n << 32n);
});

describe.each(both)('a background command on %s', (profile) => {
  const start = run(deviceWith({ profile }), sanitize);
  const after = (seconds: number): bigint =>
    backgroundStatus(run(start.state, wait(seconds)).state.device);

  test('shows opcode and percentage, which move once a second', () => {
    expect(answerOf(start)).toBe('01h');
    expect([0.5, 1, 1.9, 2, 3, 4].map(after)).toEqual(
      [0n, 25n, 25n, 50n, 75n, 100n].map((percent) => 0x4400n | (percent << 16n)),
    );
  });

  test('shows the media as disabled while it sanitizes', () => {
    expect(memoryDeviceStatus(deviceWith({ profile }).device)).toBe(0x14n);
    expect(memoryDeviceStatus(start.state.device)).toBe(0x1cn);
    expect(memoryDeviceStatus(run(start.state, wait(4)).state.device)).toBe(0x14n);
  });
});

test('Memory Device Status shows media disabled while a sanitize runs, and not for a media operation', () => {
  const start = deviceWith();
  const wipe = mailbox(0x4402, `0101000001000000${'00'.repeat(8)}40${'00'.repeat(7)}`);
  const during = [sanitize, wipe].map((action) =>
    memoryDeviceStatus(run(start, action).state.device),
  );
  expect(during).toEqual([0x1cn, 0x14n]);
});
