import type { JsonValue } from '../json';
import { textOf, type Bytes } from '../qmp-schema/qemu-bytes';
import { lexed, type Token } from './qemu-lexer';
import {
  deepest,
  longestSaying,
  nestedAtMost,
  parsed,
  tooDeep,
  type Fault,
  type Parsed,
  type Sayings,
  type Unkept,
} from './qemu-parser';

/** How a version of QEMU speaks of what is no JSON. */
export type Wording = 'plain' | 'placed';

/** Up to QEMU 10, and QEMU 11: its reader is another, with the same lexer. */
const wordings: Readonly<Record<Wording, Sayings>> = {
  plain: {
    key: 'key is not a string in object',
    colon: 'missing : in object pair',
    inObject: 'expected separator in dict',
    inList: 'expected separator in list',
    readsAnyKey: true,
    readsAlong: false,
    longestStray: Number.POSITIVE_INFINITY,
  },
  placed: {
    key: 'expecting key',
    colon: "expecting ':'",
    inObject: "expected ',' or '}'",
    inList: "expected ',' or ']'",
    readsAnyKey: false,
    readsAlong: true,
    longestStray: longestSaying,
  },
};

/** Something QEMU cannot read. */
export interface Broken {
  readonly kind: 'broken';
  /** QEMU's words; absent where it says nothing and waits for the rest. */
  readonly desc: string | undefined;
  /** The token that does not fit; absent at the end of the text. */
  readonly token: Token | undefined;
  readonly previous: Token | undefined;
  readonly open: readonly Token[];
  readonly expected: string;
}

export type Message =
  | {
      readonly kind: 'value';
      readonly value: JsonValue;
      readonly first: Token;
      readonly unkept: Unkept | undefined;
    }
  | Broken;

/**
 * The messages in bytes, as QEMU takes them one after the other from a connection. A message ends where its brackets
 * close, at a closing bracket too many and at a stray byte; the next one begins there.
 */
export function readMessages(bytes: Bytes, wording: Wording): readonly Message[] {
  const sayings = wordings[wording];
  const messages: Message[] = [];
  let tokens: Token[] = [];
  let depth = level;
  const close = (message: Message): void => {
    messages.push(message);
    tokens = [];
    depth = level;
  };
  for (const token of lexed(bytes)) {
    depth = deeper(depth, token);
    const isDeep = depth.braces + depth.brackets > deepest;
    if (token.type === 'stray') close(strayIn(tokens, token, sayings));
    else if (isDeep && !sayings.readsAlong) close(deepIn(tokens, token));
    else {
      tokens.push(token);
      if (isWhole(depth)) close(messageOf(tokens, sayings));
    }
  }
  return tokens.length === 0 ? messages : [...messages, unfinished(tokens, sayings)];
}

/** Brackets opened less brackets closed. */
interface Depth {
  readonly braces: number;
  readonly brackets: number;
}

const level: Depth = { braces: 0, brackets: 0 };

const changes: Readonly<Record<string, Depth>> = {
  '{': { braces: 1, brackets: 0 },
  '}': { braces: -1, brackets: 0 },
  '[': { braces: 0, brackets: 1 },
  ']': { braces: 0, brackets: -1 },
};

function deeper({ braces, brackets }: Depth, { type }: Token): Depth {
  const change = changes[type] ?? level;
  return { braces: braces + change.braces, brackets: brackets + change.brackets };
}

const isWhole = ({ braces, brackets }: Depth): boolean =>
  braces < 0 || brackets < 0 || (braces === 0 && brackets === 0);

function messageOf(tokens: readonly Token[], sayings: Sayings): Message {
  const read = parsed(tokens, sayings);
  const first = tokens[0];
  return read.result.ok && first !== undefined
    ? { kind: 'value', value: read.result.value, first, unkept: read.unkept }
    : brokenAt(tokens, read, sayings);
}

const atEnd: Fault = { token: undefined, desc: '', expected: 'a JSON value' };

function brokenAt(tokens: readonly Token[], { result, open }: Parsed, sayings: Sayings): Broken {
  const { token, desc, expected } = result.ok ? atEnd : result.fault;
  const at = token === undefined ? tokens.length : tokens.indexOf(token);
  const said = desc === tooDeep ? desc : sayingOf(desc, token, sayings);
  return { kind: 'broken', desc: said, token, previous: tokens[at - 1], open, expected };
}

function sayingOf(desc: Bytes, token: Token | undefined, { readsAlong }: Sayings): string {
  const place = readsAlong && token !== undefined ? `${token.line}:${token.byteColumn}: ` : '';
  return `${place}JSON parse error, ${textOf(desc)}`;
}

/** A QEMU that reads along has told what was wrong before a stray byte, and then only drops the message. */
function strayIn(tokens: readonly Token[], token: Token, sayings: Sayings): Broken {
  const read = parsed(tokens, sayings);
  const isTold = sayings.readsAlong && !read.result.ok && read.result.fault.token !== undefined;
  if (isTold) return brokenAt(tokens, read, sayings);
  const [upToZero = ''] = token.raw.split('\0');
  const desc = sayingOf(`stray '${upToZero}'`.slice(0, sayings.longestStray), token, sayings);
  const expected = read.result.ok ? atEnd.expected : read.result.fault.expected;
  return { kind: 'broken', desc, token, previous: tokens.at(-1), open: read.open, expected };
}

const deepIn = (tokens: readonly Token[], token: Token): Broken => ({
  kind: 'broken',
  desc: tooDeep,
  token,
  previous: tokens.at(-1),
  open: [],
  expected: nestedAtMost(deepest),
});

/** A message that the text does not end: where it goes wrong, or the end of the text. */
function unfinished(tokens: readonly Token[], sayings: Sayings): Broken {
  const broken = brokenAt(tokens, parsed(tokens, sayings), sayings);
  const isTold = sayings.readsAlong && broken.token !== undefined;
  return { ...broken, desc: isTold ? broken.desc : undefined };
}
