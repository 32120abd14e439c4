import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printJson, type JsonValue } from '../json';
import { readJsonSequence } from './json-text';

const valuesOf = (text: string): readonly JsonValue[] => {
  const read = readJsonSequence(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.values.map(({ value }) => value);
};

const problemOf = (text: string) => {
  const read = readJsonSequence(text);
  if (read.ok) throw new Error(`read: ${printJson(read.values.map(({ value }) => value))}`);
  return read.problem;
};

const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
  fc.bigInt({ min: -(2n ** 70n), max: -(2n ** 53n) }),
);
const anyJson = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, false),
    anyNumber,
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value;

/** As JSON.parse has it: integers rounded. Minus zero is left to QEMU, which has none among its integers. */
const rounded = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? Number(item) : item));

/** The same value, whatever the prototype of its objects. */
const plain = (value: JsonValue): string => printJson(value);

describe('a sequence of JSON values', () => {
  test('tells the line and column of each', () => {
    expect(readJsonSequence('{"a":1}{"b":[]}\r\n\n  "c"\n')).toEqual({
      ok: true,
      replies: 0,
      values: [
        { value: { a: 1 }, line: 1, column: 1 },
        { value: { b: [] }, line: 1, column: 8 },
        { value: 'c', line: 3, column: 3 },
      ],
    });
  });

  test('may be empty', () => {
    expect(valuesOf('')).toEqual([]);
    expect(valuesOf('\uFEFF \r\n\t')).toEqual([]);
  });

  test('keeps every digit of an integer', () => {
    expect(
      valuesOf('9007199254740991 9007199254740993 18446744073709551615 -1 -0 1.5 1e300'),
    ).toEqual([9007199254740991, 9007199254740993n, 18446744073709551615n, -1, 0, 1.5, 1e300]);
  });

  test('keeps __proto__ an ordinary member', () => {
    const [value] = valuesOf('{"__proto__": {"x": 1}}');
    expect(printJson(value ?? null)).toBe('{"__proto__":{"x":1}}');
  });

  test('printed, is read back the same', () => {
    fc.assert(
      fc.property(fc.array(anyJson), fc.constantFrom(0, 2), (values, indent) => {
        const text = values.map((value) => printJson(value, indent)).join('\n');
        expect(valuesOf(text).map(plain)).toEqual(values.map(plain));
        expect(valuesOf(text)).toEqual(values);
      }),
    );
  });

  test('agrees with JSON.parse on what JSON is', () => {
    const unit = fc.constantFrom(
      ...Array.from('{}[],:"\\ue1a0-+.E \n'),
      'true',
      'null',
      '"a"',
      '12',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const read = readJsonSequence(text);
        let parsed: unknown;
        const seen = { tooLarge: false };
        try {
          parsed = JSON.parse(text, (_, value: unknown) => {
            seen.tooLarge ||= value === Infinity || value === -Infinity;
            return value;
          });
        } catch {
          // A sequence, a name twice or no JSON at all: nothing to compare.
          return;
        }
        if (seen.tooLarge) expect(read.ok).toBe(false);
        else if (read.ok)
          expect(read.values.map(({ value }) => rounded(value))).toEqual([rounded(parsed)]);
        else expect(read.problem.hint).toMatch(/twice|fraction/);
      }),
      { numRuns: 5000 },
    );
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = readJsonSequence(text);
        if (!read.ok) expect(read.problem.hint).not.toBe('');
      }),
    );
  });
});

describe('a transcript', () => {
  test('loses its arrows and its replies, not its lines', () => {
    const text = [
      '-> { "execute": "a",',
      '     "arguments": {} }',
      '<- { "return": [ {',
      '        ...',
      '     } ] }',
      '{ "execute": "b" }',
      '<- { "return": "[" }',
      '-> { "execute": "c" }',
    ].join('\n');
    const read = readJsonSequence(text);
    expect(read.ok && read.replies).toBe(2);
    expect(read.ok && read.values.map(({ line, column }) => [line, column])).toEqual([
      [1, 4],
      [6, 1],
      [8, 4],
    ]);
  });
});

describe('a slip', () => {
  const slips: readonly (readonly [string, string, string, string])[] = [
    ["{'execute': 1}", '1:2', "'execute'", 'put " in place of each \''],
    ['{“execute”: 1}', '1:2', '“execute”', 'typographic'],
    ['{"a": 1,}', '1:9', '}', 'A comma stands before'],
    ['[1, 2,\n]', '2:1', ']', 'A comma stands before'],
    ['{"a": 1}\n{"b": {"c": 1}\n', '3:1', 'the end of the text', '{ opened on line 2 is never'],
    ['{"a": [1, 2\n', '2:1', 'the end of the text', '[ opened on line 1 is never closed: add ]'],
    ['{"a": {"x": 1}\n{"b": 1}', '2:1', '{', '{ opened on line 1 is not closed'],
    ['{"a": [1}', '1:9', '}', '[ opened on line 1 is to be closed by ]'],
    ['{"a": 1}}', '1:9', '}', 'Nothing is open'],
    ['{"a": 1},\n{"b": 2}', '1:9', ',', 'without a comma'],
    ['{"a": 1 "b": 2}', '1:9', '"b"', 'A comma is missing'],
    ['(QEMU) cxl-add-dynamic-capacity path=x', '1:1', '(QEMU)', 'prompt'],
    ['$ qmp-shell', '1:1', '$', 'shell prompt'],
    ['{execute: "x"}', '1:2', 'execute', '"execute"'],
    ['{"a": True}', '1:7', 'True', 'Python'],
    ['{"a": 0x10000000}', '1:8', 'x10000000', 'write 268435456 for 0x10000000'],
    ['{"a": 007}', '1:8', '0', 'no zeros in front'],
    ['{"a": .5}', '1:7', '.5', 'starts with a digit'],
    ['{"a": 1.}', '1:7', '1.', 'a digit after the point'],
    ['{"a": 2097152.0}', '1:7', '2097152.0', 'takes this for a fraction'],
    ['{"a": 1e999}', '1:7', '1e999', '1.8e308'],
    ['// hello\n{}', '1:1', '// hello', 'no comments'],
    ['{"a": /* one */ 1}', '1:7', '/* one */', 'no comments'],
    ['{"a": "x\n"}', '1:7', '"x', 'closing double quote'],
    ['{"a": "\\q"}', '1:7', '"\\q"', 'only the escapes'],
    ['{"a": 1, "a": 2}', '1:10', '"a"', 'twice'],
    ['{"a" 1}', '1:6', '1', "':' after the member name"],
    ['{"a":\u00A01}', '1:6', '\u00A01', 'invisible'],
    ['{"extents": [...]}', '1:14', '...', 'left out'],
    [`[${'9'.repeat(401)}]`, '1:2', `${'9'.repeat(24)}…`, 'at most 400'],
  ];

  test.each(slips)('%s', (text, place, found, hint) => {
    const problem = problemOf(text);
    expect(`${problem.line}:${problem.column}`).toBe(place);
    expect(problem.found).toBe(found);
    expect(problem.hint).toContain(hint);
  });
});

describe('caps', () => {
  test('64 brackets deep, not 65', () => {
    expect(valuesOf('['.repeat(64) + ']'.repeat(64))).toHaveLength(1);
    expect(problemOf('['.repeat(65) + ']'.repeat(65))).toMatchObject({ column: 65, found: '[' });
    expect(problemOf('['.repeat(100_000)).expected).toContain('at most 64 deep');
  });

  test('1 MiB of text', () => {
    expect(valuesOf(' '.repeat(1024 * 1024))).toEqual([]);
    expect(problemOf(' '.repeat(1024 * 1024 + 1))).toMatchObject({
      found: '1,048,577 characters',
      expected: 'at most 1,048,576 (1 MiB)',
    });
  });
});

test('printing with an indent is for reading', () => {
  expect(printJson({ a: [1, 2n ** 64n], b: {}, c: [] }, 2)).toBe(
    '{\n  "a": [\n    1,\n    18446744073709551616\n  ],\n  "b": {},\n  "c": []\n}',
  );
});
