import * as v from 'valibot';
import { deviceIdPattern } from '../../device/device-id';
import { expectForm } from './expectation-schema';
import { limits } from './limits';
import { machineDeedNames, machineMembers } from '../deed-members';
import { comma, matching, whole } from '../fields';
import { scenarioVersion } from './scenario';
import {
  anyArguments,
  extentIds,
  extents,
  listOf,
  mebibytes,
  profile,
  short,
  text,
  twin,
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

type RequestMembers = typeof requestMembers;
type RequestName = keyof RequestMembers;

/** One form of each request; what `make` makes of its members is said by the type. */
const ofRequests = (make: (members: RequestMembers[RequestName]) => unknown): unknown =>
  Object.fromEntries(
    Object.entries(requestMembers).map(([name, members]) => [name, make(members)]),
  );

/** A request that waits: nothing can be marked on it. */
const waiting = ofRequests((members) => v.strictObject(members)) as {
  [Name in RequestName]: v.StrictObjectSchema<RequestMembers[Name], undefined>;
};

const requests = ofRequests(markable) as {
  [Name in RequestName]: ReturnType<typeof markable<RequestMembers[Name]>>;
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
  ...machineDeedNames.map((name) => markable({ host: v.literal(name), ...machineMembers[name] })),
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
    id: matching(deviceIdPattern, 'an id as QEMU takes it: a letter, then letters, digits, - . _'),
    staticMiB: mebibytes,
    persistentMiB: v.exactOptional(mebibytes),
    dcMiB: mebibytes,
    regions: whole(0, 8),
    serial: v.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
    direct: v.exactOptional(v.literal(true)),
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
