import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesIn } from '../persistent/range-map';
import { NO_TAG } from '../layouts/dc-extent';
import { withoutExtents, surfaced } from './beliefs';
import { newHost, type HostState } from './host-state';

const BYTES = 32;

interface Came {
  readonly comes: readonly (readonly [start: number, length: number])[];
}
/** Which of those that are there go, by their place in the list. */
interface Went {
  readonly goes: readonly number[];
}

const changes: fc.Arbitrary<readonly (Came | Went)[]> = fc.array(
  fc.oneof(
    fc.record({
      comes: fc.array(fc.tuple(fc.nat(BYTES - 9), fc.integer({ min: 1, max: 8 })), {
        maxLength: 3,
      }),
    }),
    fc.record({ goes: fc.array(fc.nat(9), { maxLength: 3 }) }),
  ),
  { maxLength: 20 },
);

const changed = (host: HostState, change: Came | Went): HostState =>
  'comes' in change
    ? surfaced(
        host,
        change.comes.map(([start, length], i) => {
          const extent = host.births + i;
          return { start, length, extent, tag: NO_TAG, sharedSeq: 0 };
        }),
        0,
      )
    : withoutExtents(
        host,
        host.extents.filter((_, at) => change.goes.includes(at)),
      );

/** Who holds each byte: of the extents on it the one that came last. */
const holders = ({ extents }: HostState): readonly (number | undefined)[] =>
  Array.from(
    { length: BYTES },
    (_, byte) =>
      extents.findLast(({ start, length }) => start <= byte && byte < start + length)?.born,
  );

test('what a host holds by address is what it shows, also where its extents lie on each other', () => {
  fc.assert(
    fc.property(changes, (all) => {
      let host = newHost({ twin: 'manual', random: 1, board: { window: 0, several: false } });
      for (const change of all) {
        host = changed(host, change);
        const held = holders(host).map((_, byte) => rangesIn(host.held, byte, byte + 1)[0]);
        expect(held.map((piece) => piece?.value.born)).toEqual(holders(host));
      }
    }),
    { numRuns: 1000 },
  );
});
