import { unreachable } from '../../assert';
import { toHex } from '../../codec/codec';
import type { ExtentId } from '../../extent';
import {
  isJsonList,
  isJsonObject,
  isQemuInteger,
  type JsonObject,
  type JsonValue,
} from '../../json';
import { addSchema, releaseSchema } from '../../qmp-schema/schema';
import type { QmpRequest } from '../../qmp/answer';
import type { Action, AddressSpace } from '../action';
import type { FmRequest } from '../fm-request';

/** The two requests that have a short form, and what it leaves out. */
const shorts = {
  add: { execute: addSchema.command, policy: 'selection-policy' },
  release: { execute: releaseSchema.command, policy: 'removal-policy' },
} as const;
type Verb = keyof typeof shorts;
const verbs: readonly Verb[] = ['add', 'release'];

/** What a short form says: where, and offset and length of each extent. */
interface Usual {
  readonly region: JsonValue;
  readonly pairs: readonly Pair[];
}
type Pair = readonly [JsonValue, JsonValue];

/** The request that a short form stands for. */
export const usualRequest = (verb: Verb, deviceId: string, usual: Usual): QmpRequest => ({
  execute: shorts[verb].execute,
  arguments: usualArguments(verb, deviceId, usual),
});

const usualArguments = (verb: Verb, deviceId: string, { region, pairs }: Usual): JsonObject => ({
  path: `/machine/peripheral/${deviceId}`,
  'host-id': 0,
  [shorts[verb].policy]: 'prescriptive',
  region,
  extents: pairs.map(([offset, len]) => ({ offset, len })),
});

/** The form of a request: the short one where it says the same. */
export function requestForm(request: FmRequest, deviceId: string): JsonObject {
  if ('file' in request) return { [request.file]: request.line };
  const { execute, arguments: args } = request;
  const verb = verbs.find((known) => shorts[known].execute === execute);
  const form = verb && shortForm(verb, args, deviceId);
  if (form !== undefined) return form;
  const none = isJsonObject(args) && Object.keys(args).length === 0;
  return none ? { qmp: execute } : { qmp: execute, args };
}

function shortForm(verb: Verb, args: JsonValue, deviceId: string): JsonObject | undefined {
  if (!isJsonObject(args)) return undefined;
  const region = args['region'];
  const pairs = pairsOf(args['extents']);
  if (typeof region !== 'number' || !isQemuInteger(region) || pairs === undefined) return undefined;
  if (region < 0 || region > 255) return undefined;
  const usual = usualArguments(verb, deviceId, { region, pairs });
  const names = Object.keys(usual);
  const same =
    names.length === Object.keys(args).length &&
    names.every((name) => name === 'extents' || Object.is(usual[name], args[name]));
  return same ? { [verb]: region, extents: pairs } : undefined;
}

function pairsOf(extents: JsonValue | undefined): readonly Pair[] | undefined {
  if (!isJsonList(extents)) return undefined;
  const pairs: Pair[] = [];
  for (const extent of extents) {
    if (!isJsonObject(extent) || Object.keys(extent).length !== 2) return undefined;
    const { offset, len } = extent;
    if (!isQemuInteger(offset) || !isQemuInteger(len)) return undefined;
    pairs.push([offset, len]);
  }
  return pairs;
}

/** The form of one action. */
export function actionForm(action: Action, deviceId: string): JsonObject {
  switch (action.kind) {
    case 'qmp':
    case 'inject':
      return requestForm(action, deviceId);
    case 'mailbox':
      return mailboxForm(action);
    case 'host':
      return hostForm(action);
    case 'twin':
      return { twin: action.twin };
    case 'clock':
      return { clock: action.ns };
    case 'reset':
      return { reset: true };
    case 'fmApi':
      return fmForm(action);
    case 'read':
      return { read: action.at, ...spaceForm(action.space), bytes: action.length };
    case 'write':
      return { write: action.at, ...spaceForm(action.space), data: toHex(action.data) };
    case 'hdm':
      return { hdm: action.commit };
    default:
      return unreachable(action);
  }
}

const spaceForm = (space: AddressSpace): { readonly space?: 'hpa' } =>
  space === 'hpa' ? { space } : {};

function fmForm({ to, opcode, payload }: Extract<Action, { readonly kind: 'fmApi' }>): JsonObject {
  const command = opcode.toString(16).padStart(4, '0');
  const bytes = payload.length === 0 ? {} : { in: toHex(payload) };
  return to === 'ld' ? { fm: command, ...bytes } : { switch: command, ...bytes };
}

function hostForm(action: Extract<Action, { readonly kind: 'host' }>): JsonObject {
  const { deed } = action;
  if (deed === 'respond') return { host: deed, accept: action.accept.map(nameOf) };
  if (deed === 'release') return { host: deed, extents: action.extents.map(nameOf) };
  const members = Object.entries(action).filter(([name]) => name !== 'kind' && name !== 'deed');
  return { host: deed, ...Object.fromEntries(members) };
}

function mailboxForm({
  opcode,
  payload,
}: Extract<Action, { readonly kind: 'mailbox' }>): JsonObject {
  const mailbox = hex(opcode, 4);
  if (payload.length === 0) return { mailbox };
  return { mailbox, in: Array.from(payload, (byte) => hex(byte, 2)).join('') };
}

const nameOf = (id: ExtentId): string => `e${id}`;
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
