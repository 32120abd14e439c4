import { isJsonObject, isJsonList, type JsonValue } from '../json';
import {
  checkBoolean,
  checkEnum,
  checkInt16,
  checkMembers,
  checkText,
  checkUint,
  take,
  wrongType,
  type ArgumentProblem,
  type Checked,
  type Found,
  type Put,
} from './visitor';

/** What the value of a member must be. */
export type PlainType =
  | 'str'
  | 'bool'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'int16'
  | { readonly values: readonly string[] }
  | { readonly list: PlainType }
  | { readonly members: readonly PlainMember[] };

/** A member of a command that is read as it is written: it keeps its name. */
export interface PlainMember {
  readonly member: string;
  readonly type: PlainType;
  readonly optional?: true;
}

type PlainValue = string | bigint | boolean;

/** Values of a command by member; only those that were given, and no lists. */
export type PlainValues = Readonly<Record<string, PlainValue>>;

/** What QEMU says where a message has arguments that are no object. */
export const notAnObject: ArgumentProblem = {
  ok: false,
  desc: "QMP input member 'arguments' must be an object",
  at: 'arguments',
};

/** Reads the arguments of a command, with QEMU's texts. */
export const checkPlain = (
  members: readonly PlainMember[],
  args: JsonValue,
): Checked<PlainValues> =>
  isJsonObject(args)
    ? checkMembers(members, { object: args, prefix: '', blank: {} }, putPlain)
    : notAnObject;

const putPlain: Put<Record<string, PlainValue>, PlainMember> = (into, { member, type }, found) =>
  take(checkPlainValue(type, found), (value) => {
    if (value !== undefined) into[member] = value;
  });

function checkPlainValue(type: PlainType, found: Found): Checked<PlainValue | undefined> {
  switch (type) {
    case 'str':
      return checkText(found);
    case 'bool':
      return checkBoolean(found);
    case 'int16':
      return checkInt16(found);
    case 'uint8':
    case 'uint16':
    case 'uint32':
    case 'uint64':
      return checkUint(found, type);
    default:
      return checkCompound(type, found);
  }
}

function checkCompound(
  type: Extract<PlainType, object>,
  found: Found,
): Checked<PlainValue | undefined> {
  if ('values' in type) return checkEnum(found, type.values);
  const { value, at } = found;
  if ('list' in type)
    return isJsonList(value) ? checkList(type.list, value, at) : wrongType(at, 'array');
  if (!isJsonObject(value)) return wrongType(at, 'object');
  const checked = checkMembers(
    type.members,
    { object: value, prefix: `${at}.`, blank: {} },
    putPlain,
  );
  return checked.ok ? { ok: true, value: undefined } : checked;
}

function checkList(
  type: PlainType,
  elements: readonly JsonValue[],
  at: string,
): Checked<undefined> {
  for (const [index, value] of elements.entries()) {
    const checked = checkPlainValue(type, { value, at: `${at}[${index}]`, name: 'null' });
    if (!checked.ok) return checked;
  }
  return { ok: true, value: undefined };
}
