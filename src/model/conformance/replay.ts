import { configProblem } from '../device/config';
import { fromHex } from '../codec/codec';
import { spansOf } from '../codec/message';
import type { JsonValue } from '../json';
import { commands } from '../mailbox/mailbox';
import type { Action } from '../simulation/action';
import type { Reply } from '../simulation/reply';
import { startState, type SimulationState } from '../simulation/state';
import { step, type StepResult } from '../simulation/step';
import {
  numberAt,
  objectAt,
  opcodeOf,
  payloadOf,
  textAt,
  toHex,
  type Trace,
  type TraceStep,
} from './trace';

/** Where the model and QEMU part. `step` counts from 0. */
export interface Difference {
  readonly step: number;
  readonly what: string;
  readonly qemu: string;
  readonly model: string;
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

type Compared = Omit<Difference, 'step'> | undefined;
type Outcome = readonly [Played, Compared];

/** Replays a recorded session through the model and compares every answer byte for byte, up to the first difference. */
export function replay(trace: Trace): Replayed {
  const problem = configProblem(trace.device);
  if (problem !== undefined) return replayFailedStart(trace, problem.desc);
  let played: Played = {
    state: startState({
      profile: trace.profile,
      device: trace.device,
      host: { twin: 'manual', decoder: { start: 0, length: 0 } },
    }),
    vectors: [],
  };
  for (let at = 0; at < trace.steps.length; at += 1) {
    const recorded = trace.steps[at];
    if (recorded === undefined) break;
    const [next, difference] = replayStep(played, recorded);
    if (difference !== undefined) return { compared: at, difference: { step: at, ...difference } };
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

const differ = (what: string, qemu: string | number, model: string | number): Compared =>
  qemu === model ? undefined : { what, qemu: String(qemu), model: String(model) };

function replayStep(played: Played, { op, fields }: TraceStep): Outcome {
  switch (op) {
    case 'mailbox':
      return acted(
        played,
        { kind: 'mailbox', opcode: opcodeOf(fields), payload: payloadOf(fields) },
        (reply) => compareMailbox(fields, reply),
      );
    case 'qmp':
      return acted(
        played,
        { kind: 'qmp', execute: textAt(fields, 'name'), arguments: fields['args'] ?? {} },
        (reply) => compareQmp(fields, reply),
      );
    case 'event_status':
      return [
        played,
        differ(
          'Event Status register',
          numberAt(fields, 'result'),
          played.state.device.eventStatus,
        ),
      ];
    case 'clock_step':
      // Debian's 10.0.2 has no qtest clock: there the clock stood still.
      return fields['result'] === 'unsupported'
        ? [played, undefined]
        : acted(played, { kind: 'clock', ns: numberAt(fields, 'ns') }, () => undefined);
    case 'reset':
      return acted(played, { kind: 'reset' }, () => undefined);
    case 'msix_enable':
      return [{ ...played, vectors: [] }, undefined];
    case 'msix_poll':
      return [
        { ...played, vectors: [] },
        differ(
          'interrupt vectors',
          JSON.stringify(fields['result']),
          JSON.stringify(played.vectors),
        ),
      ];
    default:
      return [played, { what: `operation ${op}`, qemu: 'recorded', model: 'not modelled' }];
  }
}

function acted(played: Played, action: Action, compare: (reply: Reply) => Compared): Outcome {
  const result: StepResult = step(played.state, action);
  const raised = result.happenings.flatMap((happening) =>
    happening.what === 'interruptRaised' ? [happening.vector] : [],
  );
  return [{ state: result.state, vectors: [...played.vectors, ...raised] }, compare(result.reply)];
}

type Fields = Readonly<Record<string, JsonValue>>;

const crashOf = (fields: Fields): string | undefined =>
  'crash' in fields ? textAt(objectAt(fields, 'crash'), 'signal') : undefined;

function compareMailbox(fields: Fields, reply: Reply): Compared {
  const crash = crashOf(fields);
  if (reply.kind === 'crash')
    return differ('crash', crash === undefined ? 'an answer' : 'crash', 'crash');
  if (crash !== undefined) return { what: 'crash', qemu: crash, model: 'an answer' };
  if (reply.kind !== 'mailbox')
    return { what: 'command', qemu: 'an answer', model: 'not modelled' };
  const code = differ('return code', numberAt(fields, 'ret'), reply.code);
  return code ?? compareBytes(opcodeOf(fields), textAt(fields, 'out_hex'), toHex(reply.output));
}

/** Names the first field that differs by the command's own reply layout. */
function compareBytes(opcode: number, qemu: string, model: string): Compared {
  if (qemu === model) return undefined;
  if (qemu.length !== model.length)
    return differ('output length', qemu.length / 2, model.length / 2);
  let byte = 0;
  while (qemu.slice(2 * byte, 2 * byte + 2) === model.slice(2 * byte, 2 * byte + 2)) byte += 1;
  const message = commands.get(opcode)?.reply;
  const spans = message === undefined ? [] : spansOf(message, fromHex(qemu));
  const span = spans.find(({ offset, size }) => byte >= offset && byte < offset + size);
  const from = 2 * (span?.offset ?? byte);
  const to = from + 2 * (span?.size ?? 1);
  const where = `${span?.path ?? 'byte'} at offset ${(from / 2).toString(16)}h`;
  return { what: where, qemu: qemu.slice(from, to), model: model.slice(from, to) };
}

function compareQmp(fields: Fields, reply: Reply): Compared {
  const crash = crashOf(fields);
  if (reply.kind === 'crash')
    return differ('crash', crash === undefined ? 'an answer' : 'crash', 'crash');
  if (crash !== undefined) return { what: 'crash', qemu: crash, model: 'an answer' };
  if (reply.kind !== 'qmp')
    return { what: 'QMP command', qemu: 'an answer', model: 'not modelled' };
  const { error } = reply;
  const expected = objectAt(objectAt(fields, 'result'), 'error');
  const qemu =
    'class' in expected ? `${textAt(expected, 'class')}: ${textAt(expected, 'desc')}` : 'return';
  return differ(
    'QMP result',
    qemu,
    error === undefined ? 'return' : `${error.class}: ${error.desc}`,
  );
}
