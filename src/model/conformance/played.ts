import type { Action } from '../simulation/action';
import type { Reply } from '../simulation/reply';
import type { SimulationState } from '../simulation/state';
import { step } from '../simulation/steps/step';
import type { Compared } from './compare';
import type { Fields } from './trace';

/** A model that a trace is being replayed through. */
export interface Played {
  readonly state: SimulationState;
  /** Interrupt vectors raised since the last poll. */
  readonly vectors: readonly number[];
}

/** The model after one recorded operation, and how its answer differs from QEMU's. */
export type Outcome = readonly [Played, Compared];
export type Op = (played: Played, fields: Fields) => Outcome;

/** Does one action and compares its reply. */
export function acted(
  played: Played,
  action: Action,
  compare: (reply: Reply) => Compared,
): Outcome {
  const { state, reply, happenings } = step(played.state, action);
  const raised = happenings.flatMap((item) =>
    item.what === 'interruptRaised' ? [item.vector] : [],
  );
  return [{ state, vectors: [...played.vectors, ...raised] }, compare(reply)];
}

/** Where there is nothing to compare: what the operation did shows in later ones. */
export const nothing = (): Compared => undefined;
