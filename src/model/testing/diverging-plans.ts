import fc from 'fast-check';
import { ldOf } from '../device/device-state';
import { inOrder } from '../device/extent-list';
import { twins } from '../host/twins';
import { MiB } from '../units';
import { anyTwin, machinePlans } from './host-plans';
import { always, type Plan } from './plan';
import { add, askBack, next } from './run';

/** Asks the first accepted extent back, whole. */
export const askFirstBack: Plan = ({ device }) => {
  const { accepted, regions } = ldOf(device);
  const [first] = inOrder(accepted);
  const home = regions.findLast(({ base }) => base <= (first?.start ?? 0));
  return askBack([[(first?.start ?? 0) - (home?.base ?? 0), first?.length ?? 0]], {
    region: home?.index ?? 0,
  });
};

const claimOne: Plan = ({ host }) => ({
  kind: 'host',
  deed: 'claim',
  region: 0,
  of: twins[host.twin].series.claims === 'bySize' ? '' : '0',
});

/** Offers extents of a block each, from some block on. */
const offered = (block: number, count: number): Plan =>
  always(add(Array.from({ length: count }, (_, i) => [2 * (block + i) * MiB, 2 * MiB])));

/** One extent is accepted and claimed, and asked back from any host while it is in use. */
const keptInUse: fc.Arbitrary<readonly Plan[]> = anyTwin.map((twin) => [
  offered(0, 1),
  ...Array<Plan>(5).fill(always(next)),
  claimOne,
  always({ kind: 'twin', twin }),
  askFirstBack,
]);

/** Runs in which event records are lost, capacity is used, and the host machine starts anew. */
export const divergingPlans: fc.Arbitrary<readonly Plan[]> = fc
  .tuple(
    fc.oneof(fc.constant([]), keptInUse),
    fc.array(
      fc.oneof(
        { weight: 24, arbitrary: fc.constant(always(next)) },
        {
          weight: 4,
          arbitrary: fc
            .tuple(fc.nat(28), fc.constantFrom(1, 2, 9))
            .map(([at, count]) => offered(at * 9, count)),
        },
        { weight: 2, arbitrary: fc.constant(askFirstBack) },
        ...machinePlans,
      ),
      { minLength: 20, maxLength: 40 },
    ),
  )
  .map(([first, plans]) => [...first, ...plans]);
