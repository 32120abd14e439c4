import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { answerOf, deviceWith, mailbox, outputOf, refused, run } from '../testing/run';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];
const CEL = '0da9c0b5bf414b788f7996b1623b3f17';
const wait = (ns: number) => ({ kind: 'clock', ns }) as const;
const get = mailbox(0x0300);

describe.each(both)('%s', (profile) => {
  test('4000h gives the golden vector: dynamic capacity is not counted', () => {
    expect(outputOf(run(deviceWith({ profile }), mailbox(0x4000)))).toBe(
      '425746572056455253494f4e203030000100000000000000010000000000000000000000000000000000000000000000000000000000000000000000000100000000000800',
    );
  });

  test('0300h gives 0 until 0301h sets the time, then runs with the virtual clock', () => {
    const never = run(deviceWith({ profile }), wait(9), get);
    expect(outputOf(never)).toBe('0000000000000000');
    const set = run(never.state, mailbox(0x0301, '8877665544332211'));
    expect(outputOf(set)).toBe('');
    expect(outputOf(run(set.state, get))).toBe('8877665544332211');
    expect(outputOf(run(set.state, wait(0x100), get))).toBe('8878665544332211');
  });
});

test('the time wraps at 64 bits', () => {
  const set = mailbox(0x0301, 'ffffffffffffffff');
  expect(outputOf(run(deviceWith(), set, wait(2), get))).toBe('0100000000000000');
});

test.each([
  ['0300', '00'],
  ['0301', '00'],
  ['0301', '000000000000000000'],
  ['0400', '00'],
  ['0401', '00'],
  ['4000', '00'],
])('%sh refuses the payload %s: Invalid Payload Length', (opcode, payload) => {
  expect(refused(deviceWith(), mailbox(Number.parseInt(opcode, 16), payload))).toBe(
    '16h mailbox.length at length',
  );
});

test('4000h refuses when a capacity is no multiple of 256 MiB: Internal Error', () => {
  const state = deviceWith({ staticMiB: 128, regions: 0 });
  expect(refused(state, mailbox(0x4000))).toBe('04h 4000.capacity-unit at capacity');
});

describe('0400h', () => {
  test.each([
    ['qemu-10.0', 2, 0x78],
    ['qemu-11.1', 2, 0x8c],
    ['qemu-10.0', 0, 0x68],
    ['qemu-11.1', 0, 0x7c],
  ] as const)('%s with %i regions has an effects log of %i bytes', (profile, regions, size) => {
    const state = deviceWith({ profile, regions });
    expect(outputOf(run(state, mailbox(0x0400)))).toBe(
      `0100000000000000${CEL}${size.toString(16)}000000`,
    );
  });
});

describe('0401h', () => {
  const getLog = (offset: number, length: number, uuid = CEL) => {
    const word = (value: number): string =>
      [0, 8, 16, 24].map((by) => ((value >>> by) & 0xff).toString(16).padStart(2, '0')).join('');
    return mailbox(0x0401, uuid + word(offset) + word(length));
  };
  const last = '014800000248040003480400';

  test.each(both)('%s lists opcode and effects in ascending order, then zeros', (profile) => {
    const output = outputOf(run(deviceWith({ profile }), getLog(0, 2048)));
    const entries = output.match(/.{8}/g) ?? [];
    const opcodes = entries.map((entry) =>
      Number.parseInt(entry.slice(2, 4) + entry.slice(0, 2), 16),
    );
    const listed = opcodes.filter((opcode) => opcode !== 0);
    expect(output.length).toBe(2 * 2048);
    expect(listed).toEqual(listed.toSorted((a, b) => a - b));
    expect(output).toContain(`00480000${last}00000000`);
    expect(listed.includes(0x4402)).toBe(profile === 'qemu-11.1');
  });

  test('counts the offset in entries, not bytes', () => {
    const whole = outputOf(run(deviceWith(), getLog(0, 64)));
    expect(outputOf(run(deviceWith(), getLog(1, 60)))).toBe(whole.slice(8));
  });

  test('cuts an entry that does not fit', () => {
    const whole = outputOf(run(deviceWith(), getLog(0, 64)));
    expect(outputOf(run(deviceWith(), getLog(0, 6)))).toBe(whole.slice(0, 12));
  });

  test('gives nothing for a length of 0', () => {
    const result = run(deviceWith(), getLog(0, 0));
    expect([answerOf(result), outputOf(result)]).toEqual(['00h', '']);
  });

  test.each([
    ['a length past the mailbox', getLog(0, 2049), '02h 0401.fits-mailbox at length'],
    ['an unknown log', getLog(0, 4, '00'.repeat(16)), '17h 0401.log-known at uuid'],
    ['the very end of the buffer', getLog(0x4_0000 - 4, 4), '02h 0401.inside-log at offset'],
    ['an offset near 2^32', getLog(0xffff_ffff, 4), '02h 0401.inside-log at offset'],
    ['length before the log', getLog(0, 2049, '00'.repeat(16)), '02h 0401.fits-mailbox at length'],
  ] as const)('refuses %s', (_, action, expected) => {
    expect(refused(deviceWith(), action)).toBe(expected);
  });
});

describe('dispatch', () => {
  test.each(['0000', '0001', '0002', '4804', '5600', 'ffff'])(
    'refuses %sh: Unsupported',
    (opcode) => {
      expect(refused(deviceWith(), mailbox(Number.parseInt(opcode, 16), 'ff'))).toBe(
        '03h mailbox.supported at opcode',
      );
    },
  );

  test.each(['4800', '4801', '4802', '4803'])(
    'refuses %sh on a device without regions: Unsupported',
    (opcode) => {
      const state = deviceWith({ regions: 0 });
      expect(refused(state, mailbox(Number.parseInt(opcode, 16)))).toBe(
        '03h mailbox.supported at opcode',
      );
    },
  );

  test.each(['0005', '4201', '4402'])('refuses %sh on QEMU 10.0: Unsupported', (opcode) => {
    const state = deviceWith({ profile: 'qemu-10.0' });
    expect(refused(state, mailbox(Number.parseInt(opcode, 16)))).toBe(
      '03h mailbox.supported at opcode',
    );
  });
});
