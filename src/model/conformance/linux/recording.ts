import * as v from 'valibot';

/** A shell's answer to something that a user of the host did. */
const shellReply = v.object({ rc: v.number(), said: v.array(v.string()) });

const qmpReply = v.union([
  v.object({ return: v.object({}) }),
  v.object({ error: v.object({ class: v.string(), desc: v.string() }) }),
]);

const fm = v.strictObject({
  fm: v.picklist(['add', 'release']),
  region: v.number(),
  extents: v.array(v.tuple([v.number(), v.number()])),
  policy: v.optional(v.string()),
  tag: v.optional(v.string()),
  forced: v.optional(v.boolean()),
});

const dax = v.string();
const module = v.picklist(['dax_cxl', 'device_dax', 'kmem']);

const host = v.variant('host', [
  v.strictObject({
    host: v.literal('create-region'),
    size: v.string(),
    decoder: v.optional(v.string()),
  }),
  v.strictObject({ host: v.literal('destroy-region') }),
  v.strictObject({ host: v.literal('load'), module }),
  v.strictObject({ host: v.literal('unload'), module }),
  v.strictObject({
    host: v.literal('claim'),
    uuid: v.optional(v.string()),
    region: v.optional(v.number()),
  }),
  v.strictObject({ host: v.literal('claim-size'), size: v.number() }),
  v.strictObject({ host: v.literal('create-dax') }),
  v.strictObject({ host: v.literal('uuid'), dax, uuid: v.optional(v.string()) }),
  v.strictObject({ host: v.literal('size'), dax, size: v.number() }),
  v.strictObject({
    host: v.literal('bind'),
    dax,
    driver: v.optional(v.picklist(['device_dax', 'kmem'])),
  }),
  v.strictObject({ host: v.literal('unbind'), dax, driver: v.optional(v.string()) }),
  v.strictObject({ host: v.literal('destroy-dax'), dax }),
  v.strictObject({ host: v.literal('system-ram'), dax }),
  v.strictObject({ host: v.literal('online') }),
  v.strictObject({ host: v.literal('offline') }),
  v.strictObject({ host: v.literal('unload-cxl') }),
  v.strictObject({ host: v.literal('load-cxl') }),
  v.strictObject({ host: v.literal('sh'), command: v.string() }),
]);

const qmp = v.strictObject({ qmp: v.picklist(['stop', 'cont']) });

const deed = v.union([
  v.strictObject({ boot: v.literal(true) }),
  v.strictObject({ reset: v.literal(true) }),
  v.strictObject({ wait: v.number() }),
  v.strictObject({ several: v.array(v.union([fm, qmp])) }),
  v.strictObject({
    device_says: v.union([
      v.array(v.tuple([v.number(), v.number(), v.number()])),
      v.strictObject({ generation: v.number() }),
    ]),
  }),
  fm,
  host,
]);

const command = v.object({
  opcode: v.pipe(v.string(), v.regex(/^[0-9a-f]{4}h$/)),
  in: v.string(),
  rc: v.number(),
  ret: v.number(),
  out: v.string(),
});

const logged = v.union([
  v.object({ command: v.number() }),
  v.object({ level: v.number(), text: v.string() }),
]);

const named = { name: v.string() };

const sysfs = v.object({
  dax_regions: v.array(v.object({ ...named, driver: v.string(), available: v.string() })),
  extents: v.array(
    v.object({ ...named, offset: v.string(), length: v.string(), uuid: v.string() }),
  ),
  dax: v.array(v.object({ ...named, size: v.string(), uuid: v.string(), driver: v.string() })),
  mappings: v.array(
    v.object({ ...named, start: v.string(), end: v.string(), page_offset: v.string() }),
  ),
  memory: v.array(v.object({ ...named, start: v.string(), state: v.string() })),
});

const step = v.object({
  step: v.number(),
  do: deed,
  reply: v.unknown(),
  mailbox: v.array(command),
  log: v.array(logged),
  trace: v.array(v.string()),
  state: v.nullable(sysfs),
});

const head = v.object({
  scenario: v.string(),
  title: v.string(),
  series: v.string(),
  qemu: v.string(),
  device: v.object({
    static_mib: v.number(),
    dc_mib: v.number(),
    regions: v.number(),
    bridge: v.optional(v.string()),
    card: v.optional(v.string()),
  }),
});

export type FmDeed = v.InferOutput<typeof fm>;
export type HostCommand = v.InferOutput<typeof host>;
export type RecordedCommand = v.InferOutput<typeof command>;
export type RecordedStep = v.InferOutput<typeof step>;
export type RecordedSysfs = v.InferOutput<typeof sysfs>;

/** Whether a reply of a recording is a shell's, and what QEMU said where it is not. */
export const shellReplyOf = (reply: unknown): v.InferOutput<typeof shellReply> | undefined =>
  v.is(shellReply, reply) ? reply : undefined;
export const qmpReplyOf = (reply: unknown): v.InferOutput<typeof qmpReply> | undefined =>
  v.is(qmpReply, reply) ? reply : undefined;

/** The series of which there are recordings. */
export type RecordedSeries = 'linux-v11' | 'linux-v9';

/** A session of a real Linux host. */
export interface Recording {
  readonly head: v.InferOutput<typeof head>;
  readonly series: RecordedSeries;
  readonly steps: readonly RecordedStep[];
}

/** Why a file is no recording that can be played, and its line, counted from 1. */
export interface NoRecording {
  readonly line: number;
  readonly problem: string;
}

/** The kernels that were recorded, by what the head says of its series. */
const kernels: readonly (readonly [says: RegExp, series: RecordedSeries])[] = [
  [/^DCD v11\b/, 'linux-v11'],
  [/^DCD v9\b/, 'linux-v9'],
];

function parsed<T>(
  schema: v.GenericSchema<unknown, T>,
  text: string,
  line: number,
): { readonly value: T } | NoRecording {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      line,
      problem: `is not JSON: ${error instanceof Error ? error.message : 'no reason'}`,
    };
  }
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (result.success) return { value: result.output };
  const [issue] = result.issues;
  const at = v.getDotPath(issue) ?? '';
  const found = issue.input === undefined ? 'nothing' : JSON.stringify(issue.input).slice(0, 120);
  return {
    line,
    problem: `${at === '' ? 'the line' : `"${at}"`} is not what a recording has: ${found}`,
  };
}

/** Reads a recording: a head, then a step a line. */
export function readRecording(text: string): Recording | NoRecording {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const top = parsed(head, first, 1);
  if (!('value' in top)) return top;
  const series = kernels.find(([says]) => says.test(top.value.series))?.[1];
  if (series === undefined) {
    const problem = `is of another kernel: "${top.value.series}"; v11 and v9 can be played`;
    return { line: 1, problem };
  }
  const steps: RecordedStep[] = [];
  for (const [i, line] of rest.entries()) {
    const one = parsed(step, line, i + 2);
    if (!('value' in one)) return one;
    steps.push(one.value);
  }
  return { head: top.value, series, steps };
}
