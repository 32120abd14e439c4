import { eventTypes, flagsText, reasonText, recordFlags, symbolText } from './names';

/** A range of addresses in bytes. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

const hex = (value: number | bigint, width: number): string =>
  value.toString(16).padStart(width, '0');

/** A number with 0x and at least so many digits. */
const address =
  (width = 1) =>
  (value: number): string =>
    `0x${hex(value, width)}`;

/** The last byte of a range as the kernel counts it, in 64 bits: no bytes at 0 end at the very top. */
function lastOf({ start, length }: Span): number | bigint {
  const last = start + length - 1;
  return last < 0 ? BigInt.asUintN(64, BigInt(last)) : last;
}

/** A range by its first and its last byte. */
const span =
  (width: number, [before, between, after]: readonly [string, string, string]) =>
  (value: Span): string =>
    `${before}0x${hex(value.start, width)}${between}0x${hex(lastOf(value), width)}${after}`;

/** Memory that somebody has: IORESOURCE_MEM and IORESOURCE_BUSY. */
const taken = span(8, ['[mem ', '-', ' flags 0x80000200]']);

/** One of a few words. */
const oneOf =
  <const W extends string>(..._words: readonly W[]) =>
  (word: W): string =>
    word;

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function sizeText(bytes: number): string {
  const at = units.findLastIndex((_unit, index) => bytes >= 1024 ** index);
  const value = bytes / 1024 ** Math.max(at, 0);
  const decimals = at <= 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(decimals)} ${units[Math.max(at, 0)]}`;
}

const uuidText = (tag: string): string =>
  `${tag.slice(0, 8)}-${tag.slice(8, 12)}-${tag.slice(12, 16)}-${tag.slice(16, 20)}-${tag.slice(20)}`;

/** The forms that a placeholder may name, `{dpa:hex}`, and how the kernel prints each. */
export const forms = {
  /** `%d`. */
  dec: (value: number): string => String(value),
  /** `%llu` of what may be too big for a number. */
  u64: (value: number | bigint): string => String(value),
  /** `%#llx`. */
  hex: address(),
  /** `%#06x`: 0x0100. */
  hex4: address(4),
  /** `%pa`: sixteen digits. */
  hex16: address(16),
  /** `%llx`: no 0x. */
  bare: (value: number): string => hex(value, 1),
  /** `%016lx`: sixteen digits without 0x. */
  bare16: (value: number): string => hex(value, 16),
  /** A size as `string_get_size` rounds it: three digits, units of 1024. */
  iec: sizeText,
  /** `%pra`. */
  range: span(16, ['[range ', '-', ']']),
  /** The ends of a `%pr` whose flags are in the format. */
  ends: span(8, ['', '-', '']),
  /** A `%pr` that may be gone. */
  taken: (value: Span | undefined): string => (value === undefined ? '(null)' : taken(value)),
  /** First and last byte with a colon between. */
  pair: span(1, ['', ':', '']),
  pair16: span(16, ['', ':', '']),
  /** First and last byte with a dash between. */
  dash: span(1, ['', '-', '']),
  /** `%pU` of 32 hex digits. */
  uuid: uuidText,
  /** A dax region is named by its driver, without one by its bus. */
  regionDriver: oneOf('cxl_dax_region', 'cxl'),
  daxDriver: oneOf('dax', 'device_dax', 'kmem'),
  /** Which way a range of a dax device was made to fit. */
  adjustment: oneOf('shrink', 'extend'),
  eventType: (value: number): string => symbolText(eventTypes, value),
  recordFlags: (value: number): string => flagsText(recordFlags, value),
  /** A return code of the mailbox. */
  reason: reasonText,
};

export type FormName = keyof typeof forms;

/** What a placeholder of a form is filled with. */
export type ValueOf<F extends FormName> = Parameters<(typeof forms)[F]>[0];
