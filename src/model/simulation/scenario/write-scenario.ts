import type { DeviceConfig } from '../../device/config';
import type { ProfileId } from '../../device/profiles/profile';
import { printJson, type JsonValue } from '../../json';
import { MiB } from '../../units';
import type { Annotated } from './marked';
import { markedForms } from './marked-forms';
import { scenarioVersion, type Scenario, type ScenarioBranch } from './scenario';
import { requestForm } from './scenario-forms';

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
const printLog = (
  log: Annotated & Pick<Scenario, 'queue'>,
  deviceId: string,
  before = 0,
): string => {
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
  ...(device.serial === undefined ? {} : { serial: device.serial }),
  ...(device.direct === true ? { direct: true } : {}),
  ...(device.sharable === true ? { sharable: true } : {}),
  ...(device.startsEmpty === true ? { empty: true } : {}),
});
