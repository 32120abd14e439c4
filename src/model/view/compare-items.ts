import { sameBlocks } from '../device/block-map';
import { ldOf, profileOf, type Ld } from '../device/device-state';
import type { Comparison } from '../simulation/compare';
import type { Aspect } from '../simulation/compare-differences';
import type { SimulationState } from '../simulation/state';
import { stateAt } from '../simulation/timeline';
import { iec } from '../units';
import { heldByDevice, heldByHost, ownerOf, partedRanges, type Parted } from './compare-pieces';
import { sum } from './gather';
import { extentEntity, extentLabel, listed, regionLabel, stateNames } from './names';
import type { EntityId } from './page';
import type { CompareItem, Letter } from './page-compare';

type States = readonly [a: SimulationState, b: SimulationState];

/** Names an entity of one run apart from that of the other. */
export const ofRun = (letter: Letter, id: EntityId): EntityId => `${letter}:${id}`;

/** What some aspects of the states at a row differ in, capacity first. */
export function itemsAt(
  { a, b, rows }: Comparison,
  row: number,
  aspects: readonly Aspect[],
): readonly CompareItem[] {
  const at = rows[row] ?? { a: 0, b: 0 };
  const states: States = [stateAt(a, at.a), stateAt(b, at.b)];
  const capacity = aspects.some((aspect) => ofCapacity.has(aspect)) ? capacityItems(states) : [];
  const host = aspects.includes('host') ? hostItems(states) : [];
  const isShown = (aspect: Aspect): boolean =>
    !(capacity.length > 0 && ofCapacity.has(aspect)) && !(host.length > 0 && aspect === 'host');
  const others = aspects.filter(isShown).flatMap((aspect) => otherItems[aspect]?.(states) ?? []);
  return [...capacity, ...host, ...others];
}

/** What ranges show, if any differ. */
const ofCapacity: ReadonlySet<Aspect> = new Set(['accepted', 'askedBack', 'pending', 'bitmap']);

/** One item for each way in which ranges differ. */
function grouped(
  parted: readonly Parted[],
  text: (range: Parted, names: string) => string,
): readonly CompareItem[] {
  const kindOf = ({ a, b }: Parted): string => `${a?.state ?? ''}/${b?.state ?? ''}`;
  return [...new Set(parted.map(kindOf))].flatMap((kind) => {
    const ranges = parted.filter((range) => kindOf(range) === kind);
    const [first] = ranges;
    if (first === undefined) return [];
    const bytes = iec(sum(ranges.map(({ start, end }) => end - start)));
    const names = listed([...new Set(ranges.map(nameOf))]);
    return {
      text: text(first, `${names}, ${bytes}`),
      only: ownerOf(first),
      entities: [...new Set(ranges.flatMap(entitiesOf))],
    };
  });
}

const capacityItems = ([first, second]: States): readonly CompareItem[] =>
  grouped(partedRanges(heldByDevice(first), heldByDevice(second)), ({ a, b }, names) => {
    if (a !== undefined && b !== undefined)
      return `${stateNames[a.state]} in A, ${stateNames[b.state]} in B: ${names}`;
    const [letter, piece] = a === undefined ? ['B', b] : ['A', a];
    return `${piece === undefined ? '' : stateNames[piece.state]} only in ${letter}: ${names}`;
  });

const hostItems = ([first, second]: States): readonly CompareItem[] =>
  grouped(
    partedRanges(heldByHost(first), heldByHost(second)),
    ({ a }, names) => `only ${a === undefined ? 'B' : 'A'}’s host shows ${names}`,
  );

/** Extents that the runs name alike have one name. */
function nameOf({ a, b }: Parted): string {
  const [left, right] = [a, b].map((piece) => piece && extentLabel(piece.extent));
  if (left === undefined || right === undefined || left === right) return left ?? right ?? '';
  return `${left} (${right} in B)`;
}

const entitiesOf = ({ a, b }: Parted): readonly EntityId[] => [
  ...(a === undefined ? [] : [ofRun('A', extentEntity(a.extent))]),
  ...(b === undefined ? [] : [ofRun('B', extentEntity(b.extent))]),
];

const both = (text: string): CompareItem => ({ text, only: 'both', entities: [] });

const lds = (states: States): readonly [Ld, Ld] => [ldOf(states[0].device), ldOf(states[1].device)];

/** What ranges do not show. */
const otherItems: Readonly<Partial<Record<Aspect, (states: States) => readonly CompareItem[]>>> = {
  crash: ([a, b]) => [
    {
      text: `QEMU is gone in ${a.device.crashed === undefined ? 'B' : 'A'}`,
      only: a.device.crashed === undefined ? 'B' : b.device.crashed === undefined ? 'A' : 'both',
      entities: [],
    },
  ],
  regions: (states) => {
    const [a, b] = lds(states).map(({ regions }) => regionsText(regions));
    return [both(`regions: ${a ?? ''} in A, ${b ?? ''} in B`)];
  },
  accepted: () => [both('accepted: the same capacity, in another order, cut or tagged otherwise')],
  pending: () => [both('offered: the same capacity, in another order or other groups')],
  bitmap: (states) => {
    const [a, b] = lds(states);
    const regions = a.bitmaps.flatMap((map, i) => {
      const other = b.bitmaps[i];
      return other === undefined || sameBlocks(map, other) ? [] : [regionLabel(i)];
    });
    return [both(`the bitmaps differ (${listed(regions)})`)];
  },
  log: ([a, b]) => [both(`event log: ${logText(a)} in A, ${logText(b)} in B`)],
  host: () => [both('the hosts show the same capacity, in another order or cut otherwise')],
};

function regionsText(regions: Ld['regions']): string {
  const [first] = regions;
  return first === undefined ? 'none' : `${regions.length} of ${iec(first.length)}`;
}

function logText({ device }: SimulationState): string {
  const { records, overflow } = ldOf(device).eventLogs.dynamicCapacity;
  const lost = overflow.count === 0 ? '' : `, ${overflow.count} lost`;
  return `${records.length} of ${profileOf(device).eventLogCapacity}${lost}`;
}
