import { readTrace, type Trace, type TraceStep } from '../../model/conformance/trace';
import { replay, type Difference } from '../../model/conformance/replay';
import type { JsonValue } from '../../model/index';
import type { Generator } from './generator';
import { deviceMember, type VirtualMachine } from './virtual-machine';
import type { Qemu } from './qemu-find';
import { createRecorder, type Recorder } from './recorder';
import { shrink } from './shrink';

/** Steps that one QEMU did, from its start. */
export interface Recorded {
  readonly machine: VirtualMachine;
  readonly steps: readonly TraceStep[];
}

/** Records until there are enough steps or QEMU is gone. */
async function recordOn(
  recorder: Recorder,
  count: number,
  next: (at: number) => TraceStep | undefined,
): Promise<readonly TraceStep[]> {
  const steps: TraceStep[] = [];
  try {
    for (let at = 0; at < count; at += 1) {
      const input = next(at);
      if (input === undefined) break;
      const step = await recorder.play(input);
      steps.push(step);
      if ('crash' in step.fields) break;
    }
  } finally {
    await recorder.close();
  }
  return steps;
}

/** Records a sequence as it is generated, each step after the results of those before. */
export async function recordBatch(
  qemu: Qemu,
  generator: Generator,
  count: number,
): Promise<Recorded> {
  const { machine } = generator;
  const recorder = await createRecorder(qemu, machine);
  const observed: Recorder = {
    ...recorder,
    play: async (input) => {
      const step = await recorder.play(input);
      generator.observe(step);
      return step;
    },
  };
  return { machine, steps: await recordOn(observed, count, generator.next) };
}

async function recordAgain(qemu: Qemu, { machine, steps }: Recorded): Promise<Recorded> {
  const recorder = await createRecorder(qemu, machine);
  return { machine, steps: await recordOn(recorder, steps.length, (at) => inputsOf(steps[at])) };
}

const results = new Set(['ret', 'out_hex', 'tunnel_ret', 'result', 'crash']);

function inputsOf(step: TraceStep | undefined): TraceStep | undefined {
  if (step === undefined) return undefined;
  const inputs = Object.entries(step.fields).filter(([name]) => !results.has(name));
  return { op: step.op, fields: Object.fromEntries(inputs) };
}

/** The recorded steps as the JSON of a trace. */
export function traceOf(qemu: Qemu, { machine, steps }: Recorded, name: string): JsonValue {
  return {
    format: 1,
    name,
    about: 'Recorded by a live comparison.',
    qemu_version: qemu.version,
    qemu_package: qemu.package,
    accel: qemu.accelerator,
    device: deviceMember(machine),
    ended: 'crash' in (steps.at(-1)?.fields ?? {}) ? 'crash' : 'ok',
    steps: steps.map(({ op, fields }) => ({ op, ...fields })),
  };
}

function readBack(qemu: Qemu, recorded: Recorded): Trace {
  const read = readTrace(traceOf(qemu, recorded, 'live'));
  if (read.ok) return read.trace;
  const { says, step } = read.problem;
  throw new Error(`the recorded trace is none: step ${step ?? 'unknown'}: ${says}`);
}

/** Where the model parts from what was recorded, if anywhere. */
export const compareBatch = (qemu: Qemu, recorded: Recorded): Difference | undefined =>
  replay(readBack(qemu, recorded)).difference;

/** A short list of steps that shows a difference, and the difference that it shows. */
export interface Reduced {
  readonly recorded: Recorded;
  readonly difference: Difference;
}

/** Each reset says what becomes of the decoder: in a trace that does not, the recorder has committed it again. */
const saysDecoder = (steps: readonly TraceStep[]): boolean =>
  steps.every(({ op }, at) => op !== 'reset' || (steps[at + 1]?.op ?? 'hdm') === 'hdm');

const shrinkMs = 60_000;

/** Leaves out what the difference does not need, by recording again on fresh QEMUs. */
export async function reduce(qemu: Qemu, { recorded, difference }: Reduced): Promise<Reduced> {
  const end = performance.now() + shrinkMs;
  const { machine } = recorded;
  let best: Reduced = {
    recorded: { machine, steps: recorded.steps.slice(0, difference.step + 1) },
    difference,
  };
  const stillDiffers = async (steps: readonly TraceStep[]): Promise<boolean> => {
    if (!saysDecoder(steps)) return false;
    const again = await recordAgain(qemu, { machine, steps });
    const found = compareBatch(qemu, again);
    if (found?.what !== difference.what || found.step !== steps.length - 1) return false;
    best = { recorded: again, difference: found };
    return true;
  };
  await shrink(best.recorded.steps, stillDiffers, () => performance.now() > end);
  return best;
}
