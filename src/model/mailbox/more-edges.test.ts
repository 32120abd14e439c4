import { describe, expect, test } from 'vitest';
import { features } from '../device/features';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { fm, le } from '../testing/fm';
import { answerOf, deviceWith, mailbox, outputOf, refused, run } from '../testing/run';

const output = (state: SimulationState, ...actions: readonly Action[]): string =>
  outputOf(run(state, ...actions));
const code = (state: SimulationState, ...actions: readonly Action[]): string =>
  answerOf(run(state, ...actions));
/** A media record in the fatal log of the device. */
const inject = (more: Readonly<Record<string, number>>): Action => ({
  kind: 'qmp',
  execute: 'cxl-inject-general-media-event',
  arguments: {
    ...{ path: '/machine/peripheral/cxl-dcd0', log: 'fatal', flags: 1, dpa: 0, descriptor: 0 },
    ...{ type: 0, 'transaction-type': 0, 'sub-type': 0, ...more },
  },
});

describe('maintenance', () => {
  const needs = (dpa: number): Action => inject({ flags: 8, dpa, channel: 3, rank: 2 });
  const repair = (dpa: number, flags = 0): Action =>
    mailbox(0x0600, `0100${le(flags, 1)}${le(dpa, 8)}000000`);
  const places = (state: SimulationState): readonly bigint[] =>
    state.device.maintained.map(({ dpa }) => dpa);
  /** The records of the informational log, without the head of the reply. */
  const records = (state: SimulationState): string =>
    output(state, mailbox(0x0100, '00')).slice(64);
  const [softRepair] = features.filter(({ initial }) => initial.startsWith('050000000001'));
  /** Writes mode 0 and whether a repair tells what it spared. */
  const tells = (value: string): Action =>
    mailbox(0x0502, `${softRepair?.uuid ?? ''}00000000000003${'00'.repeat(9)}0000${value}`);
  const two = run(deviceWith(), needs(0x1000), needs(0x2000)).state;

  test('repairs the place that is named, and no other', () => {
    expect(places(two)).toEqual([0x2000n, 0x1000n]);
    expect(places(run(two, repair(0x1000)).state)).toEqual([0x2000n]);
    expect(places(run(two, repair(0x2000)).state)).toEqual([0x1000n]);
    expect(places(run(two, repair(0x1000), repair(0x2000)).state)).toEqual([]);
  });

  test.each([
    ['of a place that needs none', repair(0x3000)],
    ['that only asks', repair(0x1000, 1)],
    ['of nothing', mailbox(0x0600, '00')],
    ['by sparing', mailbox(0x0600, '0200')],
  ])('%s repairs and logs nothing', (_, action) => {
    const { state } = run(two, action);
    expect([places(state), records(state)]).toEqual([places(two), '']);
    expect(code(two, action)).toBe('00h');
  });

  test('tells what it spared, unless the feature says not to', () => {
    const { state } = run(two, repair(0x1000));
    const record = records(state);
    // Flags of the record, class and subclass; then flags, result, validity, resources, channel and rank.
    expect([record.slice(34, 40), record.slice(64, 68)]).toEqual(['410000', '0200']);
    expect(record.slice(100, 108)).toBe('00000300');
    expect(record.slice(120, 128)).toBe('02000302');
    expect(records(run(two, tells('00'), repair(0x1000)).state)).toBe('');
    expect(records(run(two, tells('fe'), repair(0x1000)).state)).toBe('');
    expect(records(run(two, tells('03'), repair(0x1000)).state)).toBe(record);
  });

  test.each([
    ['01', '7f00', '000000', '00'],
    ['05', '7f02', '000000', 'dd'],
    ['09', '7f00', '334455', '00'],
    ['0d', '7f02', '334455', 'dd'],
  ])('asked with flags %s tells what the question names', (flags, validity, nibbles, sub) => {
    const query = mailbox(0x0600, `0203${flags}112233445566778899aabbccdd`);
    const record = records(run(deviceWith(), query).state);
    expect(record.slice(64, 68)).toBe('0203');
    expect(record.slice(100, 108)).toBe(`0100${validity}`);
    expect(record.slice(120, 148)).toBe(`01001122${nibbles}66778899aabbcc`);
    expect(record.slice(180, 182)).toBe(sub);
  });
});

describe('features', () => {
  const list = (bytes: number, start: number): string =>
    output(deviceWith(), mailbox(0x0500, `${le(bytes, 4)}${le(start, 2)}0000`));
  const uuids = (reply: string): readonly string[] =>
    Array.from({ length: (reply.length / 2 - 8) / 48 }, (_, i) =>
      reply.slice(16 + 96 * i, 48 + 96 * i),
    );

  test.each([
    [8, 0, 0, 0],
    [55, 0, 0, 0],
    [56, 0, 0, 1],
    [104, 3, 3, 5],
    [0x200, 6, 6, 8],
    // The number of features wanted is kept in 16 bits.
    [8 + 48 * 0x1_0000, 0, 0, 0],
    [8 + 48 * 0x1_0001, 0, 0, 1],
  ])('with room for %i bytes from %i on are those told', (bytes, start, from, to) => {
    const reply = list(bytes, start);
    expect(uuids(reply)).toEqual(features.slice(from, to).map(({ uuid }) => uuid));
    expect(reply.slice(0, 8)).toBe(`${le(to - from, 2)}${le(8, 2)}`);
  });

  const [scrub] = features.map(({ uuid }) => uuid);
  const get = mailbox(0x0501, `${scrub ?? ''}0000000400`);
  const set = (flags: number, offset: number, data: string, version = 1): Action =>
    mailbox(
      0x0502,
      `${scrub ?? ''}${le(flags, 1)}000000${le(offset, 2)}${le(version, 1)}${'00'.repeat(9)}${data}`,
    );

  test('only write with flags that neither begin nor end', () => {
    expect(output(deviceWith(), set(2, 0, 'aaaa'), get)).toBe('030c0100');
    expect(output(deviceWith(), set(5, 0, 'aaaa'), get)).toBe('030c0100');
    // What was written stays for the next that ends.
    expect(output(deviceWith(), set(2, 0, 'aa01'), set(0, 1, '01'), get)).toBe('03aa0101');
  });

  test('that were taken leave as many zeros as bytes were written', () => {
    expect(output(deviceWith(), set(0, 0, 'aa01'), set(0, 1, '01'), get)).toBe('03000101');
  });

  test('begin a transfer even where a later rule refuses', () => {
    const tried = run(deviceWith(), set(1, 0, 'aa', 9)).state;
    expect(refused(deviceWith(), set(1, 0, 'aa', 9))).toBe('03h 0502.version at version');
    expect(refused(tried, get)).toBe('1Bh 0501.transfer at uuid');
    expect(code(run(deviceWith(), set(0, 0, 'aa', 9)).state, get)).toBe('00h');
  });

  test('are read from an offset, no further than they reach', () => {
    const at = (offset: number, count: number): Action =>
      mailbox(0x0501, `${scrub ?? ''}${le(offset, 2)}${le(count, 2)}00`);
    expect(output(deviceWith(), at(1, 2))).toBe('0c01');
    expect(output(deviceWith(), at(2, 9))).toBe('0100');
  });
});

describe('the switch', () => {
  test('tells each port that is asked for, the first as seen before', () => {
    const one = (mode: string): string => `0003${mode}000506`;
    const reply = output(deviceWith(), fm(0x5101, '020000', 'switch'));
    expect(reply.slice(0, 8)).toBe('02000000');
    expect([reply.slice(8, 20), reply.slice(40, 52)]).toEqual([one('03'), one('02')]);
    expect(output(deviceWith(), fm(0x5101, '0100', 'switch')).length).toBe(2 * 20);
  });

  test('has seen its port though a later one is not there', () => {
    const seen = run(deviceWith(), fm(0x5101, '020001', 'switch')).state;
    expect(output(seen, fm(0x5101, '0100', 'switch')).slice(12, 14)).toBe('02');
    const unseen = run(deviceWith(), fm(0x5101, '020100', 'switch')).state;
    expect(output(unseen, fm(0x5101, '0100', 'switch')).slice(12, 14)).toBe('03');
  });

  test.each(['0000', '0002'])('told %s resets what is behind its port', (payload) => {
    const { state } = run(deviceWith(), inject({}));
    expect(state.device.lds[0]?.eventStatus).toBe(8);
    const done = run(state, fm(0x5102, payload, 'switch'));
    expect([answerOf(done), done.state.device.lds[0]?.eventStatus]).toEqual(['00h', 0]);
  });

  test('lets go of a reset that it holds, once', () => {
    const held = run(deviceWith(), fm(0x5102, '0000', 'switch')).state;
    expect(held.device.switchPorts.held).toBe(true);
    const free = run(held, fm(0x5102, '0001', 'switch'));
    expect([answerOf(free), free.state.device.switchPorts.held]).toEqual(['00h', false]);
  });

  test('aborts nothing of the device behind it', () => {
    const scan = mailbox(0x4304, `${le(0, 8)}${le(0x40_0000, 8)}00`);
    const { state } = run(deviceWith(), scan);
    expect(refused(state, fm(0x0005, '', 'switch'))).toBe('20h 0005.abortable at opcode');
  });

  test('is asked by the fabric manager', () => {
    const { happenings } = run(deviceWith(), fm(0x0001, '', 'switch'));
    expect(happenings[0]).toMatchObject({ actor: 'fm', what: 'commandReceived', opcode: 1 });
    const own = run(deviceWith(), mailbox(0x4000)).happenings;
    expect(own[0]).toMatchObject({ actor: 'host', what: 'commandReceived', opcode: 0x4000 });
  });
});
