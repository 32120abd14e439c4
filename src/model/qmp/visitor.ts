import type { JsonValue } from '../json';

/** QEMU's words, and the member they are about: `extents[0].len`. */
export interface ArgumentProblem {
  readonly ok: false;
  readonly desc: string;
  readonly at: string;
}

export type Checked<T> = { readonly ok: true; readonly value: T } | ArgumentProblem;

type JsonObject = Readonly<Record<string, JsonValue>>;

/** An object being read, its place in the arguments (`extents[0].`), and what it is read into. */
interface Visit<T> {
  readonly object: JsonObject;
  readonly prefix: string;
  readonly blank: T;
}

/** How one member's value is checked and put into what has been read so far. */
export type Put<T, M> = (into: T, member: M, found: Found) => Checked<T>;

export interface Found {
  readonly value: JsonValue;
  readonly at: string;
}

/** The members in schema order, and only then those the schema does not know. */
export function checkMembers<T, M extends { readonly member: string; readonly optional?: true }>(
  members: readonly M[],
  { object, prefix, blank: start }: Visit<T>,
  put: Put<T, M>,
): Checked<T> {
  let into = start;
  for (const member of members) {
    const at = prefix + member.member;
    const value = Object.hasOwn(object, member.member) ? object[member.member] : undefined;
    if (value === undefined && member.optional === true) continue;
    if (value === undefined) return { ok: false, desc: `Parameter '${at}' is missing`, at };
    const checked = put(into, member, { value, at });
    if (!checked.ok) return checked;
    into = checked.value;
  }
  const known = members.map(({ member }) => member);
  const stranger = Object.keys(object).find((name) => !known.includes(name));
  if (stranger === undefined) return { ok: true, value: into };
  const at = prefix + stranger;
  return { ok: false, desc: `Parameter '${at}' is unexpected`, at };
}

export const map = <T, U>(checked: Checked<T>, into: (value: T) => U): Checked<U> =>
  checked.ok ? { ok: true, value: into(checked.value) } : checked;

export const wrongType = (at: string, expected: string): ArgumentProblem => ({
  ok: false,
  desc: `Invalid parameter type for '${at}', expected: ${expected}`,
  at,
});

export const checkText = ({ value, at }: Found): Checked<string> =>
  typeof value === 'string' ? { ok: true, value } : wrongType(at, 'string');

export const checkBoolean = ({ value, at }: Found): Checked<boolean> =>
  typeof value === 'boolean' ? { ok: true, value } : wrongType(at, 'boolean');

export function checkEnum(found: Found, values: readonly string[]): Checked<string> {
  const text = checkText(found);
  if (!text.ok || values.includes(text.value)) return text;
  const { at } = found;
  return { ok: false, desc: `Parameter '${at}' does not accept value '${text.value}'`, at };
}

/** QEMU keeps -2^63 .. 2^64-1 as integers and reads every unsigned type as a u64 first, so -1 is 2^64-1. */
export function checkUint({ value, at }: Found, type: keyof typeof uintNames): Checked<bigint> {
  const wide = integerOf(value);
  if (wide === undefined || wide < -(2n ** 63n) || wide >= 2n ** 64n) {
    return { ok: false, desc: `Parameter '${at}' expects uint64`, at };
  }
  const { bits, name } = uintNames[type];
  const unsigned = BigInt.asUintN(64, wide);
  if (unsigned < 2n ** bits) return { ok: true, value: unsigned };
  return { ok: false, desc: `Parameter '${at}' expects ${name}`, at };
}

const uintNames = {
  uint8: { bits: 8n, name: 'uint8_t' },
  uint16: { bits: 16n, name: 'uint16_t' },
  uint32: { bits: 32n, name: 'uint32_t' },
  uint64: { bits: 64n, name: 'uint64' },
};

function integerOf(value: JsonValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  // An integer that is not safe was written with an exponent: QEMU takes it for a fraction.
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

export const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

export const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
