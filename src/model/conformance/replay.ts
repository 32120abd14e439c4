import { configProblem } from '../device/config';
import type { Action } from '../simulation/action';
import type { Reply } from '../simulation/reply';
import { startState, type SimulationState } from '../simulation/state';
import { step } from '../simulation/step';
import { compareMailbox, compareQmp, differ, type Compared, type Mismatch } from './compare';
import { numberAt, objectAt, opcodeOf, payloadOf, textAt, type Fields, type Trace } from './trace';

/** Where the model and QEMU part. `step` counts from 0. */
export interface Difference extends Mismatch {
  readonly step: number;
}

export interface Replayed {
  readonly compared: number;
  readonly difference?: Difference;
}

interface Played {
  readonly state: SimulationState;
  /** Interrupt vectors raised since the last poll. */
  readonly vectors: readonly number[];
}

type Outcome = readonly [Played, Compared];
type Op = (played: Played, fields: Fields) => Outcome;

/** Replays a recorded session through the model and compares every answer byte for byte, up to the first difference. */
export function replay(trace: Trace): Replayed {
  const problem = configProblem(trace.device);
  if (problem !== undefined) return replayFailedStart(trace, problem.desc);
  const host = { twin: 'manual', decoder: { start: 0, length: 0 } } as const;
  const start = { profile: trace.profile, device: trace.device, host };
  let played: Played = { state: startState(start), vectors: [] };
  for (const [at, { op, fields }] of trace.steps.entries()) {
    const [next, mismatch] = (ops.get(op) ?? unknown(op))(played, fields);
    if (mismatch !== undefined) return { compared: at, difference: { step: at, ...mismatch } };
    played = next;
  }
  return { compared: trace.steps.length };
}

function replayFailedStart({ steps }: Trace, desc: string): Replayed {
  const stderr = textAt(objectAt(steps[0]?.fields ?? {}, 'crash'), 'stderr');
  return stderr.includes(`: ${desc}`)
    ? { compared: 1 }
    : { compared: 0, difference: { step: 0, what: 'start', qemu: stderr, model: desc } };
}

const unknown =
  (op: string): Op =>
  (played) => [played, { what: `operation ${op}`, qemu: 'recorded', model: 'not modelled' }];

function acted(played: Played, action: Action, compare: (reply: Reply) => Compared): Outcome {
  const { state, reply, happenings } = step(played.state, action);
  const raised = happenings.flatMap((item) =>
    item.what === 'interruptRaised' ? [item.vector] : [],
  );
  return [{ state, vectors: [...played.vectors, ...raised] }, compare(reply)];
}

const nothing = (): Compared => undefined;

/** What each recorded operation is in the model, and what is compared. */
const ops: ReadonlyMap<string, Op> = new Map<string, Op>([
  [
    'mailbox',
    (played, fields) =>
      acted(
        played,
        { kind: 'mailbox', opcode: opcodeOf(fields), payload: payloadOf(fields) },
        (reply) => compareMailbox(fields, reply),
      ),
  ],
  [
    'qmp',
    (played, fields) =>
      acted(
        played,
        { kind: 'qmp', execute: textAt(fields, 'name'), arguments: fields['args'] ?? {} },
        (reply) => compareQmp(fields, reply),
      ),
  ],
  [
    'event_status',
    (played, fields) => [
      played,
      differ('Event Status register', numberAt(fields, 'result'), played.state.device.eventStatus),
    ],
  ],
  [
    'clock_step',
    // Debian's 10.0.2 has no qtest clock: there the clock stood still.
    (played, fields) =>
      fields['result'] === 'unsupported'
        ? [played, undefined]
        : acted(played, { kind: 'clock', ns: numberAt(fields, 'ns') }, nothing),
  ],
  ['reset', (played) => acted(played, { kind: 'reset' }, nothing)],
  ['msix_enable', (played) => [{ ...played, vectors: [] }, undefined]],
  [
    'msix_poll',
    (played, fields) => [
      { ...played, vectors: [] },
      differ('interrupt vectors', JSON.stringify(fields['result']), JSON.stringify(played.vectors)),
    ],
  ],
]);
