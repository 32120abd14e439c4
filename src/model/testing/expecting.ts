import type { Action } from '../simulation/action';
import type { Scenario } from '../simulation/scenario/scenario';
import { MiB } from '../units';
import { add, R0, scenarioWith } from './run';

/** An extent of 128 MiB. */
export const offer = add([[0, 128 * MiB]]);

/** A run of Linux with these actions, and what is expected after its steps. */
export const expecting = (actions: readonly Action[], marks: Scenario['marks'] = []): Scenario => ({
  ...scenarioWith({ twin: 'linux-v11', decoder: [R0, 512 * MiB] }, actions),
  marks,
});
