import { stateAt, type Frame, type Timeline } from '../simulation/timeline';
import { stepEntity } from './names';
import type { StepRow } from './page';
import { summaryOf } from './summary';
import { readQueued } from './queued';

const rows = new WeakMap<Frame, StepRow>();

function rowOf(timeline: Timeline, frame: Frame, step: number): StepRow {
  const known = rows.get(frame);
  if (known?.step === step) return known;
  const words = summaryOf({ ...frame, before: stateAt(timeline, step - 1) });
  const row: StepRow = {
    step,
    id: stepEntity(step),
    status: 'done',
    actor: words.actor,
    says: words.says,
    effect: words.effect,
    ...(words.opcode === undefined ? {} : { opcode: words.opcode }),
    tone: words.tone,
    entities: [stepEntity(step), ...words.entities],
  };
  rows.set(frame, row);
  return row;
}

/** Every step of the run, and the requests that wait to be sent. */
export function stepsView(timeline: Timeline): readonly StepRow[] {
  const done = timeline.frames.map((frame, i) => rowOf(timeline, frame, i + 1));
  const waiting = timeline.queue.map((request, i): StepRow => ({
    step: done.length + i + 1,
    id: stepEntity(done.length + i + 1),
    status: 'queued',
    actor: 'fm',
    says: readQueued(request),
    effect: 'waits until the host is idle',
    tone: 'ok',
    entities: [],
  }));
  return [...done, ...waiting];
}
