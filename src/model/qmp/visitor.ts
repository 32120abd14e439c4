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

/** Checks one member's value and writes it into what has been read so far. */
export type Put<T, M> = (
  into: { -readonly [K in keyof T]: T[K] },
  member: M,
  found: Found,
) => ArgumentProblem | undefined;

export interface Found {
  readonly value: JsonValue;
  readonly at: string;
}

/** The members in schema order, and only then those the schema does not know. */
export function checkMembers<T, M extends { readonly member: string; readonly optional?: true }>(
  members: readonly M[],
  { object, prefix, blank }: Visit<T>,
  put: Put<T, M>,
): Checked<T> {
  const into = { ...blank };
  let given = 0;
  for (const member of members) {
    const value = object[member.member];
    if (value === undefined && member.optional === true) continue;
    const at = prefix + member.member;
    if (value === undefined) return { ok: false, desc: `Parameter '${at}' is missing`, at };
    const problem = put(into, member, { value, at });
    if (problem !== undefined) return problem;
    given += 1;
  }
  const names = Object.keys(object);
  if (names.length === given) return { ok: true, value: into };
  const stranger = names.find((name) => !members.some(({ member }) => member === name)) ?? '';
  const at = prefix + stranger;
  return { ok: false, desc: `Parameter '${at}' is unexpected`, at };
}

/** Gives a value that fits to `put`. */
export function take<T>(checked: Checked<T>, put: (value: T) => void): ArgumentProblem | undefined {
  if (!checked.ok) return checked;
  put(checked.value);
  return undefined;
}

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
export function checkUint({ value, at }: Found, type: keyof typeof uintTypes): Checked<bigint> {
  const wide = integerOf(value);
  if (wide === undefined || wide < LOWEST || wide >= uintTypes.uint64.end) {
    return { ok: false, desc: `Parameter '${at}' expects uint64`, at };
  }
  const { end, name } = uintTypes[type];
  const unsigned = wide < 0n ? BigInt.asUintN(64, wide) : wide;
  if (unsigned < end) return { ok: true, value: unsigned };
  return { ok: false, desc: `Parameter '${at}' expects ${name}`, at };
}

const LOWEST = -(2n ** 63n);

/** The first value past each type, and the name QEMU gives the type. */
const uintTypes = {
  uint8: { end: 2n ** 8n, name: 'uint8_t' },
  uint16: { end: 2n ** 16n, name: 'uint16_t' },
  uint32: { end: 2n ** 32n, name: 'uint32_t' },
  uint64: { end: 2n ** 64n, name: 'uint64' },
};

function integerOf(value: JsonValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  // An integer that is not safe was written with an exponent: QEMU takes it for a fraction.
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

export const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

export const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
