import { shortState } from '../view/page/states';
import { ldOf, type Region } from '../device/device-state';
import type { SimulationState } from '../simulation/state';
import { iec } from '../units';
import { coverage, gridOf } from '../view/map/coverage';
import { devicePieces, hostPieces, stateKinds, type Piece } from '../view/map/pieces';
import { regionEntity, regionLabel } from '../view/words/names';
import { cellCount, kindsIn, totalsOf, type Cells } from '../view/page/cells';
import type { DrawnState } from '../view/page';
import type { MiniMap, MiniSpan } from '../view/page/provoke';

type Side = 'device' | 'host';

const piecesOf: Readonly<
  Record<Side, (state: SimulationState, region: Region) => readonly Piece[]>
> = {
  device: ({ device }, region) => devicePieces(ldOf(device), region),
  host: (after, region) => hostPieces({ after }, region),
};

type Blocks = Cells<DrawnState>;
type Counted = (state: SimulationState, side: Side, region: Region) => Blocks;

const countsOf: Counted = (state, side, region) =>
  coverage(gridOf(region), piecesOf[side](state, region), stateKinds);

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

function cellState(blocks: Blocks, cell: number): DrawnState {
  const held = kindsIn(blocks, cell);
  return unsettledFirst.find((state) => held.includes(state)) ?? 'free';
}

function spansOf(blocks: Blocks): readonly MiniSpan[] {
  const cells = cellCount(blocks);
  const spans: MiniSpan[] = [];
  for (let first = 0; first < cells;) {
    const state = cellState(blocks, first);
    let end = first + 1;
    while (end < cells && cellState(blocks, end) === state) end += 1;
    if (state !== 'free') spans.push({ state, from: first / cells, width: (end - first) / cells });
    first = end;
  }
  return spans;
}

const same = ({ counts: a }: Blocks, { counts: b }: Blocks): boolean =>
  a.length === b.length && a.every((count, i) => count === b[i]);

/** `accepted 64 MiB → 128 MiB`, for each state whose share changes. */
function changeText(region: Region, before: Blocks, after: Blocks): string {
  const [was, is] = [totalsOf(before), totalsOf(after)];
  const bytes = (blocks: number): string => iec(blocks * region.blockSize);
  const changes = unsettledFirst
    .filter((state) => state !== 'free' && was[state] !== is[state])
    .map((state) => `${shortState(state)} ${bytes(was[state])} → ${bytes(is[state])}`);
  if (changes.length > 0) return changes.join(', ');
  return same(before, after) ? 'unchanged' : 'as much as before, at other places';
}

function miniMap(side: Side, region: Region, [was, is]: readonly [Blocks, Blocks]): MiniMap {
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
  const known = new Map<string, Blocks>();
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
