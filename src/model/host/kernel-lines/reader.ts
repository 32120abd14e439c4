import { eventTypes, reasonByCode, recordFlags, type Names } from './names';
import type { FormName, Span, ValueOf } from './forms';
import { speakers, type Fields, type Printable } from './line';

/** What a text of one form looks like, and what it was printed of. */
interface Reading<T> {
  readonly pattern: string;
  readonly read: (text: string) => T;
}

const HEX = '[0-9a-f]';

/** A text as part of a regular expression. */
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const address = (width = 1): Reading<number> => ({
  pattern: `0x${HEX}{${width},}`,
  read: Number,
});

const span = (width: number, [before, between, after]: readonly string[]): Reading<Span> => ({
  pattern: [before, between, after].map((part = '') => literally(part)).join(`0x${HEX}{${width},}`),
  read: (text) => {
    const [first = '0x0', last = '0x0'] = text.match(/0x[0-9a-f]+/g) ?? [];
    const length = BigInt.asUintN(64, BigInt(last) - BigInt(first) + 1n);
    return { start: Number(first), length: Number(length) };
  },
});

const taken = span(8, ['[mem ', '-', ' flags 0x80000200]']);

const oneOf = <const W extends string>(...words: readonly [W, ...W[]]): Reading<W> => ({
  pattern: words.map(literally).join('|'),
  read: (text) => words.find((word) => word === text) ?? words[0],
});

const symbolOf = (names: Names, text: string): number =>
  [...names].find(([, name]) => name === text)?.[0] ?? Number(text);

const flagsOf = (names: Names, text: string): number =>
  text === '' ? 0 : text.split(' | ').reduce((bits, name) => bits | symbolOf(names, name), 0);

const named = (read: (text: string) => number): Reading<number> => ({ pattern: '.*?', read });

const bare = (times: string): Reading<number> => ({
  pattern: `${HEX}${times}`,
  read: (text) => Number.parseInt(text, 16),
});

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function sizeOf(text: string): number {
  const [value, unit = 'B'] = text.split(' ');
  return Number(value) * 1024 ** units.indexOf(unit);
}

/** How each form is read back: recorded lines are read so, and the program prints only. */
const readings: { readonly [F in FormName]: Reading<ValueOf<F>> } = {
  dec: { pattern: String.raw`-?\d+`, read: Number },
  u64: { pattern: String.raw`\d+`, read: BigInt },
  hex: address(),
  hex4: address(4),
  hex16: address(16),
  bare: bare('+'),
  bare16: bare('{16}'),
  iec: { pattern: String.raw`[\d.]+ (?:\wi)?B`, read: sizeOf },
  range: span(16, ['[range ', '-', ']']),
  ends: span(8, ['', '-', '']),
  taken: {
    pattern: `${taken.pattern}|\\(null\\)`,
    read: (text) => (text === '(null)' ? undefined : taken.read(text)),
  },
  pair: span(1, ['', ':', '']),
  pair16: span(16, ['', ':', '']),
  dash: span(1, ['', '-', '']),
  uuid: {
    pattern: `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`,
    read: (text) => text.replaceAll('-', ''),
  },
  regionDriver: oneOf('cxl_dax_region', 'cxl'),
  daxDriver: oneOf('dax', 'device_dax', 'kmem'),
  adjustment: oneOf('shrink', 'extend'),
  eventType: named((text) => symbolOf(eventTypes, text)),
  recordFlags: named((text) => flagsOf(recordFlags, text)),
  reason: named((text) => symbolOf(reasonByCode, text)),
};

/** Reads what a line was filled with from its text; nothing when the text is another line. */
export function reader({ by, format }: Printable): (text: string) => Fields | undefined {
  // Odd parts are the placeholders, even parts are the text between them.
  const parts = (speakers[by] + format).split(/\{(\w+:\w+)\}/);
  const found = parts.flatMap((part, at) => {
    const [name = '', form = ''] = part.split(':');
    return at % 2 === 0 ? [] : [{ name, reading: readings[form as FormName] }];
  });
  const pattern = parts.map((part, at) =>
    at % 2 === 0 ? literally(part) : `(${found[(at - 1) / 2]?.reading.pattern ?? ''})`,
  );
  const expression = new RegExp(`^${pattern.join('')}$`);
  return (text) => {
    const match = expression.exec(text);
    if (match === null) return undefined;
    const fields = found.map(({ name, reading }, at) => [name, reading.read(match[at + 1] ?? '')]);
    return Object.fromEntries(fields) as Fields;
  };
}
