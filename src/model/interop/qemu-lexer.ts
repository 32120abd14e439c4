import { unitsAt, type Bytes } from '../qmp-schema/qemu-bytes';

export type TokenType =
  | '{'
  | '}'
  | '['
  | ']'
  | ':'
  | ','
  | 'string'
  | 'integer'
  | 'float'
  | 'keyword'
  /** What belongs to no token. Goes up to the byte that fits nowhere. */
  | 'stray';

/** Where a token begins: for people, and in the words of a QEMU that tells it. */
export interface Place {
  readonly line: number;
  /** In UTF-16 units of the text, from 1. */
  readonly column: number;
  /** In bytes, from 1; QEMU counts one too many where the token begins with the byte that ended the one before. */
  readonly byteColumn: number;
}

export interface Token extends Place {
  readonly type: TokenType;
  readonly raw: Bytes;
  readonly offset: number;
}

type State =
  | 'start'
  | 'recovery'
  | 'double'
  | 'doubleEscape'
  | 'single'
  | 'singleEscape'
  | 'sign'
  | 'zero'
  | 'digits'
  | 'point'
  | 'fraction'
  | 'exponent'
  | 'exponentSign'
  | 'exponentDigits'
  | 'keyword';

type Target =
  | { readonly to: State }
  /** The byte is the last of a token. */
  | { readonly closes: TokenType }
  /** The byte comes after the end of a token, or of what is skipped, and is looked at again. */
  | { readonly ends: TokenType | 'nothing' };

type Rule = readonly [bytes: Pick<RegExp, 'test'>, target: Target];

const any = /^/;
const digit = /\d/;
const plain = /[ -\u00fd]/;
/** Brackets, colon, comma, control characters but the tab, and the two bytes that are never part of a character. */
const reset: Rule[0] = {
  test: (byte) => '{}[]:,\u00fe\u00ff'.includes(byte) || (byte < ' ' && byte !== '\t'),
};
const to = (state: State): Target => ({ to: state });
const closes = (type: TokenType): Target => ({ closes: type });
const ends = (type: TokenType | 'nothing'): Target => ({ ends: type });

/** QEMU's lexer as its table of states; a byte that no rule of a state takes is stray. */
const rules: Readonly<Record<State, readonly Rule[]>> = {
  start: [
    [/[ \t\r\n]/, to('start')],
    [/"/, to('double')],
    [/'/, to('single')],
    [/-/, to('sign')],
    [/0/, to('zero')],
    [digit, to('digits')],
    [/[a-z]/, to('keyword')],
    ...(['{', '}', '[', ']', ':', ','] as const).map((type): Rule => [
      new RegExp(`\\${type}`),
      closes(type),
    ]),
  ],
  // After a stray byte all is skipped up to one of these.
  recovery: [
    [reset, ends('nothing')],
    [any, to('recovery')],
  ],
  double: [
    [/"/, closes('string')],
    [/\\/, to('doubleEscape')],
    [plain, to('double')],
  ],
  doubleEscape: [[plain, to('double')]],
  single: [
    [/'/, closes('string')],
    [/\\/, to('singleEscape')],
    [plain, to('single')],
  ],
  singleEscape: [[plain, to('single')]],
  sign: [
    [/0/, to('zero')],
    [digit, to('digits')],
  ],
  zero: [
    [/\./, to('point')],
    [/[^\d]/, ends('integer')],
  ],
  digits: [
    [digit, to('digits')],
    [/\./, to('point')],
    [/e/i, to('exponent')],
    [any, ends('integer')],
  ],
  point: [[digit, to('fraction')]],
  fraction: [
    [digit, to('fraction')],
    [/e/i, to('exponent')],
    [any, ends('float')],
  ],
  exponent: [
    [/[+-]/, to('exponentSign')],
    [digit, to('exponentDigits')],
  ],
  exponentSign: [[digit, to('exponentDigits')]],
  exponentDigits: [
    [digit, to('exponentDigits')],
    [any, ends('float')],
  ],
  keyword: [
    [/[a-z]/, to('keyword')],
    [any, ends('keyword')],
  ],
};

const stray = closes('stray');
const targetOf = (state: State, byte: string): Target =>
  rules[state].find(([bytes]) => bytes.test(byte))?.[1] ?? stray;

interface Start extends Place {
  readonly offset: number;
}

const after = ({ offset, line, column, byteColumn }: Start, byte: string): Start =>
  byte === '\n'
    ? { offset: offset + 1, line: line + 1, column: 1, byteColumn: 1 }
    : {
        offset: offset + 1,
        line,
        column: column + unitsAt(byte.charCodeAt(0)),
        byteColumn: byteColumn + 1,
      };

/** The tokens of bytes, stray ones among them. What a last token lacks to its end is not told: close bytes with a line feed. */
export function lexed(bytes: Bytes): readonly Token[] {
  const tokens: Token[] = [];
  let state: State = 'start';
  let here: Start = { offset: 0, line: 1, column: 1, byteColumn: 1 };
  let start = here;
  for (const byte of bytes) {
    const next = after(here, byte);
    let target = targetOf(state, byte);
    if ('ends' in target) {
      const { ends: type } = target;
      if (type !== 'nothing') tokens.push(tokenOf(type, bytes, start, here.offset));
      state = 'start';
      start = { ...here, byteColumn: next.byteColumn };
      target = targetOf(state, byte);
    }
    if ('closes' in target) {
      tokens.push(tokenOf(target.closes, bytes, start, next.offset));
      state = target.closes === 'stray' ? 'recovery' : 'start';
    } else if ('to' in target) state = target.to;
    if (state === 'start' || state === 'recovery') start = next;
    here = next;
  }
  return tokens;
}

const tokenOf = (type: TokenType, bytes: Bytes, start: Start, end: number): Token => ({
  ...start,
  type,
  raw: bytes.slice(start.offset, end),
});
