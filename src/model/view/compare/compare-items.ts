import { shortState } from '../page/states';
import { sameBlocks } from '../../persistent/block-map';
import { itemsOf } from '../../persistent/chunked-list';
import { ldOf, profileOf, type Ld } from '../../device/device-state';
import type { DcRecord } from '../../event-log/event-log';
import { NO_TAG } from '../../layouts/dc-extent';
import type { Comparison } from '../../simulation/compare/compare';
import {
  isStateAspect,
  type Aspect,
  type StateAspect,
} from '../../simulation/compare/compare-differences';
import type { SimulationState } from '../../simulation/state';
import { stateAt } from '../../simulation/run/timeline';
import { hex, iec } from '../../units';
import { heldByDevice, heldByHost, ownerOf, partedRanges, type Parted } from './compare-pieces';
import { sum } from '../scene/gather';
import { eventTypeName, extentEntity, extentLabel, listed, regionLabel } from '../words/names';
import type { EntityId } from '../page';
import type { CompareItem, Letter } from '../page/compare';

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
  const others = aspects
    .filter(isStateAspect)
    .filter(isShown)
    .map((aspect) => otherItems[aspect](states));
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
      return `${shortState(a.state)} in A, ${shortState(b.state)} in B: ${names}`;
    const [letter, piece] = a === undefined ? ['B', b] : ['A', a];
    return `${piece === undefined ? '' : shortState(piece.state)} only in ${letter}: ${names}`;
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

/** A way to put a state into words. */
type Way = (state: SimulationState) => string;

/** What two states say in the first of these ways in which they do not say the same. */
function toldApart(what: string, [a, b]: States, ways: readonly Way[]): CompareItem {
  const way = ways.find((say) => say(a) !== say(b));
  return both(
    way === undefined ? `${what}: not the same` : `${what}: ${way(a)} in A, ${way(b)} in B`,
  );
}

/** What ranges do not show. */
const otherItems: Readonly<Record<StateAspect, (states: States) => CompareItem>> = {
  crash: crashItem,
  regions: (states) => toldApart('regions', states, regionWays),
  accepted: () => both('accepted: the same capacity, in another order, cut or tagged otherwise'),
  askedBack: (states) =>
    toldApart('asked back', states, [
      ({ device }) => listed(itemsOf(ldOf(device).askedBack).map(rangeText)) || 'nothing',
    ]),
  pending: () => both('offered: the same capacity, in another order or other groups'),
  bitmap: bitmapItem,
  log: logItem,
  host: () => both('the hosts show the same capacity, in another order or cut otherwise'),
};

function crashItem([a, b]: States): CompareItem {
  const [whyA, whyB] = [a.device.crashed, b.device.crashed];
  if (whyA !== undefined && whyB !== undefined)
    return toldApart('QEMU is gone', [a, b], [({ device }) => device.crashed ?? '']);
  const only: Letter = whyA === undefined ? 'B' : 'A';
  return { text: `QEMU is gone in ${only}`, only, entities: [] };
}

const rangeText = ({ start, end }: { readonly start: number; readonly end: number }): string =>
  `${iec(end - start)} at ${hex(start)}`;

const regionsIn = ({ device }: SimulationState): Ld['regions'] => ldOf(device).regions;

const regionWays: readonly Way[] = [
  (state) => {
    const regions = regionsIn(state);
    const sizes = [...new Set(regions.map(({ length }) => iec(length)))];
    return regions.length === 0 ? 'none' : `${regions.length} of ${listed(sizes)}`;
  },
  (state) => listed(regionsIn(state).map(({ base }) => `from ${hex(base)}`)),
  (state) => listed(regionsIn(state).map(({ blockSize }) => `blocks of ${iec(blockSize)}`)),
  (state) => listed(regionsIn(state).map(({ length }) => iec(length))),
];

function bitmapItem(states: States): CompareItem {
  const [a, b] = [ldOf(states[0].device), ldOf(states[1].device)];
  const regions = a.bitmaps.flatMap((map, i) => {
    const other = b.bitmaps[i];
    return other === undefined || sameBlocks(map, other) ? [] : [regionLabel(i)];
  });
  return both(`the bitmaps differ (${listed(regions)})`);
}

/** How many records are in the log, else which they are, else the first that is not the same. */
function logItem(states: States): CompareItem {
  const [a, b] = states.map((state) => recordsIn(state));
  const at = a?.findIndex((record, i) => recordText(record) !== recordText(b?.[i])) ?? 0;
  return toldApart('event log', states, [
    countText,
    handlesText,
    (state) => recordText(recordsIn(state)[at]),
  ]);
}

const recordsIn = ({ device }: SimulationState): readonly DcRecord[] =>
  ldOf(device).eventLogs.dynamicCapacity.records;

function countText({ device }: SimulationState): string {
  const { records, overflow } = ldOf(device).eventLogs.dynamicCapacity;
  const lost = overflow.count === 0 ? '' : `, ${overflow.count} lost`;
  return `${records.length} of ${profileOf(device).eventLogCapacity}${lost}`;
}

function handlesText(state: SimulationState): string {
  const handles = recordsIn(state).map(({ handle }) => String(handle));
  return `record${handles.length === 1 ? '' : 's'} ${listed(handles)}`;
}

function recordText(record: DcRecord | undefined): string {
  if (record === undefined) return 'no record';
  const { handle, type, start, length, more, tag } = record;
  const event = `${eventTypeName(type)} of ${rangeText({ start, end: start + length })}`;
  const tagged = tag === NO_TAG ? '' : ` with tag ${tag}`;
  return `record ${handle}, ${event}${tagged}${more ? ', more to follow' : ''}`;
}
