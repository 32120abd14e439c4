import { invariant } from '../assert';

/** How one field is read from and written to little-endian bytes. */
export interface FieldType<T> {
  readonly size: number;
  /** As an engineer would write it: `u64 LE`, `16 bytes`. */
  readonly name: string;
  readonly reserved: boolean;
  readonly read: (view: DataView, offset: number) => T;
  readonly write: (view: DataView, offset: number, value: T) => void;
}

const field = <T>(
  size: number,
  name: string,
  read: FieldType<T>['read'],
  write: FieldType<T>['write'],
): FieldType<T> => ({ size, name, reserved: false, read, write });

export const u8 = field<number>(
  1,
  'u8',
  (view, offset) => view.getUint8(offset),
  (view, offset, value) => {
    view.setUint8(offset, value);
  },
);

export const u16 = field<number>(
  2,
  'u16 LE',
  (view, offset) => view.getUint16(offset, true),
  (view, offset, value) => {
    view.setUint16(offset, value, true);
  },
);

export const u24 = field<number>(
  3,
  'u24 LE',
  (view, offset) => view.getUint16(offset, true) + view.getUint8(offset + 2) * 0x1_0000,
  (view, offset, value) => {
    view.setUint16(offset, value % 0x1_0000, true);
    view.setUint8(offset + 2, Math.floor(value / 0x1_0000));
  },
);

export const u32 = field<number>(
  4,
  'u32 LE',
  (view, offset) => view.getUint32(offset, true),
  (view, offset, value) => {
    view.setUint32(offset, value, true);
  },
);

/** Any 64-bit value, as a sender may put it on the wire. */
export const u64 = field<bigint>(
  8,
  'u64 LE',
  (view, offset) => view.getBigUint64(offset, true),
  (view, offset, value) => {
    view.setBigUint64(offset, value, true);
  },
);

const HIGH_WORD = 0x1_0000_0000;

/** A 64-bit field that only we write, with a safe integer: sizes and addresses the device reports. */
export const u64Known = field<number>(
  8,
  'u64 LE',
  (view, offset) => view.getUint32(offset, true) + view.getUint32(offset + 4, true) * HIGH_WORD,
  (view, offset, value) => {
    view.setUint32(offset, value % HIGH_WORD, true);
    view.setUint32(offset + 4, Math.floor(value / HIGH_WORD), true);
  },
);

/** `size` raw bytes, as lower-case hex without spaces. */
export const hexBytes = (size: number): FieldType<string> =>
  field<string>(
    size,
    `${size} bytes`,
    (view, offset) => toHex(new Uint8Array(view.buffer, view.byteOffset + offset, size)),
    (view, offset, value) => {
      writeHex(view, offset, value, size);
    },
  );

/** `size` bytes of ASCII, padded with NUL. */
export const ascii = (size: number): FieldType<string> =>
  field<string>(
    size,
    `${size} characters`,
    (view, offset) => {
      const codes = [...new Uint8Array(view.buffer, view.byteOffset + offset, size)];
      return String.fromCharCode(...codes.filter((code) => code !== 0));
    },
    (view, offset, value) => {
      for (let i = 0; i < value.length; i += 1) view.setUint8(offset + i, value.charCodeAt(i));
    },
  );

/** Bytes the spec reserves: read as nothing, written as zero. */
export const reserved = (size: number): FieldType<undefined> => ({
  size,
  name: `${size} bytes`,
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
  readonly read: (view: DataView, base: number) => T;
  // A method, so that a message of some values is also a message of unknown values.
  write(view: DataView, base: number, value: T): void;
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
    read(view, base) {
      const value: Record<string, unknown> = { ...blank };
      for (const { name, offset, type } of kept) value[name] = type.read(view, base + offset);
      return value as T;
    },
    write(view, base, value) {
      const values = value as Readonly<Record<string, unknown>>;
      for (const { name, offset, type } of kept) type.write(view, base + offset, values[name]);
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
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexDigits[byte] ?? '';
  return text;
}

/** Bytes of an even-length hex string. The caller has checked its digits. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i += 1)
    bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function writeHex(view: DataView, offset: number, hex: string, size: number): void {
  invariant(hex.length === 2 * size, `${hex.length} hex digits for ${size} bytes`);
  for (let i = 0; i < size; i += 1) {
    view.setUint8(offset + i, Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
  }
}

/** A DataView of exactly these bytes. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
