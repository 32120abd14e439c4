import type { JsonValue } from '../json';
import { createCursor, fail, is, move, tooLong } from './json-cursor';
import type { Cursor, Read, TextProblem } from './json-cursor';
import type { TokenKind } from './json-hints';
import { withoutReplies } from './transcript';

export type { TextProblem } from './json-cursor';

/** One value of a sequence and where it begins, counted from 1. */
export interface JsonAt {
  readonly value: JsonValue;
  readonly line: number;
  readonly column: number;
}

export type JsonSequence =
  | { readonly ok: true; readonly values: readonly JsonAt[]; readonly replies: number }
  | { readonly ok: false; readonly problem: TextProblem };

/**
 * Reads JSON values that follow one another, as in a QMP session: no comments, no trailing commas, no name twice.
 * Arrows of QEMU's documentation are passed over; `replies` counts the replies (`<- `) so left out.
 */
export function readJsonSequence(text: string, nesting = 64): JsonSequence {
  const long = tooLong(text);
  if (long !== undefined) return { ok: false, problem: long };
  const session = withoutReplies(text.replace(/^\uFEFF/, ' '));
  const cursor = createCursor(session.text, nesting);
  const values: JsonAt[] = [];
  while (!is(cursor, 'end')) {
    const { line, column } = cursor;
    const read = readValue(cursor);
    if (!read.ok) return read;
    values.push({ value: read.value, line, column });
  }
  return { ok: true, values, replies: session.replies };
}

const literals: ReadonlyMap<TokenKind, JsonValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readValue(cursor: Cursor): Read<JsonValue> {
  if (is(cursor, '{')) return nested(cursor, '}', readObject);
  if (is(cursor, '[')) return nested(cursor, ']', readList);
  if (is(cursor, 'string')) return taken(cursor, cursor.string);
  if (is(cursor, 'number')) return readNumber(cursor);
  const literal = literals.get(cursor.kind);
  return literal === undefined ? fail(cursor, 'a JSON value') : taken(cursor, literal);
}

function taken<T>(cursor: Cursor, value: T): Read<T> {
  move(cursor);
  return { ok: true, value };
}

function nested(
  cursor: Cursor,
  close: '}' | ']',
  read: (cursor: Cursor) => Read<JsonValue>,
): Read<JsonValue> {
  if (cursor.open.length === cursor.nesting) {
    return fail(cursor, `brackets nested at most ${cursor.nesting} deep`);
  }
  cursor.open.push({ bracket: close === '}' ? '{' : '[', line: cursor.line });
  move(cursor);
  const value = read(cursor);
  if (!value.ok) return value;
  cursor.open.pop();
  return taken(cursor, value.value);
}

/** From the first member up to, not past, the closing brace. */
function readObject(cursor: Cursor): Read<JsonValue> {
  const members = new Map<string, JsonValue>();
  if (is(cursor, '}')) return { ok: true, value: {} };
  for (;;) {
    if (!is(cursor, 'string')) return fail(cursor, 'a member name in double quotes');
    const name = cursor.string;
    if (members.has(name)) return fail(cursor, 'a member name not used before in this object');
    move(cursor);
    if (!is(cursor, ':')) return fail(cursor, "':' after the member name");
    move(cursor);
    const value = readValue(cursor);
    if (!value.ok) return value;
    members.set(name, value.value);
    if (is(cursor, '}')) return { ok: true, value: Object.fromEntries(members) };
    if (!is(cursor, ',')) return fail(cursor, "',' or '}'");
    move(cursor);
  }
}

/** From the first element up to, not past, the closing bracket. */
function readList(cursor: Cursor): Read<JsonValue> {
  const elements: JsonValue[] = [];
  if (is(cursor, ']')) return { ok: true, value: elements };
  for (;;) {
    const value = readValue(cursor);
    if (!value.ok) return value;
    elements.push(value.value);
    if (is(cursor, ']')) return { ok: true, value: elements };
    if (!is(cursor, ',')) return fail(cursor, "',' or ']'");
    move(cursor);
  }
}

const maxDigits = 400;

function readNumber(cursor: Cursor): Read<JsonValue> {
  const digits = cursor.raw;
  if (digits.length > maxDigits) return fail(cursor, `a number of at most ${maxDigits} characters`);
  const number = Number(digits);
  if (!/[.eE]/.test(digits)) {
    return taken(cursor, Number.isSafeInteger(number) ? number + 0 : BigInt(digits));
  }
  if (!Number.isFinite(number)) return fail(cursor, 'a number below 1.8e308');
  // QEMU takes 1.0 for a fraction and refuses it as a count; read as the number 1 it would pass here.
  return Number.isSafeInteger(number)
    ? fail(cursor, `the integer ${number} without point or exponent`)
    : taken(cursor, number);
}
