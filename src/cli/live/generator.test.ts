import { expect, it } from 'vitest';
import { toHex } from '../../model/codec/codec';
import {
  opcodeOf,
  payloadOf,
  textAt,
  type Fields,
  type TraceStep,
} from '../../model/conformance/trace';
import { printJson } from '../../model/json';
import type { Action } from '../../model/simulation/action';
import { step, type StepResult } from '../../model/simulation/steps/step';
import { deviceWith } from '../../model/testing/run';
import { createGenerator, parts, type Wanted } from './generator';
import { isHazard } from './hazards';
import { emptyView, seen } from './view';

const wanted: Wanted = { seed: 7, part: 'all', crashy: false, fmApi: true };

function resultsOf({ reply }: StepResult): Fields {
  if (reply.kind === 'mailbox') return { ret: reply.code, out_hex: toHex(reply.output) };
  if (reply.kind !== 'qmp') return { result: {} };
  return { result: reply.error === undefined ? { return: {} } : { error: {} } };
}

function actionOf({ op, fields }: TraceStep): Action | undefined {
  if (op === 'qmp') {
    return { kind: 'qmp', execute: textAt(fields, 'name'), arguments: fields['args'] ?? {} };
  }
  return op === 'mailbox'
    ? { kind: 'mailbox', opcode: opcodeOf(fields), payload: payloadOf(fields) }
    : undefined;
}

/** Plays a sequence to the model in the place of QEMU; of its operations it does the ordinary ones. */
function sequence(options: Wanted, count = 150): readonly TraceStep[] {
  const generator = createGenerator(options);
  const { staticMiB, dcMiB, regionCount } = generator.machine;
  let state = deviceWith({ staticMiB, dcMiB, regions: regionCount });
  return Array.from({ length: count }, () => {
    const input = generator.next();
    const action = actionOf(input);
    const result = action === undefined ? undefined : step(state, action);
    state = result?.state ?? state;
    const fields = result === undefined ? {} : resultsOf(result);
    const recorded = { op: input.op, fields: { ...input.fields, ...fields } };
    generator.observe(recorded);
    return recorded;
  });
}

const text = (steps: readonly TraceStep[]): string =>
  steps.map(({ op, fields }) => printJson({ op, ...fields })).join('\n');

it('makes the same sequence from the same seed, and another from another', () => {
  expect(text(sequence(wanted))).toBe(text(sequence(wanted)));
  expect(text(sequence(wanted))).not.toBe(text(sequence({ ...wanted, seed: 8 })));
});

it('never kills QEMU unless asked to', () => {
  for (const part of parts) {
    const options = { ...wanted, part };
    let view = emptyView(createGenerator(options).machine);
    for (const done of sequence(options)) {
      expect(isHazard(view, done), text([done])).toBe(false);
      view = seen(view, done);
    }
  }
});

it('leaves guest memory and the FM API to the parts that have them', () => {
  const operations = new Set(sequence({ ...wanted, part: 'core' }).map(({ op }) => op));
  expect(['mem_read', 'mem_write', 'fm'].filter((op) => operations.has(op))).toEqual([]);
});

it('says what becomes of the decoder after every reset', () => {
  const seeds = [7, 8, 9, 10, 11, 12];
  const steps = parts.flatMap((part) =>
    seeds.flatMap((seed) => sequence({ ...wanted, part, seed }).map(({ op }) => op)),
  );
  const after = steps.flatMap((op, at) => (op === 'reset' ? [steps[at + 1] ?? 'hdm'] : []));
  expect(after.length).toBeGreaterThan(0);
  expect(new Set(after)).toEqual(new Set(['hdm']));
});

it('comes to a device with accepted extents', () => {
  const options: Wanted = { ...wanted, part: 'core' };
  const { machine } = createGenerator(options);
  const view = sequence(options).reduce(seen, emptyView(machine));
  expect(view.accepted.length).toBeGreaterThan(0);
});
