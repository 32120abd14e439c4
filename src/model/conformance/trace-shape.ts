import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** What a field of a step must be. `check` takes the value where it is there; `must` where it may not be left out. */
interface Shape {
  readonly is: string;
  readonly must: boolean;
  readonly check: (value: JsonValue) => boolean;
}

/** The fields of one operation: inputs, and results unless the step is the one that killed QEMU. */
interface OpShape {
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly results: Readonly<Record<string, Shape>>;
}

const must = (is: string, check: Shape['check']): Shape => ({ is, must: true, check });
const may = ({ is, check }: Shape): Shape => ({ is, must: false, check });

const isText = (value: JsonValue): value is string => typeof value === 'string';
const isCount = (value: JsonValue): boolean =>
  (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
  (typeof value === 'bigint' && value >= 0n);
const isListOf =
  (check: Shape['check']): Shape['check'] =>
  (value) =>
    Array.isArray(value) && value.every((item: JsonValue) => check(item));
const isRange = (value: JsonValue): boolean =>
  isListOf(isCount)(value) && Array.isArray(value) && value.length === 2;

const opcode = must(
  'an opcode of up to four hexadecimal digits',
  (value) => isText(value) && /^[0-9a-f]{1,4}$/i.test(value),
);
const hex = must(
  'bytes as pairs of hexadecimal digits',
  (value) => isText(value) && /^([0-9a-f]{2})*$/i.test(value),
);
const count = must('a whole number', isCount);
const text = must('a text', isText);
const flag = must('true or false', (value) => typeof value === 'boolean');
const object = must('an object', isJsonObject);
const anything = must('there', () => true);
const mask = may(must('a list of ranges [start, end)', isListOf(isRange)));

const code = must('a return code', isCount);
const commandInputs = { opcode, in_hex: may(hex), length: may(count), mask };
const commandResults = { ret: code, out_hex: hex };
const command: OpShape = { inputs: commandInputs, results: commandResults };
const register: OpShape = { inputs: {}, results: { result: count } };

const answer = must(
  'an object with "return" or "error"',
  (value) => isJsonObject(value) && ('return' in value || isJsonObject(value['error'] ?? null)),
);
const readResult = must(
  'an object with "data" as hexadecimal digits and "memtx"',
  (value) =>
    isJsonObject(value) && hex.check(value['data'] ?? null) && isText(value['memtx'] ?? null),
);
const clock = must(
  'the virtual clock, or "unsupported"',
  (value) => isCount(value) || value === 'unsupported',
);
const burned = must(
  'a list of the first handle, the last, and the rounds with handle 0',
  (value) => isListOf(isCount)(value) && Array.isArray(value) && value.length === 3,
);

/** Every operation of the format. */
const shapes: ReadonlyMap<string, OpShape> = new Map<string, OpShape>([
  ['mailbox', command],
  ['switch_mailbox', command],
  [
    'fm',
    {
      inputs: { opcode, in_hex: may(hex), port: count, mask },
      results: {
        tunnel_ret: code,
        ret: must('a return code, or null', (value) => value === null || isCount(value)),
        out_hex: hex,
      },
    },
  ],
  ['qmp', { inputs: { name: text, args: may(anything) }, results: { result: answer } }],
  ['mem_read', { inputs: { dpa: count, len: count, mask }, results: { result: readResult } }],
  ['mem_write', { inputs: { dpa: count, data: hex }, results: {} }],
  ['event_status', register],
  ['mbox_status', register],
  ['bg_status', register],
  ['msix_enable', { inputs: {}, results: {} }],
  ['msix_poll', { inputs: {}, results: { result: must('a list of vectors', isListOf(isCount)) } }],
  ['clock_step', { inputs: { ns: count }, results: { result: clock } }],
  ['reset', { inputs: {}, results: {} }],
  ['hdm', { inputs: { commit: flag }, results: {} }],
  ['burn_events', { inputs: { rounds: count }, results: { result: burned } }],
  ['start', { inputs: { crash: object }, results: {} }],
]);

function fieldProblem(
  fields: JsonObject,
  shape: Readonly<Record<string, Shape>>,
): string | undefined {
  for (const [name, wanted] of Object.entries(shape)) {
    const value = fields[name];
    if (value === undefined && wanted.must) return `it has no "${name}"; that is ${wanted.is}`;
    if (value !== undefined && !wanted.check(value)) return `its "${name}" is not ${wanted.is}`;
  }
  return undefined;
}

/** What is wrong with one step of a trace, if anything. */
export function stepProblem(step: JsonValue): string | undefined {
  if (!isJsonObject(step)) return 'it is not an object';
  const op = step['op'];
  if (typeof op !== 'string') return 'it has no "op"';
  const shape = shapes.get(op);
  if (shape === undefined) return `no operation is called "${op}"; there are ${opNames}`;
  const results = 'crash' in step ? {} : shape.results;
  return fieldProblem(step, { ...shape.inputs, ...results });
}

const opNames = [...shapes.keys()].join(', ');

const config: Readonly<Record<string, Shape>> = {
  static_mb: count,
  dc_mb: count,
  num_regions: count,
  sn: may(count),
  hdm: may(flag),
  device_id: may(text),
};

/** What is wrong with the device that a trace was recorded on. */
export const configProblemOf = (fields: JsonObject): string | undefined =>
  fieldProblem(fields, config);

/** Versions of QEMU as it writes them. */
export const isVersion = (version: string): boolean => /^\d+\.\d+/.test(version);
