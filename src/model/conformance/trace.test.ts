import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../json';
import { replay } from './replay';
import { readTrace } from './trace';

const blocks = (count: number): JsonObject => ({ offset: 0, len: count * 2 ** 21 });

/** The JSON of a trace of a device with 256 MiB of static memory and two regions of 512 MiB. */
const traceOf = (steps: readonly JsonValue[], more: JsonObject = {}): JsonObject => ({
  format: 1,
  name: 'small',
  qemu_version: '11.1.3',
  device: { config: { static_mb: 256, dc_mb: 1024, num_regions: 2, hdm: true } },
  steps,
  ...more,
});

/** Where the model and a trace part, as `step: what`; nothing where they agree. */
function differenceIn(steps: readonly JsonValue[]): string | undefined {
  const read = readTrace(traceOf(steps));
  if (!read.ok) return read.problem.says;
  const { difference } = replay(read.trace);
  return difference === undefined ? undefined : `${difference.step}: ${difference.what}`;
}

/** What is wrong with a trace, as `step: says`. */
function problemOf(json: JsonValue): string | undefined {
  const read = readTrace(json);
  if (read.ok) return undefined;
  const { step, says } = read.problem;
  return step === undefined ? says : `${step}: ${says}`;
}

const qmp = (execute: string, args: JsonObject): JsonObject => ({
  op: 'qmp',
  name: `cxl-${execute}-dynamic-capacity`,
  args: { path: '', 'host-id': 0, region: 0, ...args },
  result: { return: {} },
});

const mailbox = (opcode: string, inHex: string, outHex = ''): JsonObject => ({
  op: 'mailbox',
  opcode,
  in_hex: inHex,
  ret: 0,
  out_hex: outHex,
});

const START = 256 * 2 ** 20;

/** An extent of 16 blocks, offered and accepted, and its record cleared. */
const accepted: readonly JsonObject[] = [
  qmp('add', { 'selection-policy': 'prescriptive', extents: [blocks(16)] }),
  mailbox('4802', `010000000000000000000010000000000000000200000000${'00'.repeat(8)}`),
  mailbox('0101', '0400010000000100'),
];

const readStep = (data: string, memtx: string): JsonObject => ({
  op: 'mem_read',
  dpa: START,
  len: 8,
  result: { data, memtx },
});

const written: readonly JsonObject[] = [
  ...accepted,
  { op: 'mem_write', dpa: START, data: '1122334455667788', result: {} },
];

describe('burn_events', () => {
  const burn = (rounds: number, result: JsonValue): JsonObject => ({
    op: 'burn_events',
    rounds,
    result,
  });

  test('uses up eight handles a round', () => {
    expect(differenceIn([...accepted, burn(3, [2, 25, 0]), burn(1, [26, 33, 0])])).toBeUndefined();
  });

  test('differs where QEMU came to other handles', () => {
    expect(differenceIn([...accepted, burn(3, [2, 26, 0])])).toBe('3: burned handles');
  });

  test('tells that the model refuses to release what is not accepted', () => {
    expect(differenceIn([burn(1, [1, 8, 0])])).toBe('0: release request');
  });
});

describe('a reset', () => {
  test('leaves the decoder committed: the recorder did that again', () => {
    const after = [{ op: 'reset', result: {} }, readStep('1122334455667788', 'ok')];
    expect(differenceIn([...written, ...after])).toBeUndefined();
  });

  test('uncommits it where a step says what becomes of it', () => {
    const reset = { op: 'reset', result: {} };
    const hdm = { op: 'hdm', commit: false, result: {} };
    const after = [reset, hdm, readStep('00'.repeat(8), 'error')];
    expect(differenceIn([...written, ...after])).toBeUndefined();
  });
});

describe('a mask', () => {
  const identify = { op: 'mailbox', opcode: '0300', in_hex: '', ret: 0 };

  test('keeps bytes from being compared, and no others', () => {
    const masked = { ...identify, out_hex: 'ff00000000000000', mask: [[0, 1]] };
    expect(differenceIn([masked])).toBeUndefined();
    expect(differenceIn([{ ...masked, mask: [[1, 8]] }])).toBe('0: timestamp at offset 0h');
    expect(differenceIn([{ ...masked, out_hex: 'ff' }])).toBe('0: output length');
  });

  test('holds for guest memory too', () => {
    const read = { ...readStep('ff22334455667788', 'ok'), mask: [[0, 1]] };
    expect(differenceIn([...written, read])).toBeUndefined();
    expect(differenceIn([...written, { ...read, mask: [] }])).toBe('4: data');
  });
});

test('the virtual clock is compared', () => {
  const clock = (result: JsonValue): JsonObject => ({ op: 'clock_step', ns: 5, result });
  expect(differenceIn([clock(5), clock(10), clock('unsupported')])).toBeUndefined();
  expect(differenceIn([clock(6)])).toBe('0: virtual clock');
});

test('a QEMU that did not start differs from a model that does, and the other way round', () => {
  const start = { op: 'start', crash: { stderr: 'no' } };
  expect(differenceIn([start])).toBe('0: start');
  const config = { static_mb: 100, dc_mb: 1024, num_regions: 2 };
  const read = readTrace(traceOf([mailbox('0300', '')], { device: { config } }));
  expect(read.ok && replay(read.trace).difference?.what).toBe('start');
});

test('a device without a serial number has all ones', () => {
  const config = { static_mb: 256, dc_mb: 1024, num_regions: 2 };
  const read = (more: JsonObject) =>
    readTrace(traceOf([], { device: { config: { ...config, ...more } } }));
  const serials = [read({}), read({ sn: 7 })].map((one) => one.ok && one.trace.device.serial);
  expect(serials).toEqual([undefined, 7]);
});

describe('what is no trace is told by the step', () => {
  test.each<[JsonValue, string]>([
    [{ op: 'dance' }, '1: no operation is called "dance"; there are mailbox, '],
    [7, '1: it is not an object'],
    [{ name: 'x' }, '1: it has no "op"'],
    [{ op: 'mailbox', in_hex: '', ret: 0, out_hex: '' }, '1: it has no "opcode"'],
    [{ ...mailbox('0100', ''), opcode: '01000' }, '1: its "opcode" is not an opcode'],
    [mailbox('0100', '4'), '1: its "in_hex" is not bytes'],
    [mailbox('0100', 'zz'), '1: its "in_hex" is not bytes'],
    [{ op: 'mailbox', opcode: '0100', ret: 0 }, '1: it has no "out_hex"'],
    [{ ...mailbox('0100', ''), mask: [[1]] }, '1: its "mask" is not a list of ranges'],
    [{ ...mailbox('0100', ''), ret: '2' }, '1: its "ret" is not a return code'],
    [{ op: 'fm', opcode: '5600', tunnel_ret: 0, ret: 0, out_hex: '' }, '1: it has no "port"'],
    [{ op: 'qmp', name: 'x', result: {} }, '1: its "result" is not an object with "return"'],
    [{ op: 'mem_read', dpa: -1, len: 8 }, '1: its "dpa" is not a whole number'],
    [{ op: 'mem_write', dpa: 0, data: '1' }, '1: its "data" is not bytes'],
    [{ op: 'hdm' }, '1: it has no "commit"'],
    [{ op: 'clock_step', ns: 1, result: 'later' }, '1: its "result" is not the virtual clock'],
    [
      { op: 'burn_events', rounds: 1, result: [1, 8] },
      '1: its "result" is not a list of the first',
    ],
    [{ op: 'msix_poll', result: 2 }, '1: its "result" is not a list of vectors'],
    [{ op: 'event_status' }, '1: it has no "result"'],
    [{ op: 'start' }, '1: it has no "crash"'],
  ])('%j', (step, says) => {
    const good = { op: 'event_status', result: 0 };
    expect(problemOf(traceOf([good, step]))?.slice(0, says.length)).toBe(says);
  });

  test('a step that killed QEMU needs no results', () => {
    expect(problemOf(traceOf([{ op: 'mailbox', opcode: '4802', crash: {} }]))).toBeUndefined();
  });

  test.each<[JsonObject, string]>([
    [{ format: 2 }, 'its "format" is not 1'],
    [{ qemu_version: 'new' }, 'its "qemu_version" is not like 11.1.3'],
    [{ steps: {} }, 'it has no list of "steps"'],
    [
      { device: {} },
      'its "device" has a bad "config": it has no "static_mb"; that is a whole number',
    ],
  ])('%j', (more, says) => {
    expect(problemOf(traceOf([], more))).toBe(says);
  });
});
