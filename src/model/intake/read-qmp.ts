import {
  hasLongString,
  isJsonList,
  isJsonObject,
  maxCodePoints,
  type JsonObject,
  type JsonValue,
} from '../json';
import { readEnvelope } from '../interop/qmp-envelope';
import type { Finding, Remark } from './finding';
import type { GenerationId } from './generations';
import type { JsonShape } from './reader';

/** A message of QMP: what is sent to QEMU, or what it says. */
export const readQmp: JsonShape = (value) => {
  if (!isJsonObject(value)) return undefined;
  const read = said.find(([member]) => member in value)?.[1];
  return read?.(value);
};

/** A message by the member that tells what it is. */
const said: readonly (readonly [string, (message: JsonObject) => ReturnType<JsonShape>])[] = [
  ['execute', readRequest],
  ['exec-oob', readRequest],
  [
    'return',
    ({ return: value }) => ({
      kind: 'reply',
      findings: [{ what: 'reply', reply: { ok: true, value: value ?? {} } }],
    }),
  ],
  ['QMP', ({ QMP: greeting }) => readGreeting(greeting)],
  ['error', ({ error }) => readError(error)],
  ['event', (message) => ('timestamp' in message ? { kind: 'event', findings: [] } : undefined)],
];

function readError(error: JsonValue | undefined): ReturnType<JsonShape> {
  const desc = isJsonObject(error) ? error['desc'] : undefined;
  return typeof desc === 'string'
    ? { kind: 'reply', findings: [{ what: 'reply', reply: { ok: false, desc } }] }
    : undefined;
}

function readGreeting(greeting: JsonValue | undefined): ReturnType<JsonShape> {
  const version = isJsonObject(greeting) ? greeting['version'] : undefined;
  const qemu = isJsonObject(version) ? version['qemu'] : undefined;
  const numbers = isJsonObject(qemu) ? [qemu['major'], qemu['minor'], qemu['micro']] : [];
  const isWhole = numbers.length === 3 && numbers.every((each) => typeof each === 'number');
  return {
    kind: 'greeting',
    findings: isWhole ? [{ what: 'version', version: numbers.join('.') }] : [],
  };
}

/** Sent before the first request; QEMU then answers requests, and nothing of the device changes. */
const negotiation = 'qmp_capabilities';

function readRequest(value: JsonObject): ReturnType<JsonShape> {
  const read = readEnvelope(value);
  if (!read.ok)
    return {
      kind: 'unread',
      findings: [],
      remarks: [{ kind: 'unread', text: `QEMU answers: ${read.desc}.` }],
    };
  const { execute } = read;
  if (execute === negotiation) return { kind: 'request', findings: [{ what: 'negotiation' }] };
  if (hasLongString([execute, read.arguments]))
    return {
      kind: 'unread',
      findings: [],
      remarks: [
        {
          kind: 'unread',
          text: `This request has a string of more than ${maxCodePoints.toLocaleString('en')} characters.`,
          fix: 'Shorten it.',
        },
      ],
    };
  const generation = generationOf(execute, read.arguments);
  const request = { execute, arguments: read.arguments };
  const finding: Finding = {
    what: 'request',
    request,
    ...(generation === undefined ? {} : { generation }),
  };
  return { kind: 'request', findings: [finding], remarks: tagRemark(read.arguments) };
}

const tagRemark = (args: JsonValue): readonly Remark[] => {
  const tag = isJsonObject(args) ? args['tag'] : undefined;
  return typeof tag === 'string' && tag !== ''
    ? [{ kind: 'note', text: 'QEMU takes a tag and drops it: the records carry none.' }]
    : [];
};

const dcCommand = /^cxl-(?:add|release)-dynamic-capacity(-event)?$/;

/** What gives a generation away among the requests without `-event` in their name, the surest first. */
const clues: readonly (readonly [GenerationId, (args: JsonObject) => boolean])[] = [
  ['merged', (args) => 'host-id' in args || 'region' in args || 'removal-policy' in args],
  [
    'v7',
    (args) => 'hid' in args || 'flags' in args || typeof args['selection-policy'] === 'number',
  ],
  ['v5', (args) => extentsIn(args).some((extent) => 'dpa' in extent)],
  ['v3', (args) => 'region-id' in args],
];

const extentsIn = ({ extents }: JsonObject): readonly JsonObject[] =>
  isJsonList(extents) ? extents.filter(isJsonObject) : [];

/** The generation that a request is written in; nothing where it is no request for dynamic capacity. */
export function generationOf(execute: string, args: JsonValue): GenerationId | undefined {
  const named = dcCommand.exec(execute);
  if (named === null || !isJsonObject(args)) return undefined;
  if (named[1] !== undefined) return 'num-extent' in args || 'extent-len' in args ? 'rfc' : 'v2';
  return clues.find(([, fits]) => fits(args))?.[0] ?? 'merged';
}
