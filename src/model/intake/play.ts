import { HOST_MOVE, type Action } from '../simulation/action';
import { frameOf } from '../simulation/run/timeline';
import { entryFor } from '../simulation/scenario/entry';
import type { Expectation } from '../simulation/scenario/expectation-schema';
import { limits } from '../simulation/scenario/limits';
import type { SimulationState } from '../simulation/state';
import { nextMove } from '../simulation/steps/host-step';
import type { Remark, SeenReply } from './finding';
import type { Placed } from './placed';

/** Lines of a text, from 1. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** What a text shows of a step: the model is held to it. */
export interface PastedCheck extends Lines {
  readonly expects: Expectation;
}

/** Where a step of a pasted run comes from, and what the text shows of it. */
export interface PastedStep {
  readonly action: Action;
  readonly origin: 'seen' | 'inferred';
  /** Absent where no line says so. */
  readonly lines?: Lines;
  readonly checks: readonly PastedCheck[];
}

/** Moves that a host is given between two requests. */
const mostMoves = 400;

/** A text while it is played. */
export interface Play {
  state: SimulationState;
  readonly steps: {
    action: Action;
    origin: PastedStep['origin'];
    lines?: Lines;
    checks: PastedCheck[];
  }[];
  /** Requests that no reply was found for yet; a negotiation is no step. */
  readonly unanswered: (number | 'negotiation')[];
  /** Replies that were not given to a request yet. */
  readonly replies: (Lines & { readonly reply: SeenReply })[];
  /** What the device answered to each command that the text shows an answer of. */
  readonly outputs: ReadonlyMap<Placed, Uint8Array>;
  /** The step of the last command, while its response may come. */
  command: number | undefined;
  /** Records of a chain that was not closed yet. */
  readonly chain: Extract<Placed, { readonly what: 'record' }>[];
  /** Lines of the host that were not laid beside the model yet. */
  readonly lines: PastedCheck[];
  readonly remarks: (Lines & Remark)[];
  /** The numbers of the text's regions, and those that the model has for them. */
  readonly regions: Map<string, number>;
}

/** Steps that a file may hold. A longer text is played as far as that. */
export const isFull = ({ steps }: Play): boolean => steps.length + mostMoves > limits.actions;

/** Does something, as lines of the text say or as one infers, perhaps from lines. */
export function act(
  play: Play,
  action: Action,
  lines?: Lines,
  origin: PastedStep['origin'] = lines === undefined ? 'inferred' : 'seen',
): void {
  play.state = frameOf(play.state, entryFor(action)).state;
  play.steps.push({ action, origin, checks: [], ...(lines === undefined ? {} : { lines }) });
}

/** The host does what it has to. */
export function settle(play: Play): void {
  for (let moves = 0; moves < mostMoves && nextMove(play.state) !== undefined; moves += 1)
    act(play, HOST_MOVE);
}

/** Nothing was done before the first check: a moment in which no time passes stands for it. */
export function check(play: Play, step: number, seen: PastedCheck): void {
  if (play.steps.length === 0) act(play, { kind: 'clock', ns: 0 });
  play.steps[Math.max(step, 0)]?.checks.push(seen);
}

/** The first lines that were held back are checks of the last step. */
export function checkLines(play: Play, count: number): void {
  for (const seen of play.lines.splice(0, count)) check(play, play.steps.length - 1, seen);
}
