import { isJsonObject, isJsonList, type JsonObject } from '../json';
import {
  checkBoolean,
  checkEnum,
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

const blank: DcArguments = { path: '', hostId: 0, policy: '', region: 0, extents: [] };
const blankExtent: DcExtentArgument = { offset: 0n, length: 0n };

/** Reads the arguments of a command as QEMU's input visitor does, and refuses in its words. */
const checkArguments = (schema: CommandSchema, args: JsonObject): Checked<DcArguments> =>
  checkMembers(schema.members, { object: args, prefix: '', blank }, putMember);

/** A request as it stands once its arguments have been read. */
export type CheckedCommand =
  | { readonly ok: true; readonly verb: 'add' | 'release'; readonly value: DcArguments }
  | ArgumentProblem;

/** Checks the arguments of add or release by the schema of a dialect; absent for any other command. */
export function checkCommand(
  execute: string,
  args: JsonObject,
  dialect: Dialect = 'bytes',
): CheckedCommand | undefined {
  const schemas = dialects[dialect];
  const verb = (['add', 'release'] as const).find((name) => schemas[name].command === execute);
  if (verb === undefined) return undefined;
  const checked = checkArguments(schemas[verb], args);
  if (!checked.ok) return checked;
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

const putMember: Put<DcArguments, Member> = (into, member, found) => {
  switch (member.type) {
    case 'str':
      return take(checkText(found), (text) => {
        into[member.field] = text;
      });
    case 'enum':
      return take(checkEnum(found, member.values), (policy) => {
        into.policy = policy;
      });
    case 'uint8':
    case 'uint16':
      return take(checkUint(found, member.type), (n) => {
        into[member.field] = Number(n);
      });
    case 'bool':
      return take(checkBoolean(found), (flag) => {
        into[member.field] = flag;
      });
    case 'list':
      return take(checkExtents(found, member.of), (extents) => {
        into.extents = extents;
      });
  }
};

const putExtentMember: Put<DcExtentArgument, ExtentMember> = (into, member, found) =>
  take(checkUint(found, 'uint64'), (n) => {
    into[member.field] = n;
  });

function checkExtents(
  { value, at }: Found,
  members: readonly ExtentMember[],
): Checked<readonly DcExtentArgument[]> {
  if (!isJsonList(value)) return wrongType(at, 'array');
  const extents: DcExtentArgument[] = [];
  for (const [index, object] of value.entries()) {
    const here = `${at}[${index}]`;
    if (!isJsonObject(object)) return wrongType(here, 'object');
    const visit = { object, prefix: `${here}.`, blank: blankExtent };
    const checked = checkMembers(members, visit, putExtentMember);
    if (!checked.ok) return checked;
    extents.push(checked.value);
  }
  return { ok: true, value: extents };
}
