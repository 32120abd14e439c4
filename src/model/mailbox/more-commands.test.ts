import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { features } from '../device/features';
import { answerOf, deviceWith, mailbox, outputOf, refused, run } from '../testing/run';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';

const device = (profile: ProfileId = 'qemu-11.1'): SimulationState => deviceWith({ profile });
const wait = (seconds: number): Action => ({ kind: 'clock', ns: seconds * 1e9 });
const atSwitch = (opcode: number, hex = ''): Action => ({
  kind: 'fmApi',
  to: 'switch',
  opcode,
  payload: Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
});
const output = (state: SimulationState, ...actions: readonly Action[]): string =>
  outputOf(run(state, ...actions));
const code = (state: SimulationState, ...actions: readonly Action[]): string =>
  answerOf(run(state, ...actions));

describe('labels', () => {
  test.each([
    [mailbox(0x4102, '0000000000000000'), '00h'],
    [mailbox(0x4103, '0000000000000000'), '00h'],
  ])('nothing of an empty area is read and written: %j', (command, answer) => {
    expect(code(device(), command)).toBe(answer);
  });

  test.each([
    [mailbox(0x4102, '0000000001000000'), '02h 4102.inside at offset'],
    [mailbox(0x4103, '00000000000000'), '16h 4103.header at length'],
    [mailbox(0x4103, '000000000000000011'), '02h 4103.inside at offset'],
    [mailbox(0x4103, '0100000000000000'), '02h 4103.inside at offset'],
  ])('of an area of no bytes nothing else can be: %j', (command, refusal) => {
    expect(refused(device(), command)).toBe(refusal);
  });
});

describe('alerts', () => {
  const set = (valid: string, life: string, hot: string, cold: string): Action =>
    mailbox(0x4202, `${valid}00${life}00${hot}00${cold}0007000800`);

  test('begin with the thresholds of QEMU 11, and QEMU 10 has none', () => {
    expect(output(device(), mailbox(0x4201))).toBe('00004b2823000a001900140000000000');
    expect(code(device('qemu-10.0'), mailbox(0x4201))).toBe('03h');
  });

  test('are set as far as they are named', () => {
    const after = run(device(), set('1a', '4a', '22', '0b')).state;
    expect(output(after, mailbox(0x4201))).toBe('001a4b2823000a002200140007000800');
  });

  test('stay set up to the one that breaks a rule', () => {
    const { state } = run(device(), set('07', '4a', '23', '0b'));
    expect(refused(device(), set('07', '4a', '23', '0b'))).toBe('02h 4202.hot at hotWarning');
    expect(output(state, mailbox(0x4201))).toBe('00014b4a23000a001900140000000000');
    expect(refused(device(), set('01', '4b', '00', '00'))).toBe('02h 4202.life at lifeWarning');
    expect(refused(device(), set('04', '00', '00', '0a'))).toBe('02h 4202.cold at coldWarning');
  });
});

describe('a scan of the media', () => {
  const range = (lines: string): string => `0000000000000000${lines}000000000000`;
  const scan = mailbox(0x4304, `${range('a00f')}00`);

  test('is estimated at half a microsecond for 64 bytes, as QEMU rounds it', () => {
    expect(output(device(), mailbox(0x4303, range('0000')))).toBe('01000000');
    expect(output(device(), mailbox(0x4303, range('a00f')))).toBe('01000000');
    expect(output(device(), mailbox(0x4303, range('a10f')))).toBe('02000000');
  });

  test('has results once it has ended, which stay over a reset', () => {
    expect(refused(device(), mailbox(0x4305))).toBe('03h 4305.scanned at opcode');
    const started = run(device(), scan).state;
    expect(code(device(), scan)).toBe('01h');
    expect(refused(started, mailbox(0x4305))).toBe('03h 4305.scanned at opcode');
    const ended = run(started, wait(2), { kind: 'reset' }).state;
    expect(output(ended, mailbox(0x4305))).toBe('00'.repeat(32));
  });

  test('freezes the poison list', () => {
    const list = mailbox(0x4300, range('ff00'));
    const inject = mailbox(0x4301, '4000000000000000');
    expect(output(device(), scan, inject, list)).toBe(`04${'00'.repeat(31)}`);
    expect(output(device(), scan, wait(2), inject, list)).toContain('43');
  });

  test.each([
    [mailbox(0x4303, '01000000000000000000000000000000'), '02h 4303.aligned at start'],
    [mailbox(0x4304, '0000000000000000010040000000000000'), '0Fh 4304.inside at lines'],
  ])('is refused: %j', (command, refusal) => {
    expect(refused(device(), command)).toBe(refusal);
  });
});

describe('features', () => {
  const [scrub, errors] = features.map(({ uuid }) => uuid);
  const get = (uuid = ''): Action => mailbox(0x0501, `${uuid}0000000400`);
  const set = (uuid: string | undefined, flags: string, offset: string, data: string): Action =>
    mailbox(0x0502, `${uuid ?? ''}${flags}000000${offset}0001${'00'.repeat(9)}${data}`);

  test.each([
    ['qemu-10.0', 2],
    ['qemu-11.1', 8],
  ] as const)('%s has %i', (profile, count) => {
    const list = output(device(profile), mailbox(0x0500, '8801000000000000'));
    expect(list.slice(0, 8)).toBe(`0${count}000${count}00`);
    expect(list.length / 2).toBe(8 + 48 * count);
  });

  test('are taken at once, or part by part when the last has come', () => {
    expect(output(device(), set(scrub, '00', '00', 'ffff'), get(scrub))).toBe('03ff0101');
    const begun = run(device(), set(scrub, '01', '00', 'aa')).state;
    expect(refused(begun, get(scrub))).toBe('1Bh 0501.transfer at uuid');
    expect(refused(begun, set(errors, '00', '00', 'aa'))).toBe('1Bh 0502.transfer at uuid');
    expect(output(begun, set(scrub, '03', '01', '01'), get(scrub))).toBe('03aa0101');
    expect(output(begun, set(scrub, '04', '01', '01'), get(scrub))).toBe('030c0100');
  });

  test.each([
    [mailbox(0x0500, '0700000000000000'), '02h 0500.room at bytes'],
    [mailbox(0x0500, '0800000008000000'), '02h 0500.start at start'],
    [mailbox(0x0501, `${scrub ?? ''}0000000401`), '03h 0501.selection at selection'],
    [mailbox(0x0501, `${scrub ?? ''}0000010800`), '02h 0501.fits at count'],
    [get('11'.repeat(16)), '03h 0501.known at uuid'],
    [mailbox(0x0501, `${scrub ?? ''}0400000400`), '02h 0501.offset at offset'],
    [mailbox(0x0502, '00'), '16h 0502.header at length'],
    [set(scrub, '00', '00', ''), '16h 0502.data at length'],
    [set('11'.repeat(16), '00', '00', 'aa'), '03h 0502.known at uuid'],
    [set(features[2]?.uuid, '00', '00', 'aa'), '03h 0502.version at version'],
    [set(scrub, '00', '01', 'aaaa'), '16h 0502.fits at length'],
  ])('are refused: %j', (command, refusal) => {
    expect(refused(device(), command)).toBe(refusal);
  });
});

describe('firmware', () => {
  const send = (action: string, slot: string, blocks: string, data = ''): Action =>
    mailbox(0x0201, `${action}${slot}0000${blocks}000000${'00'.repeat(120)}${data}`);
  const part = '00'.repeat(128);
  const info = mailbox(0x0200);

  test('is in the other slot once its time has passed, and is activated from there', () => {
    const sent = run(device(), send('00', '02', '00')).state;
    expect(output(sent, wait(9), info).slice(2, 4)).toBe('01');
    expect(output(sent, wait(9), info)).not.toContain('56455253494f4e2031');
    const there = run(sent, wait(11)).state;
    expect(output(there, info)).toContain('56455253494f4e2031');
    expect(output(there, mailbox(0x0202, '0102'), info).slice(2, 4)).toBe('11');
    const active = run(there, mailbox(0x0202, '0002')).state;
    expect(output(active, info).slice(2, 4)).toBe('02');
    expect(output(active, { kind: 'reset' }, info).slice(2, 4)).toBe('01');
  });

  test('comes in parts, each behind the one before', () => {
    const begun = run(device(), send('01', '02', '00', part), wait(3)).state;
    expect(refused(begun, send('00', '02', '00'))).toBe('08h 0201.begun at action');
    expect(refused(begun, send('02', '02', '00', `${part}00`))).toBe('09h 0201.in-order at blocks');
    expect(code(begun, send('02', '02', '00', part))).toBe('01h');
    expect(code(begun, send('03', '02', '01', part))).toBe('01h');
    expect(refused(run(begun, send('04', '00', '00')).state, send('03', '02', '01'))).toBe(
      '02h 0201.goes-on at action',
    );
  });

  test.each([
    [mailbox(0x0201, '00'), '16h 0201.header at length'],
    [mailbox(0x0201, `0002000000000400${part.slice(0, -16)}11`), '02h 0201.size at blocks'],
    [send('00', '01', '00'), '0Bh 0201.slot at slot'],
    [send('01', '02', '01'), '02h 0201.start at blocks'],
    [send('05', '02', '00'), '02h 0201.action at action'],
    [mailbox(0x0202, '0002'), '0Bh 0202.slot at slot'],
  ])('is refused: %j', (command, refusal) => {
    expect(refused(device(), command)).toBe(refusal);
  });
});

describe('maintenance', () => {
  test('without a word kills QEMU 11', () => {
    expect(code(device(), mailbox(0x0600))).toBe('crash');
  });

  test.each([
    [mailbox(0x0600, '03'), '02h 0600.class at operationClass'],
    [mailbox(0x0600, '0102'), '02h 0600.subclass at subclass'],
    [mailbox(0x0600, '0204'), '02h 0600.subclass at subclass'],
  ])('is refused: %j', (command, refusal) => {
    expect(refused(device(), command)).toBe(refusal);
  });

  test('asked what can be spared logs a record', () => {
    const query = mailbox(0x0600, '02030d112233445566778899aabbccdd');
    expect(output(device(), query, mailbox(0x0100, '00')).slice(64, 64 + 186)).toBe(
      'e71f3a402d2940928a394d1c966c7c6580410000010000000000000000000000' +
        '0203000000000000000000000000000000000100' +
        '7f020000000000000100112233445566778899aabbcc00000000000000000000000000000000dd0000',
    );
  });
});

describe('the switch', () => {
  test.each([
    ['qemu-10.0', '02', '0000', '02'],
    ['qemu-11.1', '06', '0200', '03'],
  ] as const)('of %s tells its port', (profile, modes, link, mode) => {
    expect(output(device(profile), atSwitch(0x5101, '0100'))).toBe(
      `010000000003${mode}0005${modes}10103f06050700${link}03`,
    );
    expect(output(device(profile), atSwitch(0x5101, '0100'), atSwitch(0x5101, '0100'))).toBe(
      `010000000003020005${modes}10103f06050700${link}03`,
    );
    expect(output(device(profile), atSwitch(0x5100)).length).toBe(2 * 0x49);
  });

  test.each([
    [atSwitch(0x5101), '16h 5101.header at length'],
    [atSwitch(0x5101, 'ff'), '02h 5101.fits at count'],
    [atSwitch(0x5101, '0101'), '02h 5101.port at ports[0].port'],
    [atSwitch(0x5102, '0102'), '02h 5102.port at port'],
    [atSwitch(0x5102, '0003'), '02h 5102.operation at operation'],
    [atSwitch(0x5102, '0001'), '04h 5102.held at operation'],
  ])('refuses: %j', (command, refusal) => {
    expect(refused(device(), command)).toBe(refusal);
  });
});
