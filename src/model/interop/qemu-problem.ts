import { clipped, type TextProblem } from './json-cursor';
import { hintFor, type TokenKind } from './json-hints';
import { textOf } from '../qmp-schema/qemu-bytes';
import type { Broken, Message } from './qemu-json';
import type { Token, TokenType } from './qemu-lexer';
import type { Unkept } from './qemu-parser';

const kinds: Readonly<Record<TokenType, TokenKind>> = {
  '{': '{',
  '}': '}',
  '[': '[',
  ']': ']',
  ':': ':',
  ',': ',',
  string: 'string',
  integer: 'number',
  float: 'number',
  keyword: 'unknown',
  stray: 'unknown',
};

const kindOf = (token: Token | undefined): TokenKind =>
  token === undefined ? 'end' : kinds[token.type];

/** What a stray token would have become, by how it begins. */
const meant: readonly { readonly looks: RegExp; readonly expected: string }[] = [
  { looks: /^"/, expected: 'the closing double quote of this string, on the same line' },
  { looks: /^'/, expected: 'the closing single quote of this string, on the same line' },
  { looks: /^-?\d+[.eE]/, expected: 'a digit after the point or exponent of this number' },
];

function expectedAt({ token, expected }: Pick<Broken, 'token' | 'expected'>): string {
  if (token?.type !== 'stray') return expected;
  return meant.find(({ looks }) => looks.test(token.raw))?.expected ?? expected;
}

/** What QEMU cannot read, told to a person: where, what, what to do, and QEMU's own answer. */
function problemOf(broken: Broken, text: string): TextProblem {
  const { token, previous, open, desc } = broken;
  const { line, column } = token ?? endOf(text);
  const rest = text.split('\n').slice(line - 1);
  const [first = ''] = rest;
  const expected = expectedAt(broken);
  const inner = open.at(-1);
  return {
    line,
    column,
    found: token === undefined ? 'the end of the text' : clipped(textOf(token.raw).trim()),
    expected,
    hint: hintFor({
      kind: kindOf(token),
      previous: kindOf(previous),
      rest: first.slice(column - 1, column + 79),
      before: first.slice(Math.max(0, column - 2), column - 1),
      open: inner && { bracket: inner.type === '{' ? '{' : '[', line: inner.line },
      expected,
      dialect: 'qemu',
    }),
    answer: answerText(desc),
  };
}

/** What QEMU answers to a text, or that it does not. */
export const answerText = (desc: string | undefined): string =>
  desc === undefined
    ? 'QEMU says nothing: it waits for the rest of the request.'
    : `QEMU says: ${desc.replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1))}`;

/** Where a text ends, blanks at its end aside from the last line feed. */
function endOf(text: string): Pick<TextProblem, 'line' | 'column'> {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** What QEMU takes and this program cannot keep. */
function unkeptProblem({ token, expected }: Unkept): TextProblem {
  const isFraction = expected.includes('without point or exponent');
  return {
    line: token.line,
    column: token.column,
    found: clipped(textOf(token.raw)),
    expected,
    hint: hintFor({
      kind: kindOf(token),
      previous: 'end',
      rest: '',
      before: '',
      open: undefined,
      expected,
      dialect: 'qemu',
    }),
    ...(isFraction ? { answer: answerText("Parameter '…' expects uint64") } : {}),
  };
}

/** The first thing in the messages of a text that stops the reading of the whole. */
export function firstProblem(messages: readonly Message[], text: string): TextProblem | undefined {
  for (const message of messages) {
    if (message.kind === 'broken') return problemOf(message, text);
    if (message.unkept !== undefined) return unkeptProblem(message.unkept);
  }
  return undefined;
}
