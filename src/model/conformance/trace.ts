import type { DeviceConfig } from '../device/config';
import { fromHex } from '../codec/codec';
import type { JsonValue } from '../json';
import type { ProfileId } from '../device/profiles/profile';
import { MiB } from '../units';
import { configProblemOf, isVersion, stepProblem } from './trace-shape';

/** The members of one JSON object of a trace. */
export type Fields = Readonly<Record<string, JsonValue>>;

/** One step of a recorded session of QEMU: its inputs, then what QEMU did. */
export interface TraceStep {
  readonly op: string;
  readonly fields: Fields;
}

/** A recorded session. */
export interface Trace {
  readonly name: string;
  readonly version: string;
  readonly profile: ProfileId;
  readonly device: DeviceConfig;
  /** The recorder committed a decoder over the whole device before the first step. */
  readonly hdm: boolean;
  readonly steps: readonly TraceStep[];
}

const isObject = (value: JsonValue | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (object: Fields, member: string): Fields => {
  const value = object[member];
  return isObject(value) ? value : {};
};

export const numberAt = (object: Fields, member: string): number => Number(object[member] ?? 0);

export const textAt = (object: Fields, member: string): string => {
  const value = object[member];
  return typeof value === 'string' ? value : '';
};

/** The profile that stands for a QEMU version: everything from 10.2 on behaves like 11.1. */
export const profileFor = (version: string): ProfileId => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 10 || (major === 10 && minor < 2) ? 'qemu-10.0' : 'qemu-11.1';
};

/** What keeps a file from being a trace, and the step that it is about, counted from 0. */
export interface TraceProblem {
  readonly says: string;
  readonly step?: number;
}

export type ReadTrace =
  | { readonly ok: true; readonly trace: Trace }
  | { readonly ok: false; readonly problem: TraceProblem };

const problem = (says: string, step?: number): ReadTrace => ({
  ok: false,
  problem: step === undefined ? { says } : { says, step },
});

/** Reads a trace that has been parsed as JSON; tells the first thing that is wrong with it otherwise. */
export function readTrace(json: JsonValue): ReadTrace {
  if (!isObject(json)) return problem('a trace is one JSON object');
  if (json['format'] !== 1) return problem('its "format" is not 1');
  const version = textAt(json, 'qemu_version');
  if (!isVersion(version)) return problem('its "qemu_version" is not like 11.1.3');
  const config = objectAt(objectAt(json, 'device'), 'config');
  const wrong = configProblemOf(config);
  if (wrong !== undefined) return problem(`its "device" has a bad "config": ${wrong}`);
  const { steps } = json;
  if (!Array.isArray(steps)) return problem('it has no list of "steps"');
  const problems = steps.map((step: JsonValue) => stepProblem(step));
  const first = problems.findIndex((found) => found !== undefined);
  if (first >= 0) return problem(problems[first] ?? '', first);
  return {
    ok: true,
    trace: {
      name: textAt(json, 'name'),
      version,
      profile: profileFor(version),
      device: deviceOf(config),
      hdm: config['hdm'] === true,
      steps: steps.filter(isObject).map((fields) => ({ op: textAt(fields, 'op'), fields })),
    },
  };
}

const deviceOf = (config: Fields): DeviceConfig => ({
  id: textAt(config, 'device_id'),
  staticVolatile: numberAt(config, 'static_mb') * MiB,
  staticPersistent: 0,
  dynamicCapacity: numberAt(config, 'dc_mb') * MiB,
  regionCount: numberAt(config, 'num_regions'),
  direct: config['topology'] === 'direct',
  ...('sn' in config ? { serial: numberAt(config, 'sn') } : {}),
});

/** Bytes of a command's input. A length field that lies cuts them or pads them with zeros. */
export function payloadOf(fields: Fields): Uint8Array {
  const bytes = fromHex(textAt(fields, 'in_hex'));
  const { length } = fields;
  if (typeof length !== 'number') return bytes;
  const payload = new Uint8Array(length);
  payload.set(bytes.subarray(0, length));
  return payload;
}

export const opcodeOf = (fields: Fields): number => Number.parseInt(textAt(fields, 'opcode'), 16);
