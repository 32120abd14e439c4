import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import type { SimulationState } from '../simulation/state';
import { readAt } from '../testing/fm';
import {
  add,
  answerOf,
  deviceWith,
  ldIn,
  mailbox,
  outputOf,
  R0,
  refused,
  respond,
  run,
} from '../testing/run';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-11.1', 'qemu-10.0'];

const word = (value: bigint): string =>
  Buffer.from(new BigUint64Array([BigInt.asUintN(64, value)]).buffer).toString('hex');
const inject = (dpa: number) => mailbox(0x4301, word(BigInt(dpa)));
const heal = (dpa: number | bigint, byte = '00') =>
  mailbox(0x4302, word(BigInt(dpa)) + byte.repeat(64));
const list = (start: bigint, lines: bigint) => mailbox(0x4300, word(start) + word(lines));

/** Start and length of each record of the list, as hex digits of the wire. */
function recordsIn(state: SimulationState): readonly string[] {
  const output = outputOf(run(state, list(0n, 1n << 40n)));
  return (output.slice(64).match(/.{32}/g) ?? []).map((record) => record.slice(0, 24));
}

describe.each(both)('poison on %s', (profile) => {
  const state = deviceWith({ profile });

  test('is listed newest first, with its source, in lines of 64 bytes', () => {
    const { state: bad } = run(state, inject(0x40), inject(0x1000));
    expect(recordsIn(bad)).toEqual([`${word(0x1003n)}01000000`, `${word(0x43n)}01000000`]);
  });

  test('is listed where the query asks', () => {
    const { state: bad } = run(state, inject(0x40), inject(0x1000));
    const output = outputOf(run(bad, list(0x1000n, 1n)));
    expect(output.slice(20, 24)).toBe('0100');
    expect(outputOf(run(bad, list(0x80n, 2n)))).toBe('00'.repeat(32));
  });

  test('is not put twice on a line that has it', () => {
    expect(recordsIn(run(state, inject(0x40), inject(0x40)).state).length).toBe(1);
  });

  test.each<[bigint, bigint, bigint, number]>([
    [0x1000n, 1n, 0x1000n, 1],
    [0x1000n, 9n, 0x1000n, 1],
    [0n, 0x1000n, 0x1000n, 1],
    [0x1040n, 1n, 0x1040n, 0],
    [0n, 0n, 0x1000n, 0xffff_ffc0],
  ])(
    'inside a line is told as the whole line: asked from %i, %i lines',
    (start, lines, at, count) => {
      const { state: bad } = run(state, inject(0x1020));
      const record = outputOf(run(bad, list(start, lines))).slice(64);
      expect(record).toBe(`${word(at | 3n)}${word(BigInt(count))}`);
    },
  );

  test.each<[bigint, bigint]>([
    [0xfc0n, 1n],
    [0x1080n, 1n],
    [0x1000n, 0n],
  ])('is not told outside: asked from %i, %i lines', (start, lines) => {
    const { state: bad } = run(state, inject(0x1020));
    expect(outputOf(run(bad, list(start, lines)))).toBe('00'.repeat(32));
  });

  test.each<[string, number, readonly [bigint, number][]]>([
    ['all of it from its first byte', 0x1000, []],
    ['what lies below the line that is cleared', 0x1020, [[0x1000n, 0x20]]],
    ['its first byte only', 0x103f, [[0x1000n, 0x3f]]],
  ])('is healed from a byte inside on, and leaves %s first', (_, at, left) => {
    const bad = run(state, inject(0x1000), inject(0x40)).state;
    const { poison } = ldIn(run(bad, heal(at)).state);
    expect(poison.map(({ start, length }) => [start, Number(length)])).toEqual([
      ...left,
      [0x40n, 64],
    ]);
  });

  test('may be put anywhere, accepted or not', () => {
    expect(answerOf(run(state, inject(R0)))).toBe('00h');
  });

  test('is cleared by a write, which reaches capacity that nobody accepted', () => {
    const { state: clean } = run(state, inject(R0), heal(R0, 'ab'));
    expect(recordsIn(clean)).toEqual([]);
    const { reply } = run(clean, add([[0, 2 * MiB]]), respond([[R0, 2 * MiB]]), readAt(R0, 2));
    expect(reply).toMatchObject({ data: Uint8Array.of(0xab, 0xab) });
  });

  test('4300h refuses an unaligned start: Invalid Input', () => {
    expect(refused(state, list(1n, 1n))).toBe('02h 4300.aligned at start');
  });

  test('4301h refuses the 257th: Inject Poison Limit Reached', () => {
    const lines = Array.from({ length: 256 }, (_, i) => inject(i * 0x80));
    const { state: full } = run(state, ...lines);
    expect(refused(full, inject(0x9000))).toBe('10h 4301.limit at start');
    expect(answerOf(run(full, inject(0)))).toBe('00h');
  });

  test('4302h refuses an address past the device: Invalid Physical Address', () => {
    const end = R0 + 1024 * MiB;
    expect(refused(state, heal(end))).toBe('0Fh 4302.inside at start');
    expect(answerOf(run(state, heal(end - 64)))).toBe('00h');
  });

  test.each([0x4300, 0x4301, 0x4302])('%i has a fixed length', (opcode) => {
    expect(refused(state, mailbox(opcode))).toBe('16h mailbox.length at length');
  });
});
