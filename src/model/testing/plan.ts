import fc from 'fast-check';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';

/** What to do next, told so that it can be worked out for whatever state a random run has come to. */
export type Plan = (state: SimulationState) => Action;

export function always(action: Action): Plan {
  return () => action;
}

const BLOCK = 2 * MiB;

/** Numbers that only a hostile sender would write. */
export const hostileNumber = fc.oneof(
  fc.constantFrom<number | bigint>(0, 1, -1, MiB, -BLOCK, 2n ** 64n - BigInt(BLOCK), 2n ** 63n),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);
