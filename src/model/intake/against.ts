import type { Checked } from '../simulation/run/expectations';
import { checkExpectations } from '../simulation/run/expectations';
import type { Timeline } from '../simulation/run/timeline';
import type { Expectation } from '../simulation/scenario/expectation-schema';
import type { Lines, PastedStep } from './session';

/** One line of the text laid beside the model: what the text shows, and what the model has at its step. */
export interface ComparedLine extends Lines, Checked {}

/** What a text shows beside what the model does, in the order of the steps. */
export function against(timeline: Timeline, steps: readonly PastedStep[]): readonly ComparedLine[] {
  const checked = checkExpectations(timeline);
  let at = 0;
  return steps.flatMap(({ checks }) =>
    checks.flatMap(({ from, to, expects }) => {
      const told = checked.slice(at, at + membersOf(expects));
      at += told.length;
      return told.map((each) => ({ ...each, from, to }));
    }),
  );
}

const membersOf = (expects: Expectation): number => Object.keys(expects).length;
