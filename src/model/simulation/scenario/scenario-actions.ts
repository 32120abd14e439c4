import { invariant } from '../../assert';
import type { ExtentId } from '../../extent';
import { injectFiles, type InjectRequest } from '../../interop/inject-line';
import { HOST_MOVE, type Action } from '../action';
import type { Expectation } from './expectation-schema';
import { requestAction, type FmRequest } from '../fm-request';
import { machineDeedOf } from './machine-forms';
import type { Annotated, StepMarks } from './marked';
import { marksForm } from './marked-forms';
import { usualRequest } from './scenario-forms';
import type { ActionForm, LogForm, RequestForm } from './scenario-schema';

/** The actions that the forms of a file stand for, and the marks on them. The first is step `before` + 1. */
export function markedOf(forms: readonly LogForm[], deviceId: string, before = 0): Annotated {
  const actions: Action[] = [];
  const marks: StepMarks[] = [];
  for (const form of forms) {
    if ('expect' in form) {
      expected(marks, before + actions.length, form.expect);
      continue;
    }
    const { off, note, bookmark, ...bare } = form;
    actions.push(...actionsOf(bare, deviceId));
    const mark = marksForm({ off, note, bookmark });
    if (Object.keys(mark).length > 0) marks.push({ step: before + actions.length, ...mark });
  }
  return { actions, ...(marks.length === 0 ? {} : { marks }) };
}

/** Puts a check on the step that the last action of a list is. */
function expected(marks: StepMarks[], step: number, expectation: Expectation): void {
  const last = marks.at(-1);
  const known = last?.step === step ? marks.pop() : undefined;
  marks.push({ step, ...known, expects: [...(known?.expects ?? []), expectation] });
}

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
  return 'add' in form
    ? usualRequest('add', deviceId, { region: form.add, pairs: form.extents })
    : usualRequest('release', deviceId, { region: form.release, pairs: form.extents });
}

/** The actions that a form of the file stands for: one, or a run of the host's own moves. */
function actionsOf(form: ActionForm, deviceId: string): readonly Action[] {
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

const idOf = (name: string): ExtentId => Number(name.slice(1));
const bytesOf = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
