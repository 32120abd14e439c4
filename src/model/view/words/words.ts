import type { Action } from '../../simulation/action';
import type { SimulationState } from '../../simulation/state';
import type { StepResult } from '../../simulation/steps/step';

/** A step with what it was done to. */
export interface StepInput extends StepResult {
  readonly action: Action;
  readonly before: SimulationState;
  /** Switched off: nothing was done. */
  readonly off?: boolean;
}

/** One step in words: the sentence, the same short in the actor's column, what the device then holds. */
export interface StepSentence {
  readonly sentence: string;
  readonly says: string;
  readonly effect: string;
  /** What a person might not expect of it. */
  readonly note?: string;
}

export const plainSentence = (sentence: string, says: string, effect: string): StepSentence => ({
  sentence,
  says,
  effect,
});

/** Words for an actor's sentence and its short form that differ in the subject only. */
export const actorWords = (actor: string, says: string, effect: string): StepSentence =>
  plainSentence(`The ${actor} ${says}.`, says, effect);

export const timeText = (ns: number): string => (ns >= 1e6 ? `${ns / 1e9} s` : `${ns} ns`);
