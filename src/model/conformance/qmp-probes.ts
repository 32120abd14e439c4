import { profiles, type ProfileId } from '../device/profiles/profile';
import { readMessages, type Message } from '../interop/qemu-json';
import { readEnvelope } from '../interop/qmp-envelope';
import { readJsonSequence } from '../interop/json-text';
import { isJsonList, isJsonObject, printJson, type JsonObject, type JsonValue } from '../json';
import '../qmp/other-requests';
import { bytesOf, type Bytes } from '../qmp-schema/qemu-bytes';
import type { Reply } from '../simulation/reply';
import { startState, type SimulationState } from '../simulation/state';
import { step } from '../simulation/steps/step';
import { MiB } from '../units';

/** Bytes sent to a QEMU in a fresh QMP session, and the lines that came back. */
export interface Probe {
  readonly in: Bytes;
  readonly out: readonly string[];
}

/** What one version of QEMU answered, and the names of its commands. */
export interface ProbeFile {
  readonly version: string;
  readonly commands: readonly string[];
  readonly probes: readonly Probe[];
}

const textsOf = (value: JsonValue | undefined): readonly string[] =>
  isJsonList(value) ? value.filter((item) => typeof item === 'string') : [];

/** Reads a file of probes; absent if it is none. */
export function readProbes(text: string): ProbeFile | undefined {
  const read = readJsonSequence(text);
  const file = read.ok ? read.values[0]?.value : undefined;
  if (!isJsonObject(file)) return undefined;
  const { qemu_version: version, probes, commands } = file;
  if (typeof version !== 'string' || !isJsonList(probes)) return undefined;
  return { version, commands: textsOf(commands), probes: probes.flatMap(probeIn) };
}

function probeIn(value: JsonValue): readonly Probe[] {
  if (!isJsonObject(value) || typeof value['in'] !== 'string') return [];
  return [{ in: value['in'], out: textsOf(value['out']) }];
}

/** What stands before a probe and is not recorded, and what stands after it: a byte that ends whatever is open. */
export const opening = '{"execute":"qmp_capabilities"}\n';
export const closing = '\u00ff\n';

/** The machine that probes are sent to: it must be the one that the recorder starts. */
export const probedMachine = { staticMiB: 256, dcMiB: 1024, regionCount: 2 };

function stateOf(profile: ProfileId): SimulationState {
  const { staticMiB, dcMiB, regionCount } = probedMachine;
  const [staticVolatile, dynamicCapacity] = [staticMiB * MiB, dcMiB * MiB];
  const device = {
    id: 'cxl-dcd0',
    staticVolatile,
    staticPersistent: 0,
    dynamicCapacity,
    regionCount,
  };
  const decoder = { start: 0, length: staticVolatile + dynamicCapacity };
  return startState({ profile, device, host: { twin: 'manual', decoder } });
}

/** A line as both sides write it; `unknown` stands for an answer that is not modelled. */
type Answer =
  | { readonly id?: JsonValue; readonly error: JsonValue }
  | { readonly id?: JsonValue; readonly answer: 'return' | 'unknown' };

/** The first line in which the model's answers differ from those recorded. */
export function probeDifference(probe: Probe, profile: ProfileId): string | undefined {
  const model = answersTo(probe.in, profile);
  const qemu = probe.out.map(answerOn);
  const at = Array.from({ length: Math.max(model.length, qemu.length) }, (_, i) => i).find(
    (i) => !agree(model[i], qemu[i]),
  );
  if (at === undefined) return undefined;
  const told = (answer: Answer | undefined): string =>
    answer === undefined ? 'nothing' : printJson(answer);
  return `${printJson(probe.in)}: line ${at + 1}: QEMU ${told(qemu[at])}, model ${told(model[at])}`;
}

/** Whether the model has an answer of its own to all of a probe. */
export const isModelled = (probe: Probe, profile: ProfileId): boolean =>
  answersTo(probe.in, profile).every((answer) => !isUnknown(answer));

const isUnknown = (answer: Answer): boolean => 'answer' in answer && answer.answer === 'unknown';

function agree(model: Answer | undefined, qemu: Answer | undefined): boolean {
  if (model === undefined || qemu === undefined) return false;
  if (isUnknown(model)) return !('error' in qemu && isNotFound(qemu.error));
  return printJson(model) === printJson(qemu);
}

const isNotFound = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && Object.values(error).includes('CommandNotFound');

function answersTo(bytes: Bytes, profile: ProfileId): readonly Answer[] {
  const messages = readMessages(opening + bytes + closing, profiles[profile].qmpErrors);
  return messages.slice(1).flatMap((message) => answerTo(message, profile) ?? []);
}

const generic = (desc: string): JsonValue => ({ class: 'GenericError', desc });

function answerTo(message: Message, profile: ProfileId): Answer | undefined {
  if (message.kind === 'broken') {
    return message.desc === undefined ? undefined : { error: generic(message.desc) };
  }
  const { value } = message;
  const id = isJsonObject(value) && Object.hasOwn(value, 'id') ? { id: kept(value['id']) } : {};
  const envelope = readEnvelope(value);
  if (!envelope.ok) return { ...id, error: generic(envelope.desc) };
  const { reply } = step(stateOf(profile), { kind: 'qmp', ...envelope });
  return { ...id, ...answerIn(reply, message.unkept !== undefined) };
}

/** A whole number written as a fraction is not kept as one: a session that has it is refused when it is read. */
function answerIn(reply: Reply, isRounded: boolean): Answer {
  if (reply.kind !== 'qmp') return unknown;
  const { error } = reply;
  if (isRounded && !isNotFound(error)) return unknown;
  return error === undefined
    ? { answer: 'return' }
    : { error: { class: error.class, desc: error.desc } };
}

const unknown: Answer = { answer: 'unknown' };

/** A value as QEMU keeps it, members sorted: an integer beyond 64 bits is a fraction. */
function kept(value: JsonValue | undefined): JsonValue {
  if (typeof value === 'bigint') {
    const fits = value >= -(2n ** 63n) && value < 2n ** 64n;
    return fits ? value : Number(value);
  }
  if (Array.isArray(value)) return value.map(kept);
  if (!isJsonObject(value)) return value ?? null;
  const members = Object.entries(value).map(([name, item]): [string, JsonValue] => [
    name,
    kept(item),
  ]);
  return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function answerOn(line: string): Answer {
  const [message] = readMessages(bytesOf(`${line}\n`), 'plain');
  const value = message?.kind === 'value' ? message.value : undefined;
  const object: JsonObject = isJsonObject(value) ? value : {};
  const id = object['id'] === undefined ? {} : { id: kept(object['id']) };
  const { error } = object;
  return error === undefined ? { ...id, answer: 'return' } : { ...id, error };
}
