import { ldOf, type Region } from '../device/device-state';
import type { SimulationState } from '../simulation/state';
import { iec } from '../units';
import { coverage, gridOf, totalsOf, type Drawn } from '../view/map/coverage';
import { devicePieces, hostPieces } from '../view/map/pieces';
import { regionEntity, regionLabel, stateNames } from '../view/words/names';
import { drawnStates, type DrawnState } from '../view/page';
import type { MiniMap, MiniSpan } from '../view/page/provoke';

type Side = 'device' | 'host';

const piecesOf: Readonly<
  Record<Side, (state: SimulationState, region: Region) => readonly Drawn[]>
> = {
  device: ({ device }, region) => devicePieces(ldOf(device), region),
  host: (after, region) => hostPieces({ after }, region),
};

type Counted = (state: SimulationState, side: Side, region: Region) => Uint32Array;

const countsOf: Counted = (state, side, region) =>
  coverage(gridOf(region), piecesOf[side](state, region));

/** What a side's map is drawn from: the very same objects draw the same map. */
const sourcesOf = (state: SimulationState, side: Side): readonly unknown[] => {
  const { accepted, pending, askedBack } = ldOf(state.device);
  return side === 'host' ? [state.host.held] : [accepted, pending, askedBack];
};

const isSameSource = (a: SimulationState, b: SimulationState, side: Side): boolean => {
  const others = sourcesOf(b, side);
  return sourcesOf(a, side).every((source, i) => source === others[i]);
};

/** The state a cell is drawn in: the one that is least settled, so that none vanishes. */
const unsettledFirst: readonly DrawnState[] = ['offered', 'askedBack', 'accepted', 'free'];

const cellState = (counts: Uint32Array, cell: number): DrawnState =>
  unsettledFirst.find(
    (state) => (counts[cell * drawnStates.length + drawnStates.indexOf(state)] ?? 0) > 0,
  ) ?? 'free';

function spansOf(counts: Uint32Array): readonly MiniSpan[] {
  const cells = counts.length / drawnStates.length;
  const spans: MiniSpan[] = [];
  for (let first = 0; first < cells;) {
    const state = cellState(counts, first);
    let end = first + 1;
    while (end < cells && cellState(counts, end) === state) end += 1;
    if (state !== 'free') spans.push({ state, from: first / cells, width: (end - first) / cells });
    first = end;
  }
  return spans;
}

const same = (a: Uint32Array, b: Uint32Array): boolean =>
  a.length === b.length && a.every((count, i) => count === b[i]);

/** `accepted 64 MiB → 128 MiB`, for each state whose share changes. */
function changeText(region: Region, before: Uint32Array, after: Uint32Array): string {
  const [was, is] = [totalsOf(before), totalsOf(after)];
  const bytes = (blocks: number): string => iec(blocks * region.blockSize);
  const changes = unsettledFirst
    .filter((state) => state !== 'free' && was[state] !== is[state])
    .map((state) => `${stateNames[state]} ${bytes(was[state])} → ${bytes(is[state])}`);
  if (changes.length > 0) return changes.join(', ');
  return same(before, after) ? 'unchanged' : 'as much as before, at other places';
}

function miniMap(
  side: Side,
  region: Region,
  [was, is]: readonly [Uint32Array, Uint32Array],
): MiniMap {
  return {
    region: regionEntity(region.index),
    label: `${regionLabel(region.index)} ${side}`,
    changed: !same(was, is),
    before: spansOf(was),
    after: spansOf(is),
    text: changeText(region, was, is),
  };
}

/** The counts of one state, each worked out when it is first asked for. */
function countedOnce(): Counted {
  const known = new Map<string, Uint32Array>();
  return (state, side, region) => {
    const key = `${side} ${region.index}`;
    const counts = known.get(key) ?? countsOf(state, side, region);
    known.set(key, counts);
    return counts;
  };
}

/**
 * Small maps of what differs between a state and others; the first region of the device where nothing does. What is
 * drawn of the first state is worked out once.
 */
export function miniMapsFrom(
  before: SimulationState,
): (after: SimulationState) => readonly MiniMap[] {
  const countsBefore = countedOnce();
  const { regions } = ldOf(before.device);
  return (after) => {
    const changed = (['device', 'host'] as const)
      .filter((side) => !isSameSource(before, after, side))
      .flatMap((side) =>
        regions.map((region) =>
          miniMap(side, region, [
            countsBefore(before, side, region),
            countsOf(after, side, region),
          ]),
        ),
      )
      .filter((map) => map.changed);
    if (changed.length > 0) return changed;
    return regions.slice(0, 1).map((region) => {
      const counts = countsBefore(before, 'device', region);
      return miniMap('device', region, [counts, counts]);
    });
  };
}
