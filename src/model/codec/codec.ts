import { invariant } from '../assert';

/** How one field is read from and written to little-endian bytes. Bytes past the end read as zero. */
export interface FieldType<T> {
  readonly size: number;
  /** As an engineer would write it: `u64 LE`, `16 bytes`. */
  readonly name: string;
  readonly reserved: boolean;
  /** A place or size, which people read in hexadecimal. */
  readonly hex?: true;
  readonly read: (bytes: Uint8Array, offset: number) => T;
  readonly write: (bytes: Uint8Array, offset: number, value: T) => void;
}

const field = <T>(
  size: number,
  name: string,
  read: FieldType<T>['read'],
  write: FieldType<T>['write'],
): FieldType<T> => ({ size, name, reserved: false, read, write });

/** The same field, shown in hexadecimal. 64-bit fields of any value always are. */
export const inHex = <T>(type: FieldType<T>): FieldType<T> => ({ ...type, hex: true });

// Plain arithmetic on bytes: making a DataView costs more than all the fields of a payload.
const byteAt = (bytes: Uint8Array, offset: number): number => bytes[offset] ?? 0;

const shortAt = (bytes: Uint8Array, offset: number): number =>
  byteAt(bytes, offset) | (byteAt(bytes, offset + 1) << 8);

const wordAt = (bytes: Uint8Array, offset: number): number =>
  (shortAt(bytes, offset) | (shortAt(bytes, offset + 2) << 16)) >>> 0;

function putShort(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value;
  bytes[offset + 1] = value >>> 8;
}

function putWord(bytes: Uint8Array, offset: number, value: number): void {
  putShort(bytes, offset, value);
  putShort(bytes, offset + 2, value >>> 16);
}

export const u8 = field<number>(1, 'u8', byteAt, (bytes, offset, value) => {
  bytes[offset] = value;
});

export const u16 = field<number>(2, 'u16 LE', shortAt, putShort);

export const u24 = field<number>(
  3,
  'u24 LE',
  (bytes, offset) => shortAt(bytes, offset) | (byteAt(bytes, offset + 2) << 16),
  (bytes, offset, value) => {
    putShort(bytes, offset, value);
    bytes[offset + 2] = value >>> 16;
  },
);

export const u32 = field<number>(4, 'u32 LE', wordAt, putWord);

const HIGH_WORD = 0x1_0000_0000;
/** High words below this make a safe integer. */
const SAFE_HIGH = 0x20_0000;

const knownAt = (bytes: Uint8Array, offset: number): number =>
  wordAt(bytes, offset) + wordAt(bytes, offset + 4) * HIGH_WORD;

function putKnown(bytes: Uint8Array, offset: number, value: number): void {
  putWord(bytes, offset, value % HIGH_WORD);
  putWord(bytes, offset + 4, Math.floor(value / HIGH_WORD));
}

/** Any 64-bit value, as a sender may put it on the wire. */
export const u64 = field<bigint>(
  8,
  'u64 LE',
  (bytes, offset) => {
    const high = wordAt(bytes, offset + 4);
    return high < SAFE_HIGH
      ? BigInt(knownAt(bytes, offset))
      : (BigInt(high) << 32n) | BigInt(wordAt(bytes, offset));
  },
  (bytes, offset, value) => {
    putWord(bytes, offset, Number(BigInt.asUintN(32, value)));
    putWord(bytes, offset + 4, Number(BigInt.asUintN(32, value >> 32n)));
  },
);

/** A 64-bit field that only we write, with a safe integer: sizes and addresses the device reports. */
export const u64Known = field<number>(8, 'u64 LE', knownAt, putKnown);

/** `size` raw bytes, as lower-case hex without spaces. */
export function hexBytes(size: number): FieldType<string> {
  const blank = '00'.repeat(size);
  return field<string>(
    size,
    `${size} bytes`,
    (bytes, offset) => (isBlank(bytes, offset, size) ? blank : hexOf(bytes, offset, size)),
    (bytes, offset, value) => {
      writeHex(bytes, offset, value, size);
    },
  );
}

/** `size` bytes of ASCII, padded with NUL. */
export const ascii = (size: number): FieldType<string> =>
  field<string>(
    size,
    `${size} characters`,
    (bytes, offset) => {
      const codes = [...bytes.subarray(offset, offset + size)];
      return String.fromCharCode(...codes.filter((code) => code !== 0));
    },
    (bytes, offset, value) => {
      for (let i = 0; i < value.length; i += 1) bytes[offset + i] = value.charCodeAt(i);
    },
  );

/** Bytes the spec reserves: read as nothing, written as zero. */
export const reserved = (size: number): FieldType<undefined> => ({
  size,
  name: size === 1 ? '1 byte' : `${size} bytes`,
  reserved: true,
  read: () => undefined,
  write: () => undefined,
});

interface Placed<T> {
  readonly offset: number;
  readonly type: FieldType<T>;
  readonly label: string | undefined;
}

/** Puts a field at the offset the spec's table gives. `label` is what people read. */
export const at = <T>(offset: number, type: FieldType<T>, label?: string): Placed<T> => ({
  offset,
  type,
  label,
});

// A heterogeneous record of fields: the one place where the element type cannot be named.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Fields = Readonly<Record<string, Placed<any>>>;

/** The value a set of fields describes; reserved ones have no part in it. */
type ValueOf<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Placed<undefined> ? never : K]: F[K] extends Placed<
    infer T
  >
    ? T
    : never;
};

export interface FieldFacts {
  readonly name: string;
  readonly label: string;
  readonly offset: number;
  readonly type: FieldType<unknown>;
}

/** One wire structure: its size, its fields, and how to read and write it. */
export interface Layout<T> {
  readonly name: string;
  readonly size: number;
  readonly fields: readonly FieldFacts[];
  readonly read: (bytes: Uint8Array, base: number) => T;
  // A method, so that a message of some values is also a message of unknown values.
  write(bytes: Uint8Array, base: number, value: T): void;
}

/** The value a layout reads. */
export type Read<L> = L extends Layout<infer T> ? T : never;

/**
 * Describes a fixed-size little-endian structure by the spec's table.
 * Throws (a bug) when an offset does not continue where the field before it ends.
 */
export function layout<F extends Fields>(name: string, fields: F): Layout<ValueOf<F>> {
  const facts = Object.entries(fields).map(([key, placed]) => ({
    name: key,
    label: placed.label ?? spoken(key),
    offset: placed.offset,
    type: placed.type as FieldType<unknown>,
  }));
  let size = 0;
  for (const fact of facts) {
    invariant(fact.offset === size, `${name}.${fact.name} starts at ${fact.offset}, not ${size}`);
    size += fact.type.size;
  }
  const kept = facts.filter((fact) => !fact.type.reserved);
  return { name, size, fields: facts, ...accessors<ValueOf<F>>(kept) };
}

function accessors<T>(kept: readonly FieldFacts[]): Pick<Layout<T>, 'read' | 'write'> {
  const blank = Object.fromEntries(kept.map(({ name }) => [name, undefined]));
  return {
    read(bytes, base) {
      const value: Record<string, unknown> = { ...blank };
      for (const { name, offset, type } of kept) value[name] = type.read(bytes, base + offset);
      return value as T;
    },
    write(bytes, base, value) {
      const values = value as Readonly<Record<string, unknown>>;
      for (const { name, offset, type } of kept) type.write(bytes, base + offset, values[name]);
    },
  };
}

const abbreviations: Readonly<Record<string, string>> = {
  dpa: 'DPA',
  uuid: 'UUID',
  dc: 'DC',
  id: 'ID',
};

/** `startDpa` → `Start DPA`. */
function spoken(name: string): string {
  const words = name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  const joined = words.map((word) => abbreviations[word] ?? word).join(' ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex of bytes, without spaces. */
export const toHex = (bytes: Uint8Array): string => hexOf(bytes, 0, bytes.length);

function hexOf(bytes: Uint8Array, offset: number, size: number): string {
  let text = '';
  for (let i = 0; i < size; i += 1) text += hexDigits[byteAt(bytes, offset + i)] ?? '';
  return text;
}

function isBlank(bytes: Uint8Array, offset: number, size: number): boolean {
  for (let i = 0; i < size; i += 1) if (byteAt(bytes, offset + i) !== 0) return false;
  return true;
}

/** Bytes of an even-length hex string. The caller has checked its digits. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i += 1)
    bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function writeHex(bytes: Uint8Array, offset: number, hex: string, size: number): void {
  invariant(hex.length === 2 * size, `${hex.length} hex digits for ${size} bytes`);
  for (let i = 0; i < size; i += 1) {
    bytes[offset + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  }
}
