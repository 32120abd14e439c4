import * as v from 'valibot';
import { profiles } from '../device/profile';
import type { ProfileId } from '../device/profile';
import { twinIds } from '../host/twin-id';
import type { TwinId } from '../host/twin-id';
import { hasLongString, maxCodePoints } from '../interop/json-text';
import type { JsonValue } from '../json';

/** The version this build writes; it reads all up to it. */
export const scenarioVersion = 1;

/** A run of more actions is refused, however briefly it is written. */
const maxActions = 10_000;

export const MiB = 1024 * 1024;

const comma = (n: number): string => n.toLocaleString('en');

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;

/** The least and most that QEMU's JSON reader keeps as integers. */
export const isQemuInteger = (value: unknown): value is number | bigint => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  return typeof value === 'bigint' && value >= -(2n ** 63n) && value < 2n ** 64n;
};

const whole = (least: number, most: number) =>
  v.custom<number>(
    (value) => isWhole(value, least, most),
    `a whole number from ${comma(least)} to ${comma(most)}`,
  );

const mebibytes = v.custom<number>(
  (value) => typeof value === 'number' && isWhole(value * MiB, 0, Number.MAX_SAFE_INTEGER),
  'a size in MiB, from 0, that makes whole bytes',
);

const matching = (pattern: RegExp, expected: string) =>
  v.custom<string>((value) => typeof value === 'string' && pattern.test(value), expected);

const text = v.custom<string>(
  (value) => typeof value === 'string' && !hasLongString(value),
  `text of at most ${comma(maxCodePoints)} characters`,
);

/** Whatever was read as JSON may be an argument: QEMU is to judge it. */
const anyArguments = v.custom<JsonValue>(
  (value) => value !== undefined && !hasLongString(value),
  `JSON with strings of at most ${comma(maxCodePoints)} characters`,
);

const twin = v.custom<TwinId>(
  (value) => twinIds.some((known) => known === value),
  `one of ${twinIds.join(', ')}`,
);

const profile = v.custom<ProfileId>(
  (value) => typeof value === 'string' && Object.hasOwn(profiles, value),
  `one of ${Object.keys(profiles).join(', ')}`,
);

const listOf = <T extends v.GenericSchema>(item: T, of: string) => v.array(item, `a list of ${of}`);

const offsetOrLength = v.custom<number | bigint>(isQemuInteger, 'a whole number of 64 bits');
const extents = listOf(
  v.strictTuple([offsetOrLength, offsetOrLength]),
  'extents, each [offset, length] in bytes',
);

const extentIds = listOf(
  v.custom<string>(
    (value) =>
      typeof value === 'string' &&
      /^e(0|[1-9]\d{0,15})$/.test(value) &&
      isWhole(Number(value.slice(1)), 0, Number.MAX_SAFE_INTEGER),
    'an extent such as "e3"',
  ),
  'extents such as "e3"',
);

const requests = {
  qmp: v.strictObject({ qmp: text, args: v.exactOptional(anyArguments) }),
  add: v.strictObject({ add: whole(0, 255), extents }),
  release: v.strictObject({ release: whole(0, 255), extents }),
};

const host = v.variant('host', [
  v.strictObject({ host: v.literal('next'), times: v.exactOptional(whole(1, maxActions)) }),
  v.strictObject({ host: v.literal('read') }),
  v.strictObject({ host: v.literal('respond'), accept: extentIds }),
  v.strictObject({ host: v.literal('clear') }),
  v.strictObject({ host: v.literal('release'), extents: extentIds }),
  v.strictObject({ host: v.literal('list') }),
]);

const opcode = matching(/^[0-9a-f]{4}$/i, 'an opcode of four hexadecimal digits, such as "4802"');
const hexBytes = matching(/^(?:[0-9a-f]{2})*$/i, 'bytes of two hexadecimal digits each');
const address = whole(0, Number.MAX_SAFE_INTEGER);

const space = v.exactOptional(v.picklist(['dpa', 'hpa'], 'dpa or hpa'));

const others = {
  mailbox: v.strictObject({ mailbox: opcode, in: v.exactOptional(hexBytes) }),
  fm: v.strictObject({ fm: opcode, in: v.exactOptional(hexBytes) }),
  switch: v.strictObject({ switch: opcode, in: v.exactOptional(hexBytes) }),
  read: v.strictObject({ read: address, space, bytes: whole(1, 1024 * 1024) }),
  write: v.strictObject({ write: address, space, data: hexBytes }),
  hdm: v.strictObject({ hdm: v.boolean('true or false') }),
  twin: v.strictObject({ twin }),
  clock: v.strictObject({ clock: whole(0, Number.MAX_SAFE_INTEGER) }),
  reset: v.strictObject({ reset: v.literal(true) }),
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

const actionForm = formOf({ host, ...requests, ...others });
export type ActionForm = v.InferOutput<typeof actionForm>;

const requestForm = formOf(requests);
export type RequestForm = v.InferOutput<typeof requestForm>;

const timesOf = (form: ActionForm): number => ('times' in form ? (form.times ?? 1) : 1);

const actions = v.pipe(
  listOf(actionForm, 'actions'),
  v.check(
    (forms) => forms.reduce((sum, form) => sum + timesOf(form), 0) <= maxActions,
    `at most ${comma(maxActions)} actions in all`,
  ),
);

/** Version 1 of the file, member for member. */
export const scenarioFile = v.strictObject({
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
  }),
  host: v.strictObject({
    twin,
    decoder: v.strictTuple([whole(0, Number.MAX_SAFE_INTEGER), whole(0, Number.MAX_SAFE_INTEGER)]),
  }),
  actions,
  queue: v.pipe(
    listOf(requestForm, 'requests'),
    v.maxLength(maxActions, `at most ${comma(maxActions)} requests`),
  ),
});
export type ScenarioFile = v.InferOutput<typeof scenarioFile>;
