import type { SimulationState } from '../simulation/state';
import { nextMove } from '../simulation/steps/host-step';
import { step } from '../simulation/steps/step';
import { HOST_MOVE, type Action } from '../simulation/action';
import type { Culprit } from '../view/page/provoke';
import type { StepInput } from '../view/words/words';
import { outcomeOfSteps, type Outcome } from './coming';
import { fmOffers, fmTags } from './fm-offers';
import { fmReleases } from './fm-releases';
import { hostAnswers } from './host-answers';
import { hostReleases } from './host-releases';
import { machineMoves } from './machine-moves';
import { HOST_GOES_ON, type Act, type Move } from './move';
import { nowOf } from './now';

/** Every awkward move there is, by who is awkward. */
export const movesOf: Readonly<Record<Culprit, readonly Move[]>> = {
  host: [...hostAnswers, ...hostReleases],
  fm: [...fmOffers, ...fmReleases, ...fmTags],
  device: machineMoves,
};

/** The same in one list. */
export const moves: readonly Move[] = Object.values(movesOf).flat();

/** The most moves that a host is left to make at a time. */
const MOST_MOVES = 60;

/** A move made on a state, which stays as it is. */
export interface Tried {
  readonly steps: readonly StepInput[];
  readonly coming: Outcome;
  /** The step that tells best what came of it. */
  readonly telling: StepInput | undefined;
}

const done = (before: SimulationState, action: Action): StepInput => ({
  ...step(before, action),
  action,
  before,
});

function carriedOut(state: SimulationState, acts: readonly Act[]): readonly StepInput[] {
  const steps: StepInput[] = [];
  const now = (): SimulationState => steps.at(-1)?.state ?? state;
  const wasIdle = nextMove(state) === undefined;
  for (const act of acts) {
    if (act !== HOST_GOES_ON) steps.push(done(now(), act));
    else if (wasIdle)
      for (let made = 0; made < MOST_MOVES && nextMove(now()) !== undefined; made += 1)
        steps.push(done(now(), HOST_MOVE));
  }
  return steps;
}

/** Why a step gives no answer to tell: the device, or this program, knows nothing of it. */
const unanswered = ({ reply }: StepInput): string | undefined => {
  if (reply.kind === 'cannot') return reply.why;
  return reply.kind === 'notModelled' ? 'This program does not know what comes of it.' : undefined;
};

/** Makes a move on a state: what comes of it, or why it means nothing there. */
export function tried(state: SimulationState, move: Move, now = nowOf(state)): Tried | string {
  if (state.device.crashed !== undefined) return 'QEMU is gone. Step back before the crash.';
  const acts = move.acts(now);
  if (typeof acts === 'string') return acts;
  const steps = carriedOut(state, acts);
  const whyNot = steps.map(unanswered).find((why) => why !== undefined);
  return whyNot ?? { steps, ...outcomeOfSteps(state, steps) };
}

/** The actions of a move at a state, the host's own among them; why not, where it means nothing there. */
export function actionsOf(state: SimulationState, id: string): readonly Action[] | string {
  const move = moves.find((each) => each.id === id);
  if (move === undefined) return 'There is no such move.';
  const made = tried(state, move);
  return typeof made === 'string' ? made : made.steps.map(({ action }) => action);
}
