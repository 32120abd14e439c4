import {
  acted,
  type Action,
  advanced,
  type Card,
  configCard,
  configProblem,
  type FmRequest,
  isHostMove,
  limits,
  nextMove,
  noMove,
  onProfile,
  profiles,
  queued,
  requestAction,
  type RunPosition,
  stateAt,
  tailName,
  writtenActions,
} from '../model/index';
import { actionOf, isProfile } from './acts';
import * as cards from './cards';
import type { KeptTail, UserAct, When } from './messages';

/** Edits that can be taken back. */
const MOST_UNDOS = 200;

/** Steps whose states are kept for edits to be taken back, beside those of the run that is shown. */
const MOST_UNDO_STEPS = 20_000;

/** Runs that a new device took the place of and that Undo brings back. */
const MOST_REPLACED = 4;

/** A run as a person works on it: the moment they look at, and those before and after it that edits led through. */
export interface Session {
  readonly moment: RunPosition;
  readonly past: readonly RunPosition[];
  readonly future: readonly RunPosition[];
  /** What the page calls the run. */
  readonly run?: string | undefined;
  /** The run that this one took the place of; Undo goes back to it from the first moment. */
  readonly before?: Session | undefined;
  /** The run that took the place of this one and was taken back. */
  readonly after?: Session | undefined;
}

/** What came of a wish: another session, or a card that says why not. */
export type Outcome =
  { readonly session: Session; readonly kept?: KeptTail } | { readonly problem: Card };

/** A run without a history. `run` is what the page calls it. */
export const sessionOf = (moment: RunPosition, run?: string): Session => ({
  moment,
  past: [],
  future: [],
  run,
});

/** Another run in the place of this one, as an edit that can be taken back. */
export const replaced = (session: Session | undefined, next: Session): Session =>
  session === undefined
    ? next
    : { ...next, before: withoutAfter(shallow(session, MOST_REPLACED - 1)) };

const withoutAfter = (session: Session): Session => ({ ...session, after: undefined });

/** The session with at most so many runs before it. */
const shallow = (session: Session, most: number): Session => ({
  ...session,
  before:
    most === 0 || session.before === undefined ? undefined : shallow(session.before, most - 1),
});

/** Whether there is an edit to take back. */
export const canUndo = ({ past, before }: Session): boolean =>
  past.length > 0 || before !== undefined;

/** Whether there is an edit to do again. */
export const canRedo = ({ future, after }: Session): boolean =>
  future.length > 0 || after !== undefined;

/** The session with another step looked at. That is no edit. */
export function sought(session: Session, step: number): Session {
  const { moment } = session;
  const at = Math.min(Math.max(0, Math.trunc(step)), moment.timeline.frames.length);
  return { ...session, moment: { ...moment, step: at } };
}

/** The last edit taken back: the very moment before it. */
export function undone(session: Session): Session {
  const { moment, past, future, before: run } = session;
  const before = past.at(-1);
  if (before === undefined) return run === undefined ? session : { ...run, after: session };
  return { ...session, moment: before, past: past.slice(0, -1), future: [moment, ...future] };
}

/** The last edit taken back, done again. */
export function redone(session: Session): Session {
  const { moment, past, future, after: run } = session;
  const [after, ...rest] = future;
  if (after === undefined)
    return run === undefined ? session : { ...run, before: withoutAfter(session) };
  return { ...session, moment: after, past: [...past, moment], future: rest };
}

/** Makes an edit, if the file can hold what comes of it. An edit that changes nothing is none. */
export function edited(session: Session, moment: RunPosition): Outcome {
  if (moment === session.moment) return { session };
  if (moment.kept.length >= limits.branches) return { problem: cards.tooManyBranches };
  const actions = writtenActions(moment);
  if (actions > limits.actions) return { problem: cards.tooManyActions(actions) };
  const past = affordable([...session.past, session.moment], moment);
  return { session: { ...session, moment, past, future: [], after: undefined } };
}

/** The newest of these moments, as many as may be kept. */
function affordable(past: readonly RunPosition[], now: RunPosition): readonly RunPosition[] {
  let steps = 0;
  let newer = now;
  const from = past.findLastIndex((moment, index) => {
    steps += moment.timeline.frames.length - sharedFrames(moment, newer);
    newer = moment;
    return past.length - index > MOST_UNDOS || steps > MOST_UNDO_STEPS;
  });
  return past.slice(from + 1);
}

/** Number of leading frames that two runs share. If one is shared, so are all before it. */
function sharedFrames(a: RunPosition, b: RunPosition): number {
  const [one, other] = [a.timeline.frames, b.timeline.frames];
  let least = 0;
  let most = Math.min(one.length, other.length);
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (one[middle - 1]?.state === other[middle - 1]?.state) least = middle;
    else most = middle - 1;
  }
  return least;
}

/** One step forward: along the record, which is no edit, or what comes next. */
export function steppedOn(session: Session): Outcome {
  const next = advanced(session.moment);
  return next.timeline === session.moment.timeline
    ? { session: { ...session, moment: next } }
    : edited(session, next);
}

/** What a fork kept, to be told. */
function withTail(before: RunPosition, outcome: Outcome): Outcome {
  if ('problem' in outcome) return outcome;
  const { kept } = outcome.session.moment;
  const tail = kept.length > before.kept.length ? kept.at(-1) : undefined;
  if (tail === undefined) return outcome;
  const { id, name, entries } = tail;
  return { ...outcome, kept: { id, name, first: before.step + 1, last: entries.length } };
}

/** What a person does that needs no tool: deeds of a user of the host machine are read by one. */
type PlainAct = Exclude<UserAct, { kind: 'hostMachine' }>;

/** Does what a person chose. In the past this forks. */
export function act(session: Session, what: PlainAct): Outcome {
  const { moment } = session;
  if (what.kind === 'chooseProfile') return chooseProfile(session, what.profile);
  if (what.kind === 'hostNext') {
    if (isHostNext(moment)) return steppedOn(session);
    const state = stateAt(moment.timeline, moment.step);
    if (nextMove(state) === undefined) return { problem: cards.noMoveCard(noMove(state)) };
  }
  const action = actionOf(what);
  return 'problem' in action ? action : actAll(session, [action]);
}

/** The step that comes is the host's own move: doing the same again would only keep it twice. */
function isHostNext({ timeline, step }: RunPosition): boolean {
  const frame = timeline.frames[step];
  return frame !== undefined && isHostMove(frame.action) && !frame.off;
}

/** The same actions on another device: a profile is a way to play the run, not a step of it. */
function chooseProfile(session: Session, profile: string): Outcome {
  const { moment } = session;
  if (!isProfile(profile)) return { problem: cards.unknownCard('profile', profile) };
  const problem = configProblem(moment.timeline.start.device, profiles[profile]);
  if (problem !== undefined) return { problem: configCard(problem) };
  return edited(session, { ...moment, timeline: onProfile(moment.timeline, profile) });
}

/** Requests, sent at the present step, put into the queue, or the first sent and the others put there. */
export function submit(session: Session, requests: readonly FmRequest[], when: When): Outcome {
  const { moment } = session;
  const atOnce = { now: requests.length, first: 1, queue: 0 }[when];
  const waiting = requests.slice(atOnce);
  const sent = requests
    .slice(0, atOnce)
    .reduce<RunPosition>(
      (next, request) => acted(next, requestAction(request), tailName(next)),
      moment,
    );
  const timeline = waiting.length > 0 ? queued(sent.timeline, waiting) : sent.timeline;
  return withTail(moment, edited(session, { ...sent, timeline }));
}

/** Does several things one after the other, as one edit. In the past this forks. */
export function actAll(session: Session, actions: readonly Action[]): Outcome {
  const { moment } = session;
  const done = actions.reduce<RunPosition>(
    (next, action) => acted(next, action, tailName(next)),
    moment,
  );
  return withTail(moment, edited(session, done));
}
