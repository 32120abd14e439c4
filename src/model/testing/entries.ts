import fc from 'fast-check';
import { inOrder } from '../device/extent-list';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { ldIn, type Range } from './run';

const BLOCK = 2 * MiB;

type Source = 'first' | 'later' | 'accepted' | 'anywhere';

/** Where an entry of a response or release is taken from; `skip` and `take` are in blocks. */
interface Entry {
  readonly from: Source;
  readonly skip: number;
  readonly take: number;
}

const entryFrom = (usual: Source): fc.Arbitrary<Entry> =>
  fc.record({
    from: fc.oneof(
      { weight: 30, arbitrary: fc.constant(usual) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Source>('first', 'later', 'accepted', 'anywhere'),
      },
    ),
    skip: fc.constantFrom(0, 0, 0, 1, 2),
    take: fc.constantFrom(99, 99, 99, 1, 2),
  });

/** Up to four entries, each about another extent from the `pick`th on; `bend` spoils the last length. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly pick: number;
  readonly bend: number | bigint;
}

export const entriesFrom = (usual: Source): fc.Arbitrary<Entries> =>
  fc.record({
    entries: fc.array(entryFrom(usual), { minLength: 1, maxLength: 4 }),
    pick: fc.nat(20),
    bend: fc.oneof(
      { weight: 12, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(1, MiB, -BLOCK, 2n ** 64n - 4n) },
    ),
  });

/** The ranges that the entries come to; fewer when a source has fewer extents. */
export function rangesFor(
  state: SimulationState,
  { entries, pick, bend }: Entries,
): readonly Range[] {
  const { pending, accepted } = ldIn(state);
  const sources = {
    first: pending[0]?.extents ?? [],
    later: pending.slice(1).flatMap(({ extents }) => extents),
    accepted: inOrder(accepted),
    anywhere: [{ start: (128 + pick) * BLOCK, length: 4 * BLOCK }],
  };
  const ranges = entries.flatMap(({ from, skip, take }, i): readonly Range[] => {
    const extents = sources[from];
    const extent = i < extents.length ? extents[(pick + i) % extents.length] : undefined;
    if (extent === undefined) return [];
    const skipped = extent.length > skip * BLOCK ? skip * BLOCK : 0;
    return [[extent.start + skipped, Math.min(take * BLOCK, extent.length - skipped)]];
  });
  const last = ranges.at(-1);
  if (last === undefined) return [[0, 0]];
  return [...ranges.slice(0, -1), [last[0], BigInt.asUintN(64, BigInt(last[1]) + BigInt(bend))]];
}
