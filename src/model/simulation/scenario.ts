import * as v from 'valibot';
import type { DeviceConfig } from '../device/config';
import type { ProfileId } from '../device/profile';
import type { TwinId } from '../host/twin-id';
import { printJson, readJsonSequence } from '../interop/json-text';
import { isJsonObject, type JsonValue } from '../json';
import { MiB } from '../units';
import type { Card } from '../view/page';
import type { FmRequest } from './fm-request';
import { foundText, notJson, problemOf, tooNew, wrong } from './scenario-cards';
import type { Marked } from './marked';
import { markedForms, markedOf } from './marked-forms';
import { requestForm, requestOf } from './scenario-forms';
import { scenarioFile, scenarioVersion } from './scenario-schema';
import type { ScenarioFile } from './scenario-schema';

/** Another way the run went on: it has its first `from` steps in common with the scenario's own actions. */
export interface ScenarioBranch extends Marked {
  readonly name: string;
  readonly from: number;
  readonly queue: readonly FmRequest[];
}

/** A run, by its inputs only. The same text is the file, what a link carries, the lesson and the test. */
export interface Scenario extends Marked {
  readonly title: string;
  readonly about?: string;
  readonly profile: ProfileId;
  readonly device: DeviceConfig;
  readonly host: {
    readonly twin: TwinId;
    /** The region that the host has from the start; none when it is empty. */
    readonly decoder: { readonly start: number; readonly length: number };
    /** Seeds the random twin. */
    readonly seed?: number;
    readonly hdmForPassthrough?: true;
  };
  /** Requests pasted but not sent yet. */
  readonly queue: readonly FmRequest[];
  /** What the branch of these actions is called, and the others that were kept. */
  readonly branch?: string;
  readonly branches?: readonly ScenarioBranch[];
}

export type ScenarioRead =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problem: Card };

/** Prints a scenario as JSON, an action a line, so that two versions of a file can be compared. */
export function writeScenario(scenario: Scenario): string {
  const { title, about, profile, device, host, branch, branches = [] } = scenario;
  const head: readonly (readonly [string, JsonValue])[] = [
    ['v', scenarioVersion],
    ['title', title],
    ...(about === undefined ? [] : ([['about', about]] as const)),
    ['device', deviceForm(profile, device)],
    ['host', hostForm(host)],
  ];
  const members = [
    ...head.map(([name, value]) => `"${name}":${printJson(value)}`),
    printLog(scenario, device.id),
    ...(branch === undefined ? [] : [`"branch":${printJson(branch)}`]),
    ...(branches.length === 0 ? [] : [`"branches":[\n${printBranches(branches, device.id)}]`]),
  ];
  return `{${members.join(',\n')}}\n`;
}

/** The actions and the queue of a run or of a branch. */
const printLog = (log: Marked & Pick<Scenario, 'queue'>, deviceId: string, before = 0): string => {
  const queue = log.queue.map((request) => requestForm(request, deviceId));
  return `"actions":${printLines(markedForms(log, deviceId, before))},\n"queue":${printLines(queue)}`;
};

const printBranches = (branches: readonly ScenarioBranch[], deviceId: string): string =>
  branches
    .map((branch) => {
      const head = `"name":${printJson(branch.name)},"from":${branch.from}`;
      return `{${head},\n${printLog(branch, deviceId, branch.from)}}`;
    })
    .join(',\n');

const printLines = (values: readonly JsonValue[]): string =>
  values.length === 0 ? '[]' : `[\n${values.map((value) => printJson(value)).join(',\n')}]`;

const hostForm = ({ twin, decoder, seed, hdmForPassthrough }: Scenario['host']): JsonValue => ({
  twin,
  decoder: [decoder.start, decoder.length],
  ...(seed === undefined ? {} : { seed }),
  ...(hdmForPassthrough === undefined ? {} : { hdmForPassthrough }),
});

const deviceForm = (profile: ProfileId, device: DeviceConfig): JsonValue => ({
  profile,
  id: device.id,
  staticMiB: device.staticVolatile / MiB,
  ...(device.staticPersistent === 0 ? {} : { persistentMiB: device.staticPersistent / MiB }),
  dcMiB: device.dynamicCapacity / MiB,
  regions: device.regionCount,
  ...(device.sharable === true ? { sharable: true } : {}),
  ...(device.startsEmpty === true ? { empty: true } : {}),
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
  const { title, about, device, host, branch, branches } = file;
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
      ...(device.sharable === undefined ? {} : { sharable: device.sharable }),
      ...(device.empty === undefined ? {} : { startsEmpty: device.empty }),
    },
    host: {
      twin: host.twin,
      decoder: { start, length },
      ...(host.seed === undefined ? {} : { seed: host.seed }),
      ...(host.hdmForPassthrough === undefined ? {} : { hdmForPassthrough: true }),
    },
    ...logOf(file, device.id),
    ...(branch === undefined ? {} : { branch }),
    ...(branches === undefined
      ? {}
      : {
          branches: branches.map(({ name, from, ...log }) => ({
            name,
            from,
            ...logOf(log, device.id, from),
          })),
        }),
  };
}

const logOf = (
  { actions, queue }: Pick<ScenarioFile, 'actions' | 'queue'>,
  deviceId: string,
  before = 0,
): Marked & Pick<Scenario, 'queue'> => ({
  ...markedOf(actions, deviceId, before),
  queue: queue.map((form) => requestOf(form, deviceId)),
});
