import fc from 'fast-check';
import { ldOf } from '../device/device-state';
import { inOrder } from '../device/extent-list';
import { BASE, delExtent, inject, LEN } from './mock';
import { always, type Plan } from './plan';
import { giveBack, next, respond } from './run';

/** Lines for the mock's files, its host's answers and releases, on eight places that may overlap. */
export const mockPlans: fc.Arbitrary<readonly Plan[]> = fc.array(
  fc.oneof<fc.WeightedArbitrary<Plan>[]>(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.nat(6), fc.integer({ min: 1, max: 2 }), fc.constantFrom(0, 1))
        .map(([at, units, more]) => always(inject([BASE + at * LEN, units * LEN], '', more))),
    },
    {
      weight: 2,
      arbitrary: fc.nat(6).map((at) => always(delExtent([BASE + at * LEN, LEN]))),
    },
    { weight: 4, arbitrary: fc.constant(always(next)) },
    {
      weight: 2,
      arbitrary: fc.constant<Plan>((state) => {
        const [group] = ldOf(state.device).pending;
        return respond((group?.extents ?? []).map(({ start, length }) => [start, length]));
      }),
    },
    {
      weight: 2,
      arbitrary: fc.nat(4).map((pick): Plan => (state) => {
        const held = inOrder(ldOf(state.device).accepted);
        const extent = held[pick % Math.max(1, held.length)];
        return giveBack(extent === undefined ? [] : [[extent.start, extent.length]]);
      }),
    },
  ),
  { minLength: 1, maxLength: 20 },
);
