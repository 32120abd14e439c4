import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { readAt, wait, writeAt } from '../testing/fm';
import {
  acceptedIn,
  add,
  answerOf,
  deviceWith,
  handlesOf,
  ldIn,
  mailbox,
  outputOf,
  R0,
  refused,
  run,
} from '../testing/run';
import { MiB } from '../units';
import { backgroundStatus } from './registers';

const all: readonly ProfileId[] = ['qemu-11.1', 'qemu-10.0'];
const sanitize = mailbox(0x4400);
const inject = {
  kind: 'qmp',
  execute: 'cxl-inject-general-media-event',
  arguments: {
    path: 'cxl-dcd0',
    log: 'warning',
    flags: 1,
    dpa: 0,
    descriptor: 0,
    type: 0,
    'transaction-type': 0,
    'sub-type': 0,
  },
} as const;

describe.each(all)('%s', (profile) => {
  const state = deviceWith({ profile, persistentMiB: 512, accepted: [[R0 + 512 * MiB, 2 * MiB]] });

  test('4100h gives static capacities in units of 256 MiB', () => {
    expect(outputOf(run(state, mailbox(0x4100)))).toBe(
      `01${'00'.repeat(7)}02${'00'.repeat(7)}${'00'.repeat(16)}`,
    );
  });

  test('4000h gives total, volatile and persistent capacity in units of 256 MiB', () => {
    const output = outputOf(run(state, mailbox(0x4000)));
    const [total, volatile, persistent] = [16, 24, 32].map((at) =>
      output.slice(2 * at, 2 * at + 16),
    );
    expect([total, volatile, persistent]).toEqual(
      ['03', '01', '02'].map((n) => n + '00'.repeat(7)),
    );
  });

  test('4500h gives no security state', () => {
    expect(outputOf(run(state, mailbox(0x4500)))).toBe('00000000');
  });

  test('0200h gives two slots, the first of them active and filled', () => {
    const output = outputOf(run(state, mailbox(0x0200)));
    expect(output.length).toBe(2 * 0x50);
    expect(output.slice(0, 6)).toBe('020101');
    expect(output.slice(32, 64)).toBe('425746572056455253494f4e20300000');
    expect(output.slice(64)).toBe('00'.repeat(0x30));
  });

  test.each([0x0200, 0x4100])('%i refuses sizes it cannot tell: Internal Error', (opcode) => {
    const odd = deviceWith({ profile, staticMiB: 128, regions: 0 });
    expect(refused(odd, mailbox(opcode))).toMatch(/^04h .*capacity-unit at capacity$/);
  });

  test.each([0x0200, 0x4100, 0x4400, 0x4500])('%i takes no payload', (opcode) => {
    expect(refused(state, mailbox(opcode, '00'))).toBe('16h mailbox.length at length');
  });
});

describe.each(all)('4400h on %s', (profile) => {
  const written = run(
    deviceWith({ profile, accepted: [[R0, 2 * MiB]] }),
    add([[4 * MiB, 2 * MiB]]),
    writeAt(0, '01'),
    writeAt(R0, '02'),
  ).state;

  test('refuses a second one while it runs: Busy', () => {
    const running = run(written, sanitize).state;
    expect(refused(running, sanitize)).toBe('06h mailbox.not-busy at opcode');
    expect(answerOf(run(running, mailbox(0x4100)))).toBe('00h');
  });

  test('changes nothing before it ends', () => {
    const { state } = run(written, sanitize, wait(3.9));
    expect(handlesOf(state)).toEqual(handlesOf(written));
    expect(state.device.media).toBe(written.device.media);
  });

  test('then clears static memory and every event log, and leaves dynamic capacity', () => {
    const { state } = run(written, sanitize, wait(4));
    expect(handlesOf(state)).toEqual([]);
    expect(state.device.lds[0]?.eventStatus).toBe(0);
    expect(acceptedIn(state)).toEqual(['10000000+200000']);
    expect(run(state, readAt(0, 1)).reply).toMatchObject({ data: Uint8Array.of(0) });
    expect(run(state, readAt(R0, 1)).reply).toMatchObject({ data: Uint8Array.of(2) });
  });

  test('takes longer for more static capacity', () => {
    const large = deviceWith({ profile, staticMiB: 1024 });
    const half = run(large, sanitize, wait(4)).state.device;
    expect(backgroundStatus(half) >> 16n).toBe(50n);
  });
});

describe('0005h', () => {
  const running = run(deviceWith(), sanitize).state;

  test('refuses when no background command ever ran: Abort Not Supported', () => {
    expect(refused(deviceWith(), mailbox(0x0005))).toBe('20h 0005.abortable at opcode');
  });

  test('stops a command before 85 percent: Aborted, the percentage stays, and nothing is sanitized', () => {
    const { state } = run(running, wait(3), mailbox(0x0005), wait(9));
    expect(backgroundStatus(state.device)).toBe((0x12n << 32n) | (75n << 16n) | 0x4400n);
  });

  // As QEMU 11.1.3 was seen to answer.
  test.each([
    ['before its first second', [mailbox(0x0005)], 0x12_0000_4400n],
    ['after two', [wait(2), mailbox(0x0005)], 0x12_0032_4400n],
    [
      'after two, and reset',
      [wait(2), mailbox(0x0005), { kind: 'reset' } as const],
      0x12_0000_4400n,
    ],
    ['after two, and begun again', [wait(2), mailbox(0x0005), sanitize], 0x4400n],
  ] as const)('leaves a sanitize that is aborted %s at its percentage', (_, actions, status) => {
    expect(backgroundStatus(run(running, ...actions).state.device)).toBe(status);
  });

  test.each([
    [83, 50.4, 'aborted'],
    [85, 51, 'finishes'],
    [87, 52, 'finishes'],
  ])('at %i percent of 60 s, a command asked to stop %s', (_, seconds, ends) => {
    const long = run(deviceWith({ staticMiB: 8192 }), sanitize, wait(seconds), mailbox(0x0005));
    expect(answerOf(long)).toBe('00h');
    const status = backgroundStatus(run(long.state, wait(60 - seconds)).state.device);
    expect([(status >> 16n) & 0x7fn, status >> 32n]).toEqual(
      ends === 'aborted' ? [83n, 0x12n] : [100n, 0n],
    );
  });

  test('stops nothing that a reset has stopped, or that has ended', () => {
    const reset = run(running, { kind: 'reset' }, mailbox(0x0005));
    expect(answerOf(reset)).toBe('00h');
    expect(reset.state.device.lds[0]?.background).toMatchObject({ aborted: false, returnCode: 0 });
    const ended = ldIn(run(running, wait(9), mailbox(0x0005)).state);
    expect(ended.background).toMatchObject({ aborted: false, returnCode: 0, percent: 100 });
    const stopped = ldIn(run(running, wait(1), mailbox(0x0005)).state);
    expect(stopped.background).toMatchObject({ aborted: true, runtime: 0, timer: undefined });
  });

  test('is not there on QEMU 10.0', () => {
    expect(answerOf(run(deviceWith({ profile: 'qemu-10.0' }), mailbox(0x0005)))).toBe('03h');
  });
});

test('an injected media record interrupts and goes with a sanitize', () => {
  const { state } = run(deviceWith(), inject);
  expect(state.device.lds[0]?.eventStatus).toBe(2);
  expect(run(state, sanitize, wait(4)).state.device.lds[0]?.eventStatus).toBe(0);
});
