import { createScanner } from 'jsonc-parser';
import type { JSONScanner } from 'jsonc-parser';
import { hintFor } from './json-hints';
import type { OpenBracket, TokenKind } from './json-hints';

/** Where foreign text cannot be read, what stands there, and what to do. Line and column count from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly hint: string;
  /** What QEMU answers to it, as a sentence. */
  readonly answer?: string;
}

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: TextProblem };

/** jsonc-parser's SyntaxKind by number: a const enum, which isolated modules may not name. */
const kinds: readonly (TokenKind | 'space')[] = [
  'unknown',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  'true',
  'false',
  'string',
  'number',
  'comment',
  'comment',
  'space',
  'space',
  'unknown',
  'end',
];

/** jsonc-parser's ScanError by number. */
const breakage = [
  undefined,
  'the end of the comment',
  'the closing double quote of this string, on the same line',
  'a digit after the point or exponent of this number',
  'four hexadecimal digits after \\u in this string',
  'only the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u in this string',
  'no control character (a tab, say) in this string',
];

/** The token under the reading head. Belongs to one call of readJsonSequence, which alone changes it. */
export interface Cursor {
  readonly text: string;
  readonly nesting: number;
  readonly open: OpenBracket[];
  readonly scanner: JSONScanner;
  kind: TokenKind;
  previous: TokenKind;
  /** As written, and the value if a string. */
  raw: string;
  string: string;
  offset: number;
  line: number;
  column: number;
}

/** A cursor on the first token. */
export function createCursor(text: string, nesting: number): Cursor {
  const cursor: Cursor = {
    text,
    nesting,
    open: [],
    scanner: createScanner(text),
    kind: 'end',
    previous: 'end',
    raw: '',
    string: '',
    offset: 0,
    line: 1,
    column: 1,
  };
  move(cursor);
  return cursor;
}

/** On to the next token. */
export function move(cursor: Cursor): void {
  const { scanner } = cursor;
  let kind = kinds[scanner.scan()] ?? 'unknown';
  while (kind === 'space') kind = kinds[scanner.scan()] ?? 'unknown';
  cursor.previous = cursor.kind;
  cursor.kind = breakage[scanner.getTokenError()] === undefined ? kind : 'broken';
  cursor.offset = scanner.getTokenOffset();
  cursor.raw = cursor.text.slice(cursor.offset, cursor.offset + scanner.getTokenLength());
  cursor.string = scanner.getTokenValue();
  cursor.line = scanner.getTokenStartLine() + 1;
  cursor.column = scanner.getTokenStartCharacter() + 1;
}

/** Whether the head is on such a token. A call, because the compiler thinks a property it has looked at stays as it was. */
export const is = (cursor: Cursor, kind: TokenKind): boolean => cursor.kind === kind;

/** The problem that the token under the head is not what was expected. */
export function fail(cursor: Cursor, expected: string): { ok: false; problem: TextProblem } {
  const broken = breakage[cursor.scanner.getTokenError()];
  const wanted = cursor.kind === 'broken' && broken !== undefined ? broken : expected;
  return {
    ok: false,
    problem: {
      line: cursor.line,
      column: cursor.column,
      found: cursor.kind === 'end' ? 'the end of the text' : clipped(cursor.raw),
      expected: wanted,
      hint: hintFor({
        kind: cursor.kind,
        previous: cursor.previous,
        rest: cursor.text.slice(cursor.offset, cursor.offset + 80),
        before: cursor.text.slice(Math.max(0, cursor.offset - 1), cursor.offset),
        open: cursor.open.at(-1),
        expected: wanted,
        dialect: 'json',
      }),
    },
  };
}

/** A text cut to what a card holds. */
export const clipped = (raw: string): string => (raw.length > 24 ? `${raw.slice(0, 24)}…` : raw);

const maxCharacters = 1024 * 1024;

/** The problem of a text over 1 MiB. */
export function tooLong(text: string): TextProblem | undefined {
  if (text.length <= maxCharacters) return undefined;
  return {
    line: 1,
    column: 1,
    found: `${text.length.toLocaleString('en')} characters`,
    expected: `at most ${maxCharacters.toLocaleString('en')} (1 MiB)`,
    hint: 'Paste the part that matters.',
  };
}
