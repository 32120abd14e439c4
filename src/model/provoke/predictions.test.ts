import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../device/device-state';
import type { SimulationState } from '../simulation/state';
import { anyStates } from '../testing/provoked';
import { provocations, tried } from './provocations';

/** Predictions that do not come true in a state. */
const mistakes = (state: SimulationState): readonly unknown[] =>
  provocations.flatMap((provocation) => {
    const made = tried(state, provocation);
    if (typeof made === 'string') return [];
    const { plan, coming } = made;
    return JSON.stringify(plan.coming) === JSON.stringify(coming)
      ? []
      : [{ id: provocation.id, predicted: plan.coming, came: coming }];
  });

test('every prediction comes true in the states of random runs, on every device', () => {
  fc.assert(
    fc.property(anyStates, (state) => {
      expect(mistakes(state())).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('trying a provocation leaves the state as it was', () => {
  fc.assert(
    fc.property(anyStates, (state) => {
      const now = state();
      const kept = structuredClone({ ld: ldOf(now.device), host: now.host });
      for (const provocation of provocations) tried(now, provocation);
      expect({ ld: ldOf(now.device), host: now.host }).toEqual(kept);
    }),
    { numRuns: 10 },
  );
});
