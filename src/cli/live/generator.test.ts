import { expect, it } from 'vitest';
import type { TraceStep } from '../../model/conformance/trace';
import { printJson } from '../../model/interop/json-text';
import { createGenerator, parts, type Wanted } from './generator';
import { isHazard } from './hazards';
import { emptyView, seen } from './view';

/** A device that says yes to everything. */
const agreed = ({ op, fields }: TraceStep): TraceStep => ({
  op,
  fields: { ...fields, ret: 0, out_hex: '', result: { return: {} } },
});

const wanted: Wanted = { seed: 7, part: 'all', crashy: false, fmApi: true };

function sequence(options: Wanted): readonly TraceStep[] {
  const generator = createGenerator(options);
  return Array.from({ length: 500 }, () => {
    const step = agreed(generator.next());
    generator.observe(step);
    return step;
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
    for (const step of sequence(options)) {
      expect(isHazard(view, step), printJson({ op: step.op, ...step.fields })).toBe(false);
      view = seen(view, step);
    }
  }
});

it('leaves guest memory and the FM API to the parts that have them', () => {
  const operations = new Set(sequence({ ...wanted, part: 'core' }).map(({ op }) => op));
  expect([...operations].sort()).toEqual(['event_status', 'mailbox', 'qmp', 'reset']);
});

it('answers what was offered', () => {
  const generator = createGenerator({ ...wanted, part: 'core' });
  let view = emptyView(generator.machine);
  for (let count = 0; count < 400; count += 1) {
    const step = agreed(generator.next());
    generator.observe(step);
    view = seen(view, step);
  }
  expect(view.accepted.length).toBeGreaterThan(0);
});
