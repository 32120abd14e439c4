import * as v from 'valibot';
import { expectForm } from './expectation-schema';
import { limits } from './limits';
import { machineMembers } from './machine-forms';
import { scenarioVersion } from './scenario';
import {
  anyArguments,
  comma,
  extentIds,
  extents,
  listOf,
  matching,
  mebibytes,
  profile,
  short,
  text,
  twin,
  whole,
} from './scenario-fields';

/** What a person marked on a step. */
const marks = {
  off: v.exactOptional(v.literal(true)),
  note: v.exactOptional(short(1, limits.note)),
  bookmark: v.exactOptional(v.literal(true)),
};

/** A form of an action: its own members, and marks. */
const markable = <const T extends v.ObjectEntries>(entries: T) =>
  v.strictObject({ ...entries, ...marks });

const requestMembers = {
  qmp: { qmp: text, args: v.exactOptional(anyArguments) },
  add: { add: whole(0, 255), extents },
  release: { release: whole(0, 255), extents },
  dc_inject_extent: { dc_inject_extent: text },
  dc_inject_shared_extent: { dc_inject_shared_extent: text },
  dc_del_extent: { dc_del_extent: text },
  dc_force_del_extent: { dc_force_del_extent: text },
};

/** A request that waits: nothing can be marked on it. */
const waiting = {
  qmp: v.strictObject(requestMembers.qmp),
  add: v.strictObject(requestMembers.add),
  release: v.strictObject(requestMembers.release),
  dc_inject_extent: v.strictObject(requestMembers.dc_inject_extent),
  dc_inject_shared_extent: v.strictObject(requestMembers.dc_inject_shared_extent),
  dc_del_extent: v.strictObject(requestMembers.dc_del_extent),
  dc_force_del_extent: v.strictObject(requestMembers.dc_force_del_extent),
};

const requests = {
  qmp: markable(requestMembers.qmp),
  add: markable(requestMembers.add),
  release: markable(requestMembers.release),
  dc_inject_extent: markable(requestMembers.dc_inject_extent),
  dc_inject_shared_extent: markable(requestMembers.dc_inject_shared_extent),
  dc_del_extent: markable(requestMembers.dc_del_extent),
  dc_force_del_extent: markable(requestMembers.dc_force_del_extent),
};

const address = whole(0, Number.MAX_SAFE_INTEGER);

const host = v.variant('host', [
  v.pipe(
    markable({ host: v.literal('next'), times: v.exactOptional(whole(1, limits.actions)) }),
    v.check(
      ({ times, off, note, bookmark }) =>
        times === undefined || (off ?? note ?? bookmark) === undefined,
      'a move with times, or one with off, note or bookmark',
    ),
  ),
  markable({ host: v.literal('read') }),
  markable({ host: v.literal('respond'), accept: extentIds }),
  markable({ host: v.literal('clear') }),
  markable({ host: v.literal('release'), extents: extentIds }),
  markable({ host: v.literal('list') }),
  markable({ host: v.literal('createRegion'), ...machineMembers.createRegion }),
  markable({ host: v.literal('destroyRegion'), ...machineMembers.destroyRegion }),
  markable({ host: v.literal('claim'), ...machineMembers.claim }),
  markable({ host: v.literal('resize'), ...machineMembers.resize }),
  markable({ host: v.literal('destroyDax'), ...machineMembers.destroyDax }),
  markable({ host: v.literal('online'), ...machineMembers.online }),
  markable({ host: v.literal('offline'), ...machineMembers.offline }),
  markable({ host: v.literal('createDax'), ...machineMembers.createDax }),
  markable({ host: v.literal('setUuid'), ...machineMembers.setUuid }),
  markable({ host: v.literal('bindDax'), ...machineMembers.bindDax }),
  markable({ host: v.literal('unbindDax'), ...machineMembers.unbindDax }),
  markable({ host: v.literal('systemRam'), ...machineMembers.systemRam }),
  markable({ host: v.literal('memory'), ...machineMembers.memory }),
  markable({ host: v.literal('unloadDriver'), ...machineMembers.unloadDriver }),
  markable({ host: v.literal('loadDriver'), ...machineMembers.loadDriver }),
  markable({ host: v.literal('loadModule'), ...machineMembers.loadModule }),
  markable({ host: v.literal('unloadModule'), ...machineMembers.unloadModule }),
  markable({ host: v.literal('unbindDevice'), ...machineMembers.unbindDevice }),
  markable({ host: v.literal('bindDevice'), ...machineMembers.bindDevice }),
  markable({ host: v.literal('restart'), ...machineMembers.restart }),
]);

const opcode = matching(/^[0-9a-f]{4}$/i, 'an opcode of four hexadecimal digits, such as "4802"');
const hexBytes = matching(/^(?:[0-9a-f]{2})*$/i, 'bytes of two hexadecimal digits each');

const space = v.exactOptional(v.picklist(['dpa', 'hpa'], 'dpa or hpa'));

const others = {
  mailbox: markable({ mailbox: opcode, in: v.exactOptional(hexBytes) }),
  fm: markable({ fm: opcode, in: v.exactOptional(hexBytes) }),
  switch: markable({ switch: opcode, in: v.exactOptional(hexBytes) }),
  read: markable({ read: address, space, bytes: whole(0, 1024 * 1024) }),
  write: markable({ write: address, space, data: hexBytes }),
  hdm: markable({ hdm: v.boolean('true or false') }),
  twin: markable({ twin }),
  clock: markable({ clock: whole(0, Number.MAX_SAFE_INTEGER) }),
  reset: markable({ reset: v.literal(true) }),
};

/** One of these forms, told by the member that names it, so that a problem is told of the form that was meant. */
function formOf<T extends Record<string, v.GenericSchema>>(forms: T) {
  const names = Object.keys(forms);
  const unknown = v.custom<never>(() => false, `an object with one of ${names.join(', ')}`);
  const choose = (input: unknown): T[Extract<keyof T, string>] | typeof unknown => {
    for (const name in forms) {
      if (typeof input === 'object' && input !== null && Object.hasOwn(input, name)) {
        return forms[name];
      }
    }
    return unknown;
  };
  return v.lazy(choose);
}

const logForm = formOf({ host, ...requests, ...others, expect: expectForm });
/** What stands among the actions: an action, or a check of what came of the one before it. */
export type LogForm = v.InferOutput<typeof logForm>;
export type ActionForm = Exclude<LogForm, { readonly expect: unknown }>;

const requestForm = formOf(waiting);
export type RequestForm = v.InferOutput<typeof requestForm>;

const timesOf = (form: LogForm): number => {
  if ('expect' in form) return 0;
  return 'times' in form ? (form.times ?? 1) : 1;
};
const countOf = (forms: readonly LogForm[]): number =>
  forms.reduce((sum, form) => sum + timesOf(form), 0);

const tooMany = `at most ${comma(limits.actions)} actions in all`;
const actions = v.pipe(
  listOf(logForm, 'actions'),
  v.check(
    ([first]) => first === undefined || !('expect' in first),
    'a list that begins with an action: a check stands after the action it is about',
  ),
  v.check((forms) => countOf(forms) <= limits.actions, tooMany),
);
const queue = v.pipe(
  listOf(requestForm, 'requests'),
  v.maxLength(limits.actions, `at most ${comma(limits.actions)} requests`),
);

const branchName = short(1, limits.name);
const branches = v.pipe(
  listOf(
    v.strictObject({ name: branchName, from: whole(0, limits.actions), actions, queue }),
    'branches',
  ),
  v.maxLength(
    limits.branches - 1,
    `at most ${limits.branches} branches, the run itself among them`,
  ),
);

/** Version 1 of the file, member for member. */
const members = v.strictObject({
  v: v.literal(scenarioVersion),
  title: text,
  about: v.exactOptional(text),
  device: v.strictObject({
    profile,
    id: matching(
      /^[A-Za-z][\w.-]{0,99}$/,
      'an id as QEMU takes it: a letter, then letters, digits, - . _',
    ),
    staticMiB: mebibytes,
    persistentMiB: v.exactOptional(mebibytes),
    dcMiB: mebibytes,
    regions: whole(0, 8),
    sharable: v.exactOptional(v.literal(true)),
    empty: v.exactOptional(v.literal(true)),
  }),
  host: v.strictObject({
    twin,
    decoder: v.strictTuple([address, address]),
    seed: v.exactOptional(whole(0, 0xffff_ffff)),
    hdmForPassthrough: v.exactOptional(v.literal(true)),
  }),
  actions,
  queue,
  branch: v.exactOptional(branchName),
  branches: v.exactOptional(branches),
});

type Members = v.InferOutput<typeof members>;

/** Where the branches of a file do not go together, and what would. */
function misfit({ actions: own, branch, branches: others = [] }: Members) {
  const names = new Set(branch === undefined ? [] : [branch]);
  let total = countOf(own);
  const trunk = total;
  for (const [index, { name, from, actions: more }] of others.entries()) {
    total += countOf(more);
    if (from > trunk) {
      const expected = `a whole number from 0 to ${comma(trunk)}, the actions of the run itself`;
      return { index, key: 'from', value: from, expected } as const;
    }
    if (names.has(name)) {
      return { index, key: 'name', value: name, expected: 'a name of its own' } as const;
    }
    if (total > limits.actions) {
      return { index, key: 'actions', value: more, expected: tooMany } as const;
    }
    names.add(name);
  }
  return undefined;
}

export const scenarioFile = v.pipe(
  members,
  v.rawCheck(({ dataset, addIssue }) => {
    const wrong = dataset.typed ? misfit(dataset.value) : undefined;
    if (!dataset.typed || wrong === undefined) return;
    const { index, key, value, expected } = wrong;
    const { value: input } = dataset;
    const list = input.branches ?? [];
    const item = list[index];
    if (item === undefined) return;
    addIssue({
      message: expected,
      input: value,
      path: [
        { type: 'object', origin: 'value', input, key: 'branches', value: list },
        { type: 'array', origin: 'value', input: list, key: index, value: item },
        { type: 'object', origin: 'value', input: item, key, value },
      ],
    });
  }),
);
export type ScenarioFile = Members;
