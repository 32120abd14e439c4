import type { JsonValue } from '../json';
import { readNumber } from './qemu-number';
import { readString } from './qemu-string';
import type { Token, TokenType } from './qemu-lexer';
import type { Bytes } from '../qmp-schema/qemu-bytes';

/** What a version of QEMU says of a text that is no JSON, after "JSON parse error, ", and how it goes about it. */
export interface Sayings {
  readonly key: string;
  readonly colon: string;
  readonly inObject: string;
  readonly inList: string;
  /** Whether whatever stands in place of a name is read as a value first, and only then found to be no name. */
  readonly readsAnyKey: boolean;
  /** Whether an error is told at once, with its line and column; else when the message is whole. */
  readonly readsAlong: boolean;
  readonly longestStray: number;
}

/** What stops the reading of a value: a token, or the end of the tokens. */
export interface Fault {
  readonly token: Token | undefined;
  readonly desc: Bytes;
  /** What was to come, in plain words. */
  readonly expected: string;
}

/** Something QEMU takes and this program cannot keep. */
export type Unkept = Pick<Fault, 'expected'> & { readonly token: Token };

/** The tokens of one message and the place of the reading head, which the functions here move on. */
interface Head {
  readonly tokens: readonly Token[];
  readonly sayings: Sayings;
  readonly open: Token[];
  at: number;
  unkept: Unkept | undefined;
}

type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export interface Parsed {
  readonly result: Read<JsonValue>;
  /** The brackets that were open where reading stopped. */
  readonly open: readonly Token[];
  readonly unkept: Unkept | undefined;
}

/** Reads one value as QEMU's parser does: the first thing that does not fit is told. */
export function parsed(tokens: readonly Token[], sayings: Sayings): Parsed {
  const head: Head = { tokens, sayings, open: [], at: 0, unkept: undefined };
  const result = value(head);
  return { result, open: head.open, unkept: head.unkept };
}

/** A scenario holds arguments three brackets deeper than a message does, and must be readable too. */
const maxNesting = 60;

/** QEMU's own limit, and what it says past it. */
export const deepest = 1024;
export const tooDeep = 'JSON nesting depth limit exceeded';

const here = ({ tokens, at }: Head): Token | undefined => tokens[at];
const isAt = (head: Head, type: TokenType): boolean => here(head)?.type === type;

const fault = (head: Head, desc: Bytes, expected: string): Extract<Read<never>, { ok: false }> => ({
  ok: false,
  fault: { token: here(head), desc, expected },
});

function taken<T>(head: Head, result: T): Read<T> {
  head.at += 1;
  return { ok: true, value: result };
}

function value(head: Head): Read<JsonValue> {
  const token = here(head);
  switch (token?.type) {
    case '{':
      return nested(head, token, object);
    case '[':
      return nested(head, token, list);
    case 'string':
      return string(head, token);
    case 'integer':
    case 'float':
      return number(head, token);
    case 'keyword':
      return keyword(head, token);
    default:
      return fault(head, 'expecting value', 'a JSON value');
  }
}

export const nestedAtMost = (limit: number): string => `brackets nested at most ${limit} deep`;

function nested(head: Head, token: Token, read: (head: Head) => Read<JsonValue>): Read<JsonValue> {
  if (head.open.length === deepest) return fault(head, tooDeep, nestedAtMost(deepest));
  if (head.open.length === maxNesting)
    head.unkept ??= { token, expected: nestedAtMost(maxNesting) };
  head.open.push(token);
  head.at += 1;
  const result = read(head);
  if (!result.ok) return result;
  head.open.pop();
  return taken(head, result.value);
}

function string(head: Head, { raw }: Token): Read<string> {
  const read = readString(raw);
  return read.ok ? taken(head, read.value) : fault(head, read.desc, read.expected);
}

function number(head: Head, token: Token): Read<JsonValue> {
  const read = readNumber(token);
  if (read.unkept !== undefined) head.unkept ??= { token, expected: read.unkept };
  return taken(head, read.value);
}

const keywords: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** QEMU's buffer for what it says of a syntax error, less the zero at the end. */
export const longestSaying = 1023;

function keyword(head: Head, { raw }: Token): Read<JsonValue> {
  const known = keywords.get(raw);
  if (known !== undefined) return taken(head, known);
  const desc = `invalid keyword '${raw}'`.slice(0, longestSaying);
  return fault(head, desc, 'true, false or null; other text in quotes');
}

/** From the first member up to, not past, the closing brace. */
function object(head: Head): Read<JsonValue> {
  const members = new Map<string, JsonValue>();
  if (isAt(head, '}')) return { ok: true, value: {} };
  for (;;) {
    const name = memberName(head);
    if (!name.ok) return name;
    if (!isAt(head, ':')) return fault(head, head.sayings.colon, "':' after the member name");
    head.at += 1;
    const read = value(head);
    if (!read.ok) return read;
    if (members.has(name.value)) return duplicate(head);
    members.set(name.value, read.value);
    if (isAt(head, '}')) return { ok: true, value: Object.fromEntries(members) };
    if (!isAt(head, ',')) return fault(head, head.sayings.inObject, "',' or '}'");
    head.at += 1;
  }
}

/** QEMU finds a name that comes twice when it has read the value, and tells the place where that ends. */
function duplicate(head: Head): Read<never> {
  head.at -= 1;
  return fault(head, 'duplicate key', 'a member name not used before in this object');
}

function memberName(head: Head): Read<string> {
  const { sayings, at } = head;
  const expected = 'a member name in quotes';
  if (!sayings.readsAnyKey && !isAt(head, 'string')) return fault(head, sayings.key, expected);
  const read = value(head);
  if (!read.ok) return read;
  if (typeof read.value === 'string') return { ok: true, value: read.value };
  head.at = at;
  return fault(head, sayings.key, expected);
}

/** From the first element up to, not past, the closing bracket. */
function list(head: Head): Read<JsonValue> {
  const elements: JsonValue[] = [];
  if (isAt(head, ']')) return { ok: true, value: elements };
  for (;;) {
    const read = value(head);
    if (!read.ok) return read;
    elements.push(read.value);
    if (isAt(head, ']')) return { ok: true, value: elements };
    if (!isAt(head, ',')) return fault(head, head.sayings.inList, "',' or ']'");
    head.at += 1;
  }
}
