import {
  eventTypes,
  flagsOf,
  flagsText,
  reasonOf,
  reasonText,
  recordFlags,
  symbolOf,
  symbolText,
} from './names';

/** A range of addresses in bytes. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** How the kernel prints one kind of value, what such a text looks like, and how it is read back. */
interface Form<T> {
  readonly pattern: string;
  readonly print: (value: T) => string;
  readonly read: (text: string) => T;
}

const HEX = '[0-9a-f]';

/** A text as part of a regular expression. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const hex = (value: number | bigint, width: number): string =>
  value.toString(16).padStart(width, '0');

/** A number with 0x and at least so many digits. */
const address = (width = 1): Form<number> => ({
  pattern: `0x${HEX}{${width},}`,
  print: (value) => `0x${hex(value, width)}`,
  read: Number,
});

/** The last byte of a range as the kernel counts it, in 64 bits: no bytes at 0 end at the very top. */
function lastOf({ start, length }: Span): number | bigint {
  const last = start + length - 1;
  return last < 0 ? BigInt.asUintN(64, BigInt(last)) : last;
}

/** A range by its first and its last byte. */
const span = (width: number, [before, between, after]: readonly string[]): Form<Span> => ({
  pattern: [before, between, after].map((part = '') => literally(part)).join(`0x${HEX}{${width},}`),
  print: (value) =>
    `${before}0x${hex(value.start, width)}${between}0x${hex(lastOf(value), width)}${after}`,
  read: (text) => {
    const [first = '0x0', last = '0x0'] = text.match(/0x[0-9a-f]+/g) ?? [];
    const length = BigInt.asUintN(64, BigInt(last) - BigInt(first) + 1n);
    return { start: Number(first), length: Number(length) };
  },
});

/** Memory that somebody has: IORESOURCE_MEM and IORESOURCE_BUSY. */
const taken = span(8, ['[mem ', '-', ' flags 0x80000200]']);

/** One of a few words. */
const oneOf = <const W extends string>(...words: readonly [W, ...W[]]): Form<W> => ({
  pattern: words.map(literally).join('|'),
  print: (word) => word,
  read: (text) => words.find((word) => word === text) ?? words[0],
});

/** A value that the kernel prints by name. */
const named = (print: (value: number) => string, read: (text: string) => number): Form<number> => ({
  pattern: '.*?',
  print,
  read,
});

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function sizeText(bytes: number): string {
  const at = units.findLastIndex((_unit, index) => bytes >= 1024 ** index);
  const value = bytes / 1024 ** Math.max(at, 0);
  const decimals = at <= 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(decimals)} ${units[Math.max(at, 0)]}`;
}

function sizeOf(text: string): number {
  const [value, unit = 'B'] = text.split(' ');
  return Number(value) * 1024 ** units.indexOf(unit);
}

/** The forms that a placeholder may name: `{dpa:hex}`. */
export const forms = {
  /** `%d`. */
  dec: { pattern: String.raw`-?\d+`, print: String, read: Number } satisfies Form<number>,
  /** `%llu` of what may be too big for a number. */
  u64: {
    pattern: String.raw`\d+`,
    print: String,
    read: BigInt,
  } satisfies Form<number | bigint>,
  /** `%#llx`. */
  hex: address(),
  /** `%#06x`: 0x0100. */
  hex4: address(4),
  /** `%pa`: sixteen digits. */
  hex16: address(16),
  /** `%llx`: no 0x. */
  bare: {
    pattern: `${HEX}+`,
    print: (value) => hex(value, 1),
    read: (text) => Number.parseInt(text, 16),
  } satisfies Form<number>,
  /** `%016lx`: sixteen digits without 0x. */
  bare16: {
    pattern: `${HEX}{16}`,
    print: (value) => hex(value, 16),
    read: (text) => Number.parseInt(text, 16),
  } satisfies Form<number>,
  /** A size as `string_get_size` rounds it: three digits, units of 1024. */
  iec: {
    pattern: String.raw`[\d.]+ (?:\wi)?B`,
    print: sizeText,
    read: sizeOf,
  } satisfies Form<number>,
  /** `%pra`. */
  range: span(16, ['[range ', '-', ']']),
  /** The ends of a `%pr` whose flags are in the format. */
  ends: span(8, ['', '-', '']),
  /** A `%pr` that may be gone. */
  taken: {
    pattern: `${taken.pattern}|\\(null\\)`,
    print: (value) => (value === undefined ? '(null)' : taken.print(value)),
    read: (text) => (text === '(null)' ? undefined : taken.read(text)),
  } satisfies Form<Span | undefined>,
  /** First and last byte with a colon between. */
  pair: span(1, ['', ':', '']),
  pair16: span(16, ['', ':', '']),
  /** First and last byte with a dash between. */
  dash: span(1, ['', '-', '']),
  /** `%pU` of 32 hex digits. */
  uuid: {
    pattern: `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`,
    print: (tag) =>
      `${tag.slice(0, 8)}-${tag.slice(8, 12)}-${tag.slice(12, 16)}-${tag.slice(16, 20)}-${tag.slice(20)}`,
    read: (text) => text.replaceAll('-', ''),
  } satisfies Form<string>,
  /** A dax region is named by its driver, without one by its bus. */
  regionDriver: oneOf('cxl_dax_region', 'cxl'),
  daxDriver: oneOf('dax', 'device_dax', 'kmem'),
  /** Which way a range of a dax device was made to fit. */
  adjustment: oneOf('shrink', 'extend'),
  eventType: named(
    (value) => symbolText(eventTypes, value),
    (text) => symbolOf(eventTypes, text),
  ),
  recordFlags: named(
    (value) => flagsText(recordFlags, value),
    (text) => flagsOf(recordFlags, text),
  ),
  /** A return code of the mailbox. */
  reason: named(reasonText, reasonOf),
};

export type FormName = keyof typeof forms;

/** What a placeholder of a form is filled with. */
export type ValueOf<F extends FormName> = Parameters<(typeof forms)[F]['print']>[0];
