import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonList, isJsonObject, printJson, type JsonValue } from '../json';
import { bytesOf, textOf } from '../qmp-schema/qemu-bytes';
import { readMessages, type Message } from './qemu-json';

const both = ['plain', 'placed'] as const;
const read = (text: string): readonly Message[] => readMessages(bytesOf(`${text}\n`), 'placed');
const valueIn = (text: string): JsonValue | undefined => {
  const [message, ...more] = read(text);
  return message?.kind === 'value' && more.length === 0 ? message.value : undefined;
};

/** QEMU takes no halves of pairs, and none of the code points that are no characters. */
const isText = (text: string): boolean => !/[\uD800-\uDFFF\uFDD0-\uFDEF\uFFFE\uFFFF]/.test(text);
const anyText = fc
  .string({ unit: fc.oneof(fc.constantFrom('"', "'", '\\', '\n', '\0', 'é', '😀'), fc.string()) })
  .filter((text) => isText(text.replaceAll('😀', '')));
const anyValue = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, false),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
    fc.bigInt({ min: -(2n ** 70n), max: -(2n ** 53n) }),
    anyText,
    fc.array(tie('value')),
    fc.dictionary(anyText, tie('value')),
  ),
})).value;

/** A string in single quotes: only the quote, the backslash and control characters need an escape. */
const single = (text: string): string =>
  `'${text.replace(/[\\']|\p{Cc}/gu, (character) =>
    /\p{Cc}/u.test(character)
      ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
      : `\\${character}`,
  )}'`;

function inSingleQuotes(value: JsonValue): string {
  if (typeof value === 'string') return single(value);
  if (isJsonList(value)) return `[${value.map(inSingleQuotes).join(' , ')}]`;
  if (!isJsonObject(value)) return printJson(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${single(name)} :\t${inSingleQuotes(member)}`,
  );
  return `{${members.join(',\n')}}`;
}

describe('JSON as QEMU reads it', () => {
  test('in single quotes is the same value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(valueIn(inSingleQuotes([value]))).toEqual([value]);
        expect(valueIn(printJson([value]))).toEqual([value]);
      }),
    );
  });

  test('is read in the same way by both versions where it is JSON', () => {
    fc.assert(
      fc.property(fc.array(anyValue), (values) => {
        const bytes = bytesOf(`${values.map((value) => printJson([value])).join('\n')}\n`);
        const [plain, placed] = both.map((wording) => readMessages(bytes, wording));
        expect(plain).toEqual(placed);
        expect(plain).toHaveLength(values.length);
      }),
    );
  });

  test('goes on after an error, and both versions find the same values', () => {
    const unit = fc.constantFrom(
      ...Array.from('{}[]:,"\'\\ \n\t#%-01.eaé\xFF'),
      '{"execute":"z"}',
      "'a'",
      '"b"',
      'true',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const bytes = bytesOf(text) + '\xff\n';
        const [plain, placed] = both.map((wording) =>
          readMessages(bytes, wording)
            .filter(({ kind }) => kind === 'value')
            .map((message) => ('value' in message ? message.value : undefined)),
        );
        expect(plain).toEqual(placed);
        expect(readMessages(`${bytes}{"a":1}\n`, 'plain').at(-1)).toMatchObject({
          value: { a: 1 },
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('tells the line and column of each message, in characters', () => {
    const [first, second] = read('{"é😀": 1} {"b": 2}').map((message) =>
      message.kind === 'value' ? message.first : undefined,
    );
    expect([first?.column, second?.column]).toEqual([1, 12]);
    expect(read('\n\n  [1]')).toMatchObject([{ first: { line: 3, column: 3 } }]);
  });

  test.each([
    ['1.0', 'the integer 1 without'],
    ['1e400', 'below 1.8e308'],
    ['9'.repeat(401), 'at most 400 characters'],
    ['['.repeat(60) + ']'.repeat(60), 'nested at most 60 deep'],
  ])('%s is taken by QEMU and not kept by us', (text, expected) => {
    const [whole] = read(`[${text}]`);
    expect(whole).toMatchObject({
      kind: 'value',
      unkept: { expected: expect.stringContaining(expected) as string },
    });
  });
});

test('bytes are the UTF-8 of a text, and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = bytesOf(text);
      expect(bytes).toBe(Buffer.from(text, 'utf8').toString('latin1'));
      if (isText(text)) expect(textOf(bytes)).toBe(text);
    }),
  );
});
