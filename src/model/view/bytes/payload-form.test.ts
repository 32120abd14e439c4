import { describe, expect, test } from 'vitest';
import { listPayload, R0 } from '../../testing/run';
import { toHex } from '../../codec/codec';
import { MiB } from '../../units';
import { builtPayload, readPayload } from './payload-form';
import { readQueued } from '../run/queued';

type Values = Readonly<Record<string, string>>;
const le = (value: bigint, size: number): string =>
  Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

describe('bytes from fields', () => {
  test.each<[string, number, Values, readonly Values[], string]>([
    ['a command without input', 0x4000, {}, [], ''],
    ['no command at all', 0xffff, { a: '1' }, [], ''],
    ['fields that are left empty', 0x4801, {}, [], '00'.repeat(8)],
    [
      'numbers',
      0x4801,
      { extentCount: '10', startingIndex: '0x1_00' },
      [],
      `0a000000${le(256n, 4)}`,
    ],
    ['the largest number', 0x4801, { extentCount: '4294967295' }, [], `ffffffff${'00'.repeat(4)}`],
    ['sizes', 0x4301, { start: '2MiB' }, [], le(2n << 20n, 8)],
    ['sizes in small letters with blanks', 0x4301, { start: ' 3 kib ' }, [], le(3072n, 8)],
    ['sizes in GiB', 0x4301, { start: '1GiB' }, [], le(1n << 30n, 8)],
    ['bytes, filled up', 0x0401, { uuid: '0d A9' }, [], `0da9${'00'.repeat(22)}`],
    ['a header alone', 0x4802, { entryCount: '0' }, [], '00'.repeat(8)],
    [
      'items',
      0x4802,
      { entryCount: '2' },
      [
        { start: '0x10000000', length: '2MiB' },
        { start: '0x10200000', length: '4MiB' },
      ],
      toHex(
        listPayload([
          [R0, 2 * MiB],
          [R0 + 2 * MiB, 4 * MiB],
        ]),
      ),
    ],
    ['items of a command that has none', 0x4801, {}, [{ start: '1' }], '00'.repeat(8)],
  ])('%s', (_, opcode, fields, items, hex) => {
    expect(builtPayload(opcode, fields, items)).toEqual({ hex });
  });

  test.each<[Values, readonly Values[], RegExp]>([
    [{ entryCount: '-1' }, [], / is “-1”; expected a number of 32 bits/],
    [{ entryCount: '4294967296' }, [], /“4294967296”; expected a number of 32 bits/],
    [{ entryCount: '1.5' }, [], /“1.5”/],
    [{ entryCount: '0xg' }, [], /“0xg”/],
    [{ entryCount: '2TiB' }, [], /“2TiB”/],
    [{ entryCount: '2MiBs' }, [], /“2MiBs”/],
    [{ entryCount: 'x2MiB' }, [], /“x2MiB”/],
    [{}, [{}, { start: 'x' }], / 1: .*“x”; expected a number of 64 bits/],
  ])('%o with %o are refused', (fields, items, what) => {
    const { hex, problem } = builtPayload(0x4802, fields, items);
    expect(problem?.what).toMatch(what);
    expect(problem?.where).toHaveLength(1);
    expect(problem?.evidence).toEqual([]);
    expect(hex).toHaveLength(2 * (8 + 24 * items.length));
  });

  test.each([
    ['0g', false],
    ['00'.repeat(16), true],
    ['00'.repeat(17), false],
    ['0', true],
  ])('a UUID of %s is taken: %s', (uuid, taken) => {
    expect(builtPayload(0x0401, { uuid }, []).problem === undefined).toBe(taken);
  });
});

describe('fields from bytes', () => {
  const fieldsIn = (opcode: number, hex: string): readonly string[] =>
    (readPayload(opcode, hex).tab?.fields ?? []).map(
      ({ offset, size, value, reserved }) => `${offset}+${size} ${reserved ? '-' : value}`,
    );

  test.each<[string, number, string, readonly string[]]>([
    ['no bytes', 0x4801, '', []],
    ['all of them', 0x4801, '0a000000 01000000', ['0+4 10', '4+4 1']],
    ['as they are written elsewhere', 0x4801, '0x0A_00_00_00\n01000000', ['0+4 10', '4+4 1']],
    ['an unknown command', 0xffff, '00', []],
    ['a command without input', 0x4000, '00', []],
  ])('%s', (_, opcode, hex, fields) => {
    expect(fieldsIn(opcode, hex)).toEqual(fields);
  });

  test('come with their bytes and their entities', () => {
    const { tab } = readPayload(0x4801, '0a00000001000000');
    expect(tab).toMatchObject({ id: 'draft', bytes: Uint8Array.of(10, 0, 0, 0, 1, 0, 0, 0) });
    expect(tab?.fields.map(({ bad, entities }) => [bad, entities.length])).toEqual([
      [false, 1],
      [false, 1],
    ]);
    expect(tab?.fields[0]?.entities[0]).toMatch(/^field:draft:/);
  });

  test.each([
    ['0', 'expected pairs of hex digits'],
    ['0g', 'expected pairs of hex digits'],
    ['00x0', 'expected pairs of hex digits'],
    ['00'.repeat(2049), '“2049 bytes”; expected at most 2048 bytes'],
  ])('%s are refused', (hex, what) => {
    const { tab, problem } = readPayload(0x4801, hex);
    expect([tab, problem?.what.includes(what)]).toEqual([undefined, true]);
  });

  test('at most 2048 bytes are read', () => {
    expect(readPayload(0x4801, '00'.repeat(2048)).problem).toBeUndefined();
  });

  test('a reserved byte that is set is told by its place; what no field takes is not', () => {
    const entry = '0000001000000000' + '0000200000000000';
    const good = `01000000000000 00${entry}${'00'.repeat(8)}`;
    expect(readPayload(0x4802, good).problem).toBeUndefined();
    const bad = readPayload(0x4802, `0100000000000100${entry}${'00'.repeat(8)}`);
    expect(bad.problem).toMatchObject({ where: [{ text: 'Byte 5h' }], evidence: [] });
    expect(bad.tab?.fields.length).toBeGreaterThan(3);
    expect(readPayload(0x4801, `${'00'.repeat(8)}ff`).problem).toBeUndefined();
  });
});

const add = 'cxl-add-dynamic-capacity';
test.each([
  [{ execute: add, arguments: { region: 1, extents: [{}, {}] } }, 'offers 2 extents in r1'],
  [{ execute: add, arguments: { extents: [{}] } }, 'offers 1 extent'],
  [{ execute: add, arguments: { region: '1', extents: 5 } }, 'offers something'],
  [{ execute: add, arguments: [] }, 'offers something'],
  [{ execute: add, arguments: null }, 'offers something'],
  [{ execute: 'cxl-release-dynamic-capacity', arguments: {} }, 'asks back something'],
  [{ execute: 'query-status', arguments: {} }, 'query-status something'],
  [{ file: 'dc_inject_extent', line: '' } as const, 'offers an extent'],
  [{ file: 'dc_del_extent', line: '' } as const, 'asks an extent back'],
  [{ file: 'dc_force_del_extent', line: '' } as const, 'asks an extent back'],
])('a request that waits, %o, reads %s', (request, text) => {
  expect(readQueued(request)).toBe(text);
});
