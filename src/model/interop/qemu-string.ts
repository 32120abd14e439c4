import { decodedAt, isCharacter, type Bytes } from '../qmp-schema/qemu-bytes';

export type StringRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly desc: Bytes; readonly expected: string };

/** What stands for a character after a backslash; `'` is QEMU's own. */
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

interface Piece {
  readonly text: string;
  readonly end: number;
}

type PieceRead =
  { readonly ok: true; readonly piece: Piece } | Extract<StringRead, { readonly ok: false }>;

/** The value of a string token, quotes and all, as QEMU reads it. */
export function readString(raw: Bytes): StringRead {
  let value = '';
  for (let at = 1; at < raw.length - 1;) {
    const read = raw[at] === '\\' ? escaped(raw, at) : character(raw, at);
    if (!read.ok) return read;
    value += read.piece.text;
    at = read.piece.end;
  }
  return { ok: true, value };
}

const piece = (text: string, end: number): PieceRead => ({ ok: true, piece: { text, end } });

function character(raw: Bytes, at: number): PieceRead {
  const { codePoint, end } = decodedAt(raw, at);
  if (codePoint !== undefined) return piece(String.fromCodePoint(codePoint), end);
  return {
    ok: false,
    desc: 'invalid UTF-8 sequence in string',
    expected: 'only characters of Unicode in this string',
  };
}

function escaped(raw: Bytes, at: number): PieceRead {
  const letter = raw[at + 1] ?? '';
  const text = escapes[letter];
  if (text !== undefined) return piece(text, at + 2);
  if (letter === 'u') return unicode(raw, at);
  return {
    ok: false,
    desc: 'invalid escape sequence in string',
    expected: `only the escapes \\" \\' \\\\ \\/ \\b \\f \\n \\r \\t \\u in this string`,
  };
}

const isLeading = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isTrailing = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** A \u escape, or two of them for one character beyond FFFFh. */
function unicode(raw: Bytes, at: number): PieceRead {
  const first = fourDigits(raw, at + 2);
  if (isLeading(first) && raw.startsWith('\\u', at + 6)) {
    const second = fourDigits(raw, at + 8);
    const pair = 0x10000 + (first % 0x400) * 0x400 + (second % 0x400);
    if (isTrailing(second) && isCharacter(pair)) {
      return piece(String.fromCodePoint(pair), at + 12);
    }
    return notCharacter(raw, at, isTrailing(second) ? 12 : 6);
  }
  return first >= 0 && isCharacter(first)
    ? piece(String.fromCodePoint(first), at + 6)
    : notCharacter(raw, at, 6);
}

const notCharacter = (raw: Bytes, at: number, length: number): PieceRead => ({
  ok: false,
  desc: `${raw.slice(at, at + length)} is not a valid Unicode character`,
  expected: 'four hexadecimal digits of a character after \\u in this string',
});

/** The number that four hexadecimal digits make, or -1. */
function fourDigits(raw: Bytes, at: number): number {
  const digits = raw.slice(at, at + 4);
  return /^[\da-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
}
