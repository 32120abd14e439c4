import * as v from 'valibot';
import type { DeviceConfig } from '../device/config';
import type { ProfileId } from '../device/profile';
import type { TwinId } from '../host/twin-id';
import { isJsonObject, printJson, readJsonSequence } from '../interop/json-text';
import type { TextProblem } from '../interop/json-text';
import type { JsonValue } from '../json';
import type { QmpRequest } from '../qmp/qmp';
import type { Card } from '../view/page';
import type { Action } from './action';
import { actionForms, actionsOf, requestForm, requestOf } from './scenario-forms';
import { MiB, scenarioFile, scenarioVersion } from './scenario-schema';
import type { ScenarioFile } from './scenario-schema';

/** A run, by its inputs only. The same text is the file, what a link carries, the lesson and the test. */
export interface Scenario {
  readonly title: string;
  readonly about?: string;
  readonly profile: ProfileId;
  readonly device: DeviceConfig;
  readonly host: {
    readonly twin: TwinId;
    readonly decoder: { readonly start: number; readonly length: number };
  };
  readonly actions: readonly Action[];
  /** Requests pasted but not sent yet. */
  readonly queue: readonly QmpRequest[];
}

export type ScenarioRead =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problem: Card };

/** Prints a scenario as JSON, an action a line, so that two versions of a file can be compared. */
export function writeScenario(scenario: Scenario): string {
  const { title, about, profile, device, host, actions, queue } = scenario;
  const head: readonly (readonly [string, JsonValue])[] = [
    ['v', scenarioVersion],
    ['title', title],
    ...(about === undefined ? [] : ([['about', about]] as const)),
    ['device', deviceForm(profile, device)],
    ['host', { twin: host.twin, decoder: [host.decoder.start, host.decoder.length] }],
  ];
  const members = [
    ...head.map(([name, value]) => `"${name}":${printJson(value)}`),
    `"actions":${printLines(actionForms(actions, device.id))}`,
    `"queue":${printLines(queue.map((request) => requestForm(request, device.id)))}`,
  ];
  return `{${members.join(',\n')}}\n`;
}

const printLines = (values: readonly JsonValue[]): string =>
  values.length === 0 ? '[]' : `[\n${values.map((value) => printJson(value)).join(',\n')}]`;

const deviceForm = (profile: ProfileId, device: DeviceConfig): JsonValue => ({
  profile,
  id: device.id,
  staticMiB: device.staticVolatile / MiB,
  ...(device.staticPersistent === 0 ? {} : { persistentMiB: device.staticPersistent / MiB }),
  dcMiB: device.dynamicCapacity / MiB,
  regions: device.regionCount,
});

/** Reads a scenario from foreign text. Whatever the text, the answer is a scenario within the caps or a card. */
export function readScenario(text: string): ScenarioRead {
  const sequence = readJsonSequence(text);
  if (!sequence.ok) return refuse(notJson(sequence.problem));
  const [first, second] = sequence.values;
  if (first === undefined) return refuse(wrong('', 'an empty text', 'a scenario'));
  if (second !== undefined) {
    return refuse(
      wrong(`line ${second.line}`, 'a second value', 'one scenario and nothing after it'),
    );
  }
  if (!isJsonObject(first.value)) {
    return refuse(wrong('', foundText(first.value), 'an object'));
  }
  const version = first.value['v'];
  if (typeof version === 'number' && Number.isInteger(version) && version > scenarioVersion) {
    return refuse(tooNew(version));
  }
  const parsed = v.safeParse(scenarioFile, first.value, { abortEarly: true });
  return parsed.success
    ? { ok: true, scenario: scenarioOf(parsed.output) }
    : refuse(problemOf(parsed.issues[0]));
}

const refuse = (problem: Card): ScenarioRead => ({ ok: false, problem });

function scenarioOf(file: ScenarioFile): Scenario {
  const { title, about, device, host } = file;
  const [start, length] = host.decoder;
  return {
    title,
    ...(about === undefined ? {} : { about }),
    profile: device.profile,
    device: {
      id: device.id,
      staticVolatile: device.staticMiB * MiB,
      staticPersistent: (device.persistentMiB ?? 0) * MiB,
      dynamicCapacity: device.dcMiB * MiB,
      regionCount: device.regions,
    },
    host: { twin: host.twin, decoder: { start, length } },
    actions: file.actions.flatMap((form) => actionsOf(form, device.id)),
    queue: file.queue.map((form) => requestOf(form, device.id)),
  };
}

const title = 'This is not a scenario that can be opened';

const notJson = ({ line, column, found, expected, hint }: TextProblem): Card => ({
  title,
  what: `Line ${line}, column ${column}: ${found} stands where ${expected} was expected.`,
  where: [{ text: `line ${line}, column ${column}` }],
  why: 'A scenario is one JSON object.',
  evidence: [`found: ${found}`, `expected: ${expected}`],
  fix: hint,
});

const tooNew = (version: number): Card => ({
  title: 'This scenario is too new',
  what: `It is of version ${version}; this build knows version ${scenarioVersion}.`,
  where: [{ text: 'v' }],
  why: 'A newer DCDscope wrote it, and may mean things by it that this build would get wrong.',
  evidence: [`found: ${version}`, `expected: ${scenarioVersion}`],
  fix: 'Reload the page to get the newest build, then open it again.',
});

const wrong = (at: string, found: string, expected: string): Card => ({
  title,
  what: `${at === '' ? 'The text' : at} is ${found}; expected is ${expected}.`,
  where: [{ text: at === '' ? 'the whole text' : at }],
  why: `Version ${scenarioVersion} of the format allows nothing else there.`,
  evidence: [`found: ${found}`, `expected: ${expected}`],
  fix: `Put ${expected} there.`,
});

function problemOf(issue: v.BaseIssue<unknown>): Card {
  const at = (issue.path ?? [])
    .map(({ key }) => pathPart(key))
    .join('')
    .replace(/^\./, '');
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const card = wrong(at, 'an unknown member', 'no such member');
    return { ...card, fix: 'Remove it, or correct its name.' };
  }
  const expected = expectedText[issue.type]?.(issue) ?? issue.message;
  return wrong(at, foundText(issue.input), expected);
}

/** For the schemas that have no words of their own. */
const expectedText: Readonly<Record<string, (issue: v.BaseIssue<unknown>) => string>> = {
  strict_object: ({ expected }) => (expected === 'Object' ? 'an object' : 'this member'),
  strict_tuple: ({ expected }) => (expected === 'never' ? 'two numbers only' : 'a pair of numbers'),
  literal: ({ expected }) => expected ?? '',
  variant: ({ expected }) =>
    `one of ${(expected ?? '').replace(/[()]/g, '').replace(/ \| /g, ', ')}`,
};

const pathPart = (key: unknown): string =>
  typeof key === 'number' ? `[${key}]` : `.${clipped(String(key))}`;

const clipped = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function foundText(input: unknown): string {
  if (input === undefined) return 'missing';
  if (typeof input === 'string') return clipped(JSON.stringify(input));
  if (Array.isArray(input)) return input.length === 0 ? 'an empty list' : 'a list';
  const plain =
    typeof input === 'number' || typeof input === 'bigint' || typeof input === 'boolean';
  if (plain) return clipped(String(input));
  return input === null ? 'null' : 'an object';
}
