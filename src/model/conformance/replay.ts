import { acceptedDifferences } from './accepted-differences';
import { profiles } from '../device/profile';
import { configProblem } from '../device/config';
import type { Action } from '../simulation/action';
import type { Reply } from '../simulation/reply';
import { startState, type SimulationState } from '../simulation/state';
import { step } from '../simulation/step';
import { fromHex } from '../codec/codec';
import { backgroundStatus, mailboxStatus } from '../mailbox/registers';
import {
  compareMailbox,
  compareQmp,
  compareRead,
  differ,
  type Compared,
  type Mismatch,
} from './compare';
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
  const problem = configProblem(trace.device, profiles[trace.profile]);
  if (problem !== undefined) return replayFailedStart(trace, problem.desc);
  const { staticVolatile, dynamicCapacity } = trace.device;
  const decoder = { start: 0, length: trace.hdm ? staticVolatile + dynamicCapacity : 0 };
  const host = { twin: 'manual', decoder } as const;
  const start = { profile: trace.profile, device: trace.device, host };
  let played: Played = { state: startState(start), vectors: [] };
  for (const [at, { op, fields }] of trace.steps.entries()) {
    const [next, mismatch] = (ops.get(op) ?? unknown(op))(played, fields);
    const found = judged(trace, at, mismatch);
    if (found !== undefined) return { compared: at, difference: { step: at, ...found } };
    // After an accepted difference QEMU's state is not the model's: the step counts as not taken.
    if (mismatch === undefined) played = next;
  }
  return { compared: trace.steps.length };
}

/** A mismatch, unless it is an accepted one; an accepted one that is not there any more is a mismatch too. */
function judged({ name, version }: Trace, step: number, mismatch: Compared): Compared {
  const accepted = acceptedDifferences.find(
    (item) => item.trace === name && item.version === version && item.step === step,
  );
  if (accepted === undefined) return mismatch;
  const gone = {
    what: 'accepted difference',
    qemu: 'differs',
    model: 'agrees; take it off the list',
  };
  return mismatch === undefined ? gone : undefined;
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

const fmAction = (to: 'ld' | 'switch', fields: Fields): Action => ({
  kind: 'fmApi',
  to,
  opcode: opcodeOf(fields),
  payload: payloadOf(fields),
});

/** The recorder's switch has one device, behind port 0. */
function replayTunnel(played: Played, fields: Fields): Outcome {
  if (numberAt(fields, 'port') !== 0) {
    return [played, differ('tunnel return code', numberAt(fields, 'tunnel_ret'), INVALID_INPUT)];
  }
  return acted(played, fmAction('ld', fields), (reply) => compareMailbox(fields, reply));
}

const INVALID_INPUT = 2;

const statusRegister = ({ state }: Played): number => Number(mailboxStatus(state.device));

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
  ['fm', (played, fields) => replayTunnel(played, fields)],
  [
    'switch_mailbox',
    (played, fields) =>
      acted(played, fmAction('switch', fields), (reply) => compareMailbox(fields, reply)),
  ],
  [
    'mem_read',
    (played, fields) =>
      acted(
        played,
        {
          kind: 'read',
          space: 'dpa',
          at: numberAt(fields, 'dpa'),
          length: numberAt(fields, 'len'),
        },
        (reply) => compareRead(fields, reply),
      ),
  ],
  [
    'mem_write',
    (played, fields) =>
      acted(
        played,
        {
          kind: 'write',
          space: 'dpa',
          at: numberAt(fields, 'dpa'),
          data: fromHex(textAt(fields, 'data')),
        },
        nothing,
      ),
  ],
  [
    'hdm',
    (played, fields) => acted(played, { kind: 'hdm', commit: fields['commit'] === true }, nothing),
  ],
  [
    'mbox_status',
    (played, fields) => [
      played,
      differ('Mailbox Status register', numberAt(fields, 'result'), statusRegister(played)),
    ],
  ],
  [
    'bg_status',
    (played, fields) => [
      played,
      differ(
        'Background Command Status register',
        numberAt(fields, 'result'),
        Number(backgroundStatus(played.state.device)),
      ),
    ],
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
