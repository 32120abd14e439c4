import { codeTitle, hexCode } from '../../layouts/return-code';
import type { Action } from '../../simulation/action';
import type { Frame } from '../../simulation/run/timeline';
import { happeningsOf } from '../scene/gather';
import type { LaneMarks } from '../page';
import { deedFacts, isMachineDeed } from '../../simulation/deeds';

type Path = Pick<LaneMarks, 'lane' | 'to' | 'derived'>;

const fromFm: Path = { lane: 'fm', to: 'device', derived: false };
const fromHost: Path = { lane: 'host', to: 'device', derived: false };
const inHost: Path = { lane: 'host', derived: true };
/** A load or store crosses the host's bridges and the device's decoder. */
const access: Path = { lane: 'memory', to: 'device', derived: false };
const inDevice: Path = { lane: 'device', derived: true };

const paths: Readonly<Record<Exclude<Action['kind'], 'host'>, Path>> = {
  qmp: fromFm,
  fmApi: fromFm,
  inject: fromFm,
  mailbox: fromHost,
  hdm: fromHost,
  twin: inHost,
  read: access,
  write: access,
  clock: inDevice,
  reset: inDevice,
};

/** Which way the capacity goes between the host and those who use it. */
const uses: Readonly<Record<'toUse' | 'fromUse', Path>> = {
  toUse: { lane: 'host', to: 'memory', derived: true },
  fromUse: { lane: 'memory', to: 'host', derived: true },
};

/** A step that is switched off sends nothing. */
function pathOf(frame: Frame): Path {
  const path = intendedPath(frame);
  return frame.off ? { ...path, derived: true } : path;
}

function intendedPath({ action, sent, off }: Frame): Path {
  if (action.kind !== 'host') return paths[action.kind];
  const goes = isMachineDeed(action.deed) ? deedFacts(action.deed).goes : undefined;
  if (goes !== undefined) return uses[goes];
  return sent !== undefined || off ? fromHost : inHost;
}

type Answer = NonNullable<LaneMarks['answer']>;

const granted: Answer = { code: '{}', text: 'granted' };
const written: Answer = { code: 'ok', text: 'written' };
const accessDone: Answer = { code: 'ok', text: 'access done' };
const accessFailed: Answer = { code: 'error', text: 'no memory answers there' };
const noInterrupts: LaneMarks['interrupts'] = [];
const answers = new Map<number, Answer>();

/** One object per code: the rows of a long run are sent to the page again and again. */
function codeAnswer(code: number): Answer {
  const answer = answers.get(code) ?? { code: hexCode(code), text: codeTitle(code) };
  answers.set(code, answer);
  return answer;
}

function answerOf({ action, reply }: Frame): LaneMarks['answer'] {
  switch (reply.kind) {
    case 'mailbox':
      return codeAnswer(reply.code);
    case 'qmp':
      if (reply.error !== undefined) return { code: 'error', text: reply.error.desc };
      return action.kind === 'inject' ? written : granted;
    case 'memory':
      return reply.memtx === 'ok' ? accessDone : accessFailed;
    default:
      return undefined;
  }
}

/** The step between the lanes: whose message, where to, what came back, and who was interrupted. */
export function laneMarks(frame: Frame): LaneMarks {
  const answer = answerOf(frame);
  const raised = happeningsOf(frame.happenings, 'interruptRaised').map(({ vector }) => vector);
  return {
    ...pathOf(frame),
    ...(answer === undefined ? {} : { answer }),
    interrupts: raised.length === 0 ? noInterrupts : [...new Set(raised)],
  };
}

/** Whether a step is a use of the capacity. */
export const usesMemory = (frame: Frame): boolean => {
  const { lane, to } = pathOf(frame);
  return lane === 'memory' || to === 'memory';
};
