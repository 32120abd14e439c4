import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../json';
import { readEnvelope } from '../interop/qmp-envelope';
import type { Finding, Remark } from './finding';
import type { GenerationId } from './generations';
import type { JsonShape } from './read-json';

/** A message of QMP: what is sent to QEMU, or what it says. */
export const readQmp: JsonShape = (value) => {
  if (!isJsonObject(value)) return undefined;
  if ('execute' in value || 'exec-oob' in value) return readRequest(value);
  if ('return' in value)
    return {
      kind: 'reply',
      findings: [{ what: 'reply', reply: { ok: true, value: value['return'] ?? {} } }],
    };
  if ('QMP' in value) return readGreeting(value['QMP']);
  if ('error' in value && isJsonObject(value['error'])) {
    const { desc } = value['error'];
    if (typeof desc === 'string')
      return { kind: 'reply', findings: [{ what: 'reply', reply: { ok: false, desc } }] };
  }
  return 'event' in value && 'timestamp' in value ? { kind: 'event', findings: [] } : undefined;
};

function readGreeting(said: JsonValue | undefined): ReturnType<JsonShape> {
  const version = isJsonObject(said) ? said['version'] : undefined;
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

/** The generation that a request is written in; nothing where it is no request for dynamic capacity. */
export function generationOf(execute: string, args: JsonValue): GenerationId | undefined {
  const named = dcCommand.exec(execute);
  if (named === null || !isJsonObject(args)) return undefined;
  if (named[1] !== undefined) return 'num-extent' in args || 'extent-len' in args ? 'rfc' : 'v2';
  if ('host-id' in args || 'region' in args || 'removal-policy' in args) return 'merged';
  if ('hid' in args || typeof args['selection-policy'] === 'number' || 'flags' in args) return 'v7';
  const list = args['extents'];
  const extents = isJsonList(list) ? list : [];
  const first = extents.find(isJsonObject);
  if (first !== undefined && 'dpa' in first) return 'v5';
  return 'region-id' in args ? 'v3' : 'merged';
}
