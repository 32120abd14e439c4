import type { JsonValue } from '../json';

/** The arguments of both commands, once QEMU's own reader has passed them. Offsets and lengths are u64, in bytes. */
export interface DcArguments {
  readonly path: string;
  readonly hostId: number;
  readonly policy: string;
  readonly region: number;
  readonly tag?: string;
  readonly forcedRemoval?: boolean;
  readonly sanitizeOnRelease?: boolean;
  readonly extents: readonly DcExtentArgument[];
}

export interface DcExtentArgument {
  readonly offset: bigint;
  readonly length: bigint;
}

/** One member of the schema: its name on the wire, and the field it becomes. */
export type Member = { readonly member: string; readonly optional?: true } & (
  | { readonly type: 'str'; readonly field: 'path' | 'tag' }
  | { readonly type: 'enum'; readonly field: 'policy'; readonly values: readonly string[] }
  | { readonly type: 'uint8' | 'uint16'; readonly field: 'hostId' | 'region' }
  | { readonly type: 'bool'; readonly field: 'forcedRemoval' | 'sanitizeOnRelease' }
  | { readonly type: 'list'; readonly field: 'extents'; readonly of: readonly ExtentMember[] }
);

export interface ExtentMember {
  readonly member: string;
  readonly optional?: true;
  readonly type: 'uint64';
  readonly field: 'offset' | 'length';
}

/** A command and its members in the order of QEMU's schema, which is the order they are looked at. */
export interface CommandSchema {
  readonly command: string;
  readonly members: readonly Member[];
}

const extentMembers: readonly ExtentMember[] = [
  { member: 'offset', type: 'uint64', field: 'offset' },
  { member: 'len', type: 'uint64', field: 'length' },
];

const selectionPolicies = ['free', 'contiguous', 'prescriptive', 'enable-shared-access'];
const removalPolicies = ['tag-based', 'prescriptive'];

export const addSchema: CommandSchema = {
  command: 'cxl-add-dynamic-capacity',
  members: [
    { member: 'path', type: 'str', field: 'path' },
    { member: 'host-id', type: 'uint16', field: 'hostId' },
    { member: 'selection-policy', type: 'enum', field: 'policy', values: selectionPolicies },
    { member: 'region', type: 'uint8', field: 'region' },
    { member: 'tag', type: 'str', field: 'tag', optional: true },
    { member: 'extents', type: 'list', field: 'extents', of: extentMembers },
  ],
};

export const releaseSchema: CommandSchema = {
  command: 'cxl-release-dynamic-capacity',
  members: [
    { member: 'path', type: 'str', field: 'path' },
    { member: 'host-id', type: 'uint16', field: 'hostId' },
    { member: 'removal-policy', type: 'enum', field: 'policy', values: removalPolicies },
    { member: 'forced-removal', type: 'bool', field: 'forcedRemoval', optional: true },
    { member: 'sanitize-on-release', type: 'bool', field: 'sanitizeOnRelease', optional: true },
    { member: 'region', type: 'uint8', field: 'region' },
    { member: 'tag', type: 'str', field: 'tag', optional: true },
    { member: 'extents', type: 'list', field: 'extents', of: extentMembers },
  ],
};

const membersV3: readonly Member[] = [
  { member: 'path', type: 'str', field: 'path' },
  { member: 'region-id', type: 'uint8', field: 'region' },
  { member: 'extents', type: 'list', field: 'extents', of: extentMembers },
];

/** The commands of each dialect: today's, and those of the 2023 series with MiB and without policies. */
export const dialects = {
  bytes: { add: addSchema, release: releaseSchema },
  mebibytes: {
    add: { command: addSchema.command, members: membersV3 },
    release: { command: releaseSchema.command, members: membersV3 },
  },
} as const;
export type Dialect = keyof typeof dialects;

/** QEMU's words, and the member they are about: `extents[0].len`. */
export interface ArgumentProblem {
  readonly ok: false;
  readonly desc: string;
  readonly at: string;
}

type Checked<T> = { readonly ok: true; readonly value: T } | ArgumentProblem;

const blank: DcArguments = { path: '', hostId: 0, policy: '', region: 0, extents: [] };
const blankExtent: DcExtentArgument = { offset: 0n, length: 0n };

/** Reads the arguments of a command as QEMU's input visitor does, and refuses in its words. */
export function checkArguments(
  schema: CommandSchema,
  args: JsonValue | undefined,
): Checked<DcArguments> {
  if (args !== undefined && !isObject(args)) {
    const desc = "QMP input member 'arguments' must be an object";
    return { ok: false, desc, at: 'arguments' };
  }
  return checkMembers(schema.members, { object: args ?? {}, prefix: '', blank }, putMember);
}

/** A request as QEMU's dispatcher takes it: the shape of the request first, then the command, then its arguments. */
export type CheckedCommand =
  | { readonly ok: true; readonly verb: 'add' | 'release'; readonly value: DcArguments }
  | (ArgumentProblem & { readonly class: 'GenericError' | 'CommandNotFound' });

/** Finds a command and checks its arguments by the schema of a dialect. */
export function checkCommand(
  execute: string,
  args: JsonValue | undefined,
  dialect: Dialect = 'bytes',
): CheckedCommand {
  const { add, release } = dialects[dialect];
  const verb = execute === release.command ? 'release' : 'add';
  if (![add.command, release.command].includes(execute) && (args === undefined || isObject(args))) {
    const desc = `The command ${execute} has not been found`;
    return { ok: false, class: 'CommandNotFound', desc, at: 'execute' };
  }
  const checked = checkArguments(verb === 'add' ? add : release, args);
  if (!checked.ok) return { ...checked, class: 'GenericError' };
  return { ok: true, verb, value: dialect === 'bytes' ? checked.value : scaled(checked.value) };
}

const MEBIBYTE = 2n ** 20n;

/** MiB become bytes, in 64 bits; what the 2023 series does not ask for is as it would be today. */
const scaled = (args: DcArguments): DcArguments => ({
  ...args,
  policy: 'prescriptive',
  extents: args.extents.map(({ offset, length }) => ({
    offset: BigInt.asUintN(64, offset * MEBIBYTE),
    length: BigInt.asUintN(64, length * MEBIBYTE),
  })),
});

/** A member of a flat command: it keeps its name. */
export type PlainMember = { readonly member: string; readonly optional?: true } & (
  | { readonly type: 'str' | 'uint8' | 'uint32' | 'uint64' }
  | { readonly type: 'enum'; readonly values: readonly string[] }
);

/** Values of a flat command by member; only those that were given. */
export type PlainValues = Readonly<Record<string, string | bigint>>;

/** Reads the arguments of a flat command, with QEMU's texts. */
export const checkPlain = (
  members: readonly PlainMember[],
  args: JsonValue,
): Checked<PlainValues> =>
  isObject(args)
    ? checkMembers(members, { object: args, prefix: '', blank: {} }, putPlainMember)
    : { ok: false, desc: "QMP input member 'arguments' must be an object", at: 'arguments' };

type JsonObject = Readonly<Record<string, JsonValue>>;

/** An object being read, its place in the arguments (`extents[0].`), and what it is read into. */
interface Visit<T> {
  readonly object: JsonObject;
  readonly prefix: string;
  readonly blank: T;
}

/** How one member's value is checked and put into what has been read so far. */
type Put<T, M> = (into: T, member: M, found: Found) => Checked<T>;

interface Found {
  readonly value: JsonValue;
  readonly at: string;
}

/** The members in schema order, and only then those the schema does not know. */
function checkMembers<T, M extends { readonly member: string; readonly optional?: true }>(
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

const putMember: Put<DcArguments, Member> = (into, member, found) => {
  switch (member.type) {
    case 'str':
      return map(checkText(found), (text) => ({ ...into, [member.field]: text }));
    case 'enum':
      return map(checkEnum(found, member.values), (policy) => ({ ...into, policy }));
    case 'uint8':
    case 'uint16':
      return map(checkUint(found, member.type), (n) => ({ ...into, [member.field]: Number(n) }));
    case 'bool':
      return map(checkBoolean(found), (flag) => ({ ...into, [member.field]: flag }));
    case 'list':
      return map(checkExtents(found, member.of), (extents) => ({ ...into, extents }));
  }
};

const putExtentMember: Put<DcExtentArgument, ExtentMember> = (into, member, found) =>
  map(checkUint(found, 'uint64'), (n) => ({ ...into, [member.field]: n }));

const putPlainMember: Put<PlainValues, PlainMember> = (into, member, found) => {
  const put = (value: string | bigint): PlainValues => ({ ...into, [member.member]: value });
  switch (member.type) {
    case 'str':
      return map(checkText(found), put);
    case 'enum':
      return map(checkEnum(found, member.values), put);
    default:
      return map(checkUint(found, member.type), put);
  }
};

const map = <T, U>(checked: Checked<T>, into: (value: T) => U): Checked<U> =>
  checked.ok ? { ok: true, value: into(checked.value) } : checked;

const wrongType = (at: string, expected: string): ArgumentProblem => ({
  ok: false,
  desc: `Invalid parameter type for '${at}', expected: ${expected}`,
  at,
});

const checkText = ({ value, at }: Found): Checked<string> =>
  typeof value === 'string' ? { ok: true, value } : wrongType(at, 'string');

const checkBoolean = ({ value, at }: Found): Checked<boolean> =>
  typeof value === 'boolean' ? { ok: true, value } : wrongType(at, 'boolean');

function checkEnum(found: Found, values: readonly string[]): Checked<string> {
  const text = checkText(found);
  if (!text.ok || values.includes(text.value)) return text;
  const { at } = found;
  return { ok: false, desc: `Parameter '${at}' does not accept value '${text.value}'`, at };
}

/** QEMU keeps -2^63 .. 2^64-1 as integers and reads every unsigned type as a u64 first, so -1 is 2^64-1. */
function checkUint({ value, at }: Found, type: keyof typeof uintNames): Checked<bigint> {
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

function checkExtents(
  { value, at }: Found,
  members: readonly ExtentMember[],
): Checked<readonly DcExtentArgument[]> {
  if (!isList(value)) return wrongType(at, 'array');
  const extents: DcExtentArgument[] = [];
  for (const [index, object] of value.entries()) {
    const here = `${at}[${index}]`;
    if (!isObject(object)) return wrongType(here, 'object');
    const visit = { object, prefix: `${here}.`, blank: blankExtent };
    const checked = checkMembers(members, visit, putExtentMember);
    if (!checked.ok) return checked;
    extents.push(checked.value);
  }
  return { ok: true, value: extents };
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
