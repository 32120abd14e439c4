import { invariant, unreachable } from '../assert';
import { toHex } from '../codec/codec';
import type { ExtentId } from '../device/extent';
import { injectFiles, type InjectRequest } from '../interop/inject-line';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../json';
import { addSchema, releaseSchema } from '../qmp/schema';
import { HOST_MOVE, type Action, type AddressSpace } from './action';
import { machineDeedOf } from './machine-forms';
import { requestAction, type FmRequest } from './fm-request';
import { isQemuInteger } from './scenario-fields';
import type { ActionForm, RequestForm } from './scenario-schema';

/** The two requests that have a short form, and what it leaves out. */
const shorts = [
  { verb: 'add', execute: addSchema.command, policy: 'selection-policy' },
  { verb: 'release', execute: releaseSchema.command, policy: 'removal-policy' },
] as const;
type Short = (typeof shorts)[number];
type Pair = readonly [JsonValue, JsonValue];

const usualArguments = (
  { policy }: Short,
  deviceId: string,
  { region, pairs }: { readonly region: JsonValue; readonly pairs: readonly Pair[] },
): JsonObject => ({
  path: `/machine/peripheral/${deviceId}`,
  'host-id': 0,
  [policy]: 'prescriptive',
  region,
  extents: pairs.map(([offset, len]) => ({ offset, len })),
});

type InjectForm = Exclude<RequestForm, { readonly extents: unknown } | { readonly qmp: string }>;

/** A line stands in a form under the name of the file it goes to. */
function injectOf(form: InjectForm): InjectRequest {
  if ('dc_inject_extent' in form) return { file: 'dc_inject_extent', line: form.dc_inject_extent };
  if ('dc_del_extent' in form) return { file: 'dc_del_extent', line: form.dc_del_extent };
  return 'dc_force_del_extent' in form
    ? { file: 'dc_force_del_extent', line: form.dc_force_del_extent }
    : { file: 'dc_inject_shared_extent', line: form.dc_inject_shared_extent };
}

/** The request that a form of the file stands for. */
export function requestOf(form: RequestForm, deviceId: string): FmRequest {
  if ('qmp' in form)
    return { execute: form.qmp, arguments: form.args === undefined ? {} : form.args };
  if (!('add' in form || 'release' in form)) return injectOf(form);
  const [short, region] = 'add' in form ? [shorts[0], form.add] : [shorts[1], form.release];
  const usual = { region, pairs: form.extents };
  return { execute: short.execute, arguments: usualArguments(short, deviceId, usual) };
}

/** The form of a request: the short one where it says the same. */
export function requestForm(request: FmRequest, deviceId: string): JsonObject {
  if ('file' in request) return { [request.file]: request.line };
  const { execute, arguments: args } = request;
  const short = shorts.find((known) => known.execute === execute);
  const form = short && shortForm(short, args, deviceId);
  if (form !== undefined) return form;
  const none = isJsonObject(args) && Object.keys(args).length === 0;
  return none ? { qmp: execute } : { qmp: execute, args };
}

function shortForm(short: Short, args: JsonValue, deviceId: string): JsonObject | undefined {
  if (!isJsonObject(args)) return undefined;
  const region = args['region'];
  const pairs = pairsOf(args['extents']);
  if (typeof region !== 'number' || !isQemuInteger(region) || pairs === undefined) return undefined;
  if (region < 0 || region > 255) return undefined;
  const usual = usualArguments(short, deviceId, { region, pairs });
  const names = Object.keys(usual);
  const same =
    names.length === Object.keys(args).length &&
    names.every((name) => name === 'extents' || Object.is(usual[name], args[name]));
  return same ? { [short.verb]: region, extents: pairs } : undefined;
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

/** The actions that a form of the file stands for: one, or a run of the host's own moves. */
export function actionsOf(form: ActionForm, deviceId: string): readonly Action[] {
  if ('host' in form) return hostActions(form);
  return [isRequest(form) ? requestAction(requestOf(form, deviceId)) : otherOf(form)];
}

type OtherForm = Exclude<ActionForm, RequestForm | { readonly host: string }>;

const requestNames = ['qmp', 'add', 'release', ...injectFiles];

const isRequest = (form: ActionForm): form is Extract<ActionForm, RequestForm> =>
  requestNames.some((name) => name in form);

const otherOf = (form: OtherForm): Action => commandAction(form) ?? otherAction(form);

function commandAction(form: OtherForm): Action | undefined {
  if ('fm' in form) return fmAction('ld', form.fm, form.in);
  if ('switch' in form) return fmAction('switch', form.switch, form.in);
  if (!('mailbox' in form)) return undefined;
  const opcode = Number.parseInt(form.mailbox, 16);
  return { kind: 'mailbox', opcode, payload: bytesOf(form.in ?? '') };
}

function otherAction(form: OtherForm): Action {
  if ('twin' in form) return { kind: 'twin', twin: form.twin };
  if ('clock' in form) return { kind: 'clock', ns: form.clock };
  if ('read' in form) {
    return { kind: 'read', space: form.space ?? 'dpa', at: form.read, length: form.bytes };
  }
  if ('write' in form) {
    const data = bytesOf(form.data);
    return { kind: 'write', space: form.space ?? 'dpa', at: form.write, data };
  }
  if ('hdm' in form) return { kind: 'hdm', commit: form.hdm };
  return { kind: 'reset' };
}

const fmAction = (to: 'ld' | 'switch', opcode: string, payload = ''): Action => ({
  kind: 'fmApi',
  to,
  opcode: Number.parseInt(opcode, 16),
  payload: bytesOf(payload),
});

function hostActions(form: Extract<ActionForm, { readonly host: string }>): readonly Action[] {
  switch (form.host) {
    case 'next':
      return Array.from({ length: form.times ?? 1 }, () => HOST_MOVE);
    case 'respond':
      return [{ kind: 'host', deed: 'respond', accept: form.accept.map(idOf) }];
    case 'release':
      return [{ kind: 'host', deed: 'release', extents: form.extents.map(idOf) }];
    case 'read':
    case 'clear':
    case 'list':
      return [{ kind: 'host', deed: form.host }];
    default:
      return [machineAction(form)];
  }
}

/** What a user of the host machine does; the schema has checked its members. */
function machineAction(form: { readonly host: string }): Action {
  const described = machineDeedOf({ ...form, deed: form.host });
  invariant('deed' in described, 'the form of a deed was checked');
  return { kind: 'host', ...described.deed };
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
const idOf = (name: string): ExtentId => Number(name.slice(1));
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const bytesOf = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
