import { stateAt, type Frame, type Timeline } from '../../simulation/run/timeline';
import { isHostMove } from '../../simulation/action';
import { upcoming } from '../../simulation/run/timeline-next';
import { laneMarks } from './lane-marks';
import { stepEntity } from '../words/names';
import type { StepRow } from '../page';
import { summaryOf } from '../words/summary';
import { readQueued } from './queued';

const rows = new WeakMap<Frame, StepRow>();
const lists = new WeakMap<Timeline, readonly StepRow[]>();

interface Place {
  readonly timeline: Timeline;
  readonly step: number;
  readonly under: number | undefined;
}

function rowOf(frame: Frame, { timeline, step, under }: Place): StepRow {
  const known = rows.get(frame);
  if (known?.step === step && known.under === under) return known;
  const words = summaryOf({ ...frame, before: stateAt(timeline, step - 1) });
  const cannot = cannotOf(frame);
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
    off: frame.off,
    bookmarked: frame.bookmarked,
    checked: frame.expects !== undefined,
    ...laneMarks(frame),
    ...(under === undefined ? {} : { under }),
    ...(frame.note === undefined ? {} : { note: frame.note }),
    ...(cannot === undefined ? {} : { cannot }),
  };
  rows.set(frame, row);
  return row;
}

const cannotOf = ({ reply }: Frame): string | undefined =>
  reply.kind === 'cannot' ? `${reply.what} ${reply.why} ${reply.fix}` : undefined;

function doneRows(timeline: Timeline): readonly StepRow[] {
  let cause: number | undefined;
  return timeline.frames.map((frame, i) => {
    const step = i + 1;
    const answers = isHostMove(frame.action);
    if (!answers) cause = step;
    return rowOf(frame, { timeline, step, under: answers ? cause : undefined });
  });
}

function allRows(timeline: Timeline): readonly StepRow[] {
  const done = doneRows(timeline);
  const isNext = timeline.queue.length > 0 && upcoming(timeline)?.kind === 'fm';
  const waiting = timeline.queue.map((request, i): StepRow => ({
    step: done.length + i + 1,
    id: stepEntity(done.length + i + 1),
    status: 'queued',
    actor: 'fm',
    says: readQueued(request),
    effect: i === 0 && isNext ? 'queued: press ▸ to send it' : 'queued until the host is idle',
    tone: 'ok',
    entities: [],
    lane: 'fm',
    to: 'device',
    derived: true,
    interrupts: [],
    off: false,
    bookmarked: false,
    checked: false,
  }));
  return [...done, ...waiting];
}

/** Every step of the run, and the requests that wait to be sent. The same list while the run is the same. */
export function stepsView(timeline: Timeline): readonly StepRow[] {
  const known = lists.get(timeline) ?? allRows(timeline);
  lists.set(timeline, known);
  return known;
}
