import * as v from 'valibot';
import type { DeviceConfig } from '../../device/config';
import { readJsonSequence } from '../../interop/json-text';
import { isJsonObject } from '../../json';
import { MiB } from '../../units';
import type { Card } from '../../card';
import type { Annotated } from './marked';
import { markedOf, requestOf } from './scenario-actions';
import { foundText, notJson, problemOf, tooNew, wrong } from './scenario-cards';
import { scenarioVersion, type Scenario } from './scenario';
import { scenarioFile, type ScenarioFile } from './scenario-schema';
import '../../qmp/other-requests';
import '../../mailbox/more-commands';

export type ScenarioRead =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problem: Card };

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

const configOf = (device: ScenarioFile['device']): DeviceConfig => ({
  id: device.id,
  staticVolatile: device.staticMiB * MiB,
  staticPersistent: (device.persistentMiB ?? 0) * MiB,
  dynamicCapacity: device.dcMiB * MiB,
  regionCount: device.regions,
  ...(device.serial === undefined ? {} : { serial: device.serial }),
  ...(device.direct === undefined ? {} : { direct: device.direct }),
  ...(device.sharable === undefined ? {} : { sharable: device.sharable }),
  ...(device.empty === undefined ? {} : { startsEmpty: device.empty }),
});

function scenarioOf(file: ScenarioFile): Scenario {
  const { title, about, device, host, branch, branches } = file;
  const [start, length] = host.decoder;
  return {
    title,
    ...(about === undefined ? {} : { about }),
    profile: device.profile,
    device: configOf(device),
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
): Annotated & Pick<Scenario, 'queue'> => ({
  ...markedOf(actions, deviceId, before),
  queue: queue.map((form) => requestOf(form, deviceId)),
});
