import type { JsonObject, JsonValue } from '../json';
import { firstLeft } from './member-order';

/** QEMU's words, and the member they are about: `extents[0].len`. */
export interface ArgumentProblem {
  readonly ok: false;
  readonly desc: string;
  readonly at: string;
}

export type Checked<T> = { readonly ok: true; readonly value: T } | ArgumentProblem;

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
  /** The member's own name, which some of QEMU's texts use; `null` for an element of a list. */
  readonly name: string;
}

/** The members in schema order, and only then those the schema does not know. */
export function checkMembers<T, M extends { readonly member: string; readonly optional?: true }>(
  members: readonly M[],
  { object, prefix, blank }: Visit<T>,
  put: Put<T, M>,
): Checked<T> {
  const into = { ...blank };
  const read: string[] = [];
  for (const member of members) {
    const value = object[member.member];
    if (value === undefined && member.optional === true) continue;
    const at = prefix + member.member;
    if (value === undefined) return { ok: false, desc: `Parameter '${at}' is missing`, at };
    const problem = put(into, member, { value, at, name: member.member });
    if (problem !== undefined) return problem;
    read.push(member.member);
  }
  const names = Object.keys(object);
  const left = names.length === read.length ? undefined : firstLeft(names, read);
  if (left === undefined) return { ok: true, value: into };
  return { ok: false, desc: `Parameter '${prefix}${left}' is unexpected`, at: prefix + left };
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
  const { at, name } = found;
  return { ok: false, desc: `Parameter '${name}' does not accept value '${text.value}'`, at };
}

/** QEMU keeps -2^63 .. 2^64-1 as integers and reads every unsigned type as a u64 first, so -1 is 2^64-1. */
export function checkUint(
  { value, at, name: own }: Found,
  type: keyof typeof uintTypes,
): Checked<bigint> {
  const wide = integerOf(value);
  if (wide === undefined || wide < LOWEST || wide >= uintTypes.uint64.end) {
    return { ok: false, desc: `Parameter '${at}' expects uint64`, at };
  }
  const { end, name } = uintTypes[type];
  const unsigned = wide < 0n ? BigInt.asUintN(64, wide) : wide;
  if (unsigned < end) return { ok: true, value: unsigned };
  return { ok: false, desc: `Parameter '${own}' expects ${name}`, at };
}

/** Signed types are read as an i64 first. */
export function checkInt16({ value, at, name }: Found): Checked<bigint> {
  const wide = integerOf(value);
  if (wide === undefined || wide < LOWEST || wide >= -LOWEST) return wrongType(at, 'integer');
  const fits = BigInt.asIntN(16, wide) === wide;
  return fits
    ? { ok: true, value: wide }
    : { ok: false, desc: `Parameter '${name}' expects int16_t`, at };
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
