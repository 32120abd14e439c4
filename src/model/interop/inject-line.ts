import type { TextProblem } from './json-cursor';

/** The files of a mock device that take lines: two offer, two ask back. */
export const injectFiles = [
  'dc_inject_extent',
  'dc_inject_shared_extent',
  'dc_del_extent',
  'dc_force_del_extent',
] as const;
export type InjectFile = (typeof injectFiles)[number];

/** One line as it was written to a file of a mock device. */
export interface InjectRequest {
  readonly file: InjectFile;
  readonly line: string;
}

/** What a line says. DPA and length in bytes, 32 hexadecimal digits of tag; a line that asks back has no More and no sequence. */
export interface InjectLine {
  readonly start: number;
  readonly length: number;
  readonly tag: string;
  readonly more: boolean;
  readonly sharedSeq: number;
}

export type InjectRead =
  | { readonly ok: true; readonly value: InjectLine }
  | { readonly ok: false; readonly problem: TextProblem };

const NO_TAG = '0'.repeat(32);
const MAX_SEQUENCE = 0xffff;

export const isInjectFile = (name: string): name is InjectFile =>
  injectFiles.some((file) => file === name);

/** Whether lines of a file offer an extent; those of the others ask one back. */
export const offers = (file: InjectFile): boolean =>
  file === 'dc_inject_extent' || file === 'dc_inject_shared_extent';

/** What a line asks for, in a word. */
export const injectVerb = (file: InjectFile): 'add' | 'release' =>
  offers(file) ? 'add' : 'release';

interface Part {
  readonly text: string;
  /** Where it begins, from 1. */
  readonly column: number;
}

interface PartKind {
  readonly name: string;
  readonly hint: string;
}

const NUMBER = 'Write 0x80000000 or 2147483648: hexadecimal or decimal bytes, no unit.';

const start: PartKind = { name: 'a start DPA', hint: NUMBER };
const length: PartKind = { name: 'a length in bytes', hint: NUMBER };
const tag: PartKind = {
  name: 'a tag',
  hint: 'Write a UUID such as deadbeef-cafe-baad-f00d-fedcba987654; nothing, "" or 0 is no tag.',
};
const more: PartKind = {
  name: 'the More flag',
  hint: 'Write 1 while more extents of the same offer follow, and 0 with the last.',
};
const sequence: PartKind = {
  name: 'a sequence number',
  hint: `Write 0 to ${MAX_SEQUENCE}, or leave it out.`,
};

const added = [start, length, tag, more, sequence];
const deleted = [start, length, tag];

type Taken<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: TextProblem };

const problem = (
  column: number,
  found: string,
  kind: PartKind,
): { ok: false; problem: TextProblem } => ({
  ok: false,
  problem: { line: 1, column, found, expected: kind.name, hint: kind.hint },
});

/** Reads a line as the mock of June 2026 does, and tells of the first thing in it that is wrong. Columns count from 1. */
export function readInjectLine(file: InjectFile, line: string): InjectRead {
  const text = line.trimEnd();
  const parts = partsOf(text);
  const read = readParts(parts);
  if (!read.ok) return read;
  const kinds = offers(file) ? added : deleted;
  const missing = kinds.slice(parts.length, offers(file) ? kinds.length - 1 : kinds.length)[0];
  if (missing !== undefined) {
    const name = `a colon and ${missing.name}`;
    return problem(text.length + 1, 'the end of the line', { ...missing, name });
  }
  const extra = parts[kinds.length];
  if (extra === undefined) return read;
  const wanted = offers(file) ? 'start:length:tag:more:sequence' : 'start:length:tag';
  return problem(extra.column - 1, `one more field, “${clipped(extra.text)}”`, {
    name: 'the end of the line',
    hint: `A line for ${file} is ${wanted}.`,
  });
}

function partsOf(line: string): readonly Part[] {
  let column = 1;
  return line.split(':').map((text) => {
    const part = { text: text.trim(), column: column + text.length - text.trimStart().length };
    column += text.length + 1;
    return part;
  });
}

const none: Part = { text: '0', column: 0 };

function readParts([
  first = none,
  second = none,
  third = none,
  fourth = none,
  fifth = none,
]: readonly Part[]): InjectRead {
  const from = readNumber(first, start, Number.MAX_SAFE_INTEGER);
  if (!from.ok) return from;
  const size = readNumber(second, length, Number.MAX_SAFE_INTEGER - from.value);
  if (!size.ok) return size;
  const named = readTag(third);
  if (!named.ok) return named;
  const end = readEnd(fourth, fifth);
  if (!end.ok) return end;
  return {
    ok: true,
    value: { start: from.value, length: size.value, tag: named.value, ...end.value },
  };
}

/** What only an offer has. */
function readEnd(fourth: Part, fifth: Part): Taken<Pick<InjectLine, 'more' | 'sharedSeq'>> {
  const flag = readNumber(fourth, more, Number.MAX_SAFE_INTEGER);
  if (!flag.ok) return flag;
  const place = readNumber(fifth, sequence, MAX_SEQUENCE);
  if (!place.ok) return place;
  return { ok: true, value: { more: flag.value !== 0, sharedSeq: place.value } };
}

/** A number as the kernel reads it: `0x` is hexadecimal, a leading 0 octal. */
function readNumber({ text, column }: Part, kind: PartKind, most: number): Taken<number> {
  const octal = /^\+?0([0-7]+)$/.exec(text)?.[1];
  const plain = /^\+?(0x[0-9a-f]+|0|[1-9]\d*)$/i.exec(text)?.[1];
  const digits = octal === undefined ? plain : `0o${octal}`;
  if (digits === undefined) return problem(column, foundText(text), kind);
  if (BigInt(digits) <= BigInt(most)) return { ok: true, value: Number(digits) };
  return problem(column, `${clipped(text)}, which is too much`, {
    name: `${kind.name} of at most ${most.toLocaleString('en')}`,
    hint:
      kind === sequence
        ? kind.hint
        : 'DCDscope keeps addresses below 2^53; real devices have far less.',
  });
}

function readTag({ text, column }: Part): Taken<string> {
  if (text === '' || text === '0' || text === '""') return { ok: true, value: NO_TAG };
  const digits = text.replaceAll('-', '').toLowerCase();
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  return isUuid ? { ok: true, value: digits } : problem(column, foundText(text), tag);
}

const foundText = (text: string): string => (text === '' ? 'nothing' : `“${clipped(text)}”`);

const clipped = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A tag as a UUID; nothing where there is none. */
export const tagText = (digits: string): string =>
  digits === NO_TAG ? '' : digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Prints a line as a file takes it; reading gives the same back. */
export function printInjectLine(file: InjectFile, said: InjectLine): string {
  const range = `0x${said.start.toString(16)}:0x${said.length.toString(16)}:${tagText(said.tag)}`;
  if (!offers(file)) return range;
  const place = said.sharedSeq === 0 ? '' : `:${said.sharedSeq}`;
  return `${range}:${said.more ? 1 : 0}${place}`;
}
