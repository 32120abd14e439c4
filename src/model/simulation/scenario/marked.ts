import type { Action } from '../action';
import type { Expectation } from './expectation-schema';

/** What stands on a step; steps count from 1. */
export interface StepMarks {
  readonly step: number;
  /** Switched off: the run goes on as if it had not been done. */
  readonly off?: boolean;
  readonly note?: string;
  readonly bookmark?: boolean;
  /** What is to be true after it. */
  readonly expects?: readonly Expectation[];
}

/** Actions in their order, and the marks on some of them. */
export interface Annotated {
  readonly actions: readonly Action[];
  readonly marks?: readonly StepMarks[];
}
