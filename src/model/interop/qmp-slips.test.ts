import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQmpSession } from './qmp-session';

describe('a slip in a QMP session', () => {
  const slips: readonly (readonly [
    text: string,
    place: string,
    hint: string,
    plain: string,
    placed: string,
  ])[] = [
    [
      `{'execute': 'a"}`,
      '1:13',
      "begins with ' and must end with it",
      `stray ''a"}\\n'`,
      `1:13: JSON parse error, stray ''a"}\\n'`,
    ],
    [
      `{"execute": "a'}`,
      '1:13',
      'begins with " and must end with it',
      `stray '"a'}\\n'`,
      `1:13: JSON parse error, stray '"a'}\\n'`,
    ],
    [
      '{"é": 1}\n {"execute": "a", }',
      '2:19',
      'comma stands before the closing bracket',
      'expecting value',
      '2:19: JSON parse error, expecting key',
    ],
    ['{"é": True}', '1:7', 'This is Python', "stray 'T'", "1:8: JSON parse error, stray 'T'"],
    [
      '[0x10]',
      '1:3',
      'write 16 for 0x10',
      'expected separator in list',
      "1:4: JSON parse error, expected ',' or ']'",
    ],
    ['[010]', '1:2', 'no zeros in front', "stray '01'", "1:2: JSON parse error, stray '01'"],
    [
      '{execute: 1}',
      '1:2',
      'names in double quotes',
      "invalid keyword 'execute'",
      '1:2: JSON parse error, expecting key',
    ],
    [
      '{"a": "\\q"}',
      '1:7',
      'only the escapes',
      'invalid escape sequence in string',
      '1:7: JSON parse error, invalid escape sequence in string',
    ],
    [
      '{"a": {"b": 1}',
      '1:15',
      'is never closed: add }',
      'waits for the rest',
      'waits for the rest',
    ],
    [
      '{"a": [1}',
      '1:9',
      '[ opened on line 1 is to be closed by ]',
      'waits for the rest',
      "1:10: JSON parse error, expected ',' or ']'",
    ],
    [
      '{"a": 1, "a": 2}',
      '1:15',
      'comes twice',
      'duplicate key',
      '1:15: JSON parse error, duplicate key',
    ],
    [
      '{"execute": 5}',
      '1:1',
      'A QMP request is',
      "member 'execute' must be a string",
      "member 'execute' must be a string",
    ],
    [
      '{"execute": "a", "region": 0}',
      '1:1',
      'Arguments go',
      "member 'region' is unexpected",
      "member 'region' is unexpected",
    ],
    [
      '5',
      '1:1',
      'A QMP request is',
      'QMP input must be a JSON object',
      'QMP input must be a JSON object',
    ],
    [
      '{}',
      '1:1',
      'A QMP request is',
      "QMP input lacks member 'execute'",
      "QMP input lacks member 'execute'",
    ],
  ];

  test.each(slips)('%s is told with place, help and the answer of both versions', (...slip) => {
    const [text, place, hint, ...answers] = slip;
    for (const [at, wording] of (['plain', 'placed'] as const).entries()) {
      const read = readQmpSession(text, wording);
      if (read.ok) throw new Error('read');
      const { line, column, hint: told, answer } = read.problem;
      expect(`${line}:${column}`).toBe(place);
      expect(told).toContain(hint);
      expect(answer).toContain(answers[at]);
    }
  });

  test('never throws, and every problem says what to do', () => {
    const unit = fc.constantFrom(
      ...Array.from('{}[]:,"\'\\\n#%-01.eaé'),
      '{"execute":"a"}',
      '"execute"',
      '"arguments"',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const read = readQmpSession(text, 'placed');
        if (read.ok) return;
        expect(read.problem.hint).not.toBe('');
        expect(read.problem.found).not.toBe('');
        const lines = text.split('\n');
        expect(lines.length).toBeGreaterThanOrEqual(read.problem.line);
        const line = lines[read.problem.line - 1] ?? '';
        expect(read.problem.column).toBeLessThanOrEqual(line.length + 1);
      }),
    );
  });
});
