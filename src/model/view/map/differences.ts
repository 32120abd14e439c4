import { hex } from '../../units';
import { ldOf } from '../../device/device-state';
import { endOf, type ExtentId } from '../../extent';
import { extentsOver, inOrder } from '../../device/extent-list';
import { rangesIn } from '../../persistent/range-map';
import { dcEventTypes } from '../../event-log/event-log';
import type { HostState, Range } from '../../host/host-state';
import type { SimulationState } from '../../simulation/state';
import type { Scene } from '../scene/scene';
import { extentEntity, extentLabel, listed, sysfsName } from '../words/names';
import type { DivergenceKind, EntityId } from '../page/vocabulary';
import { definedOnly } from '../scene/present';
import type { ByteRange } from '../scene/touches';

/** One way in which a host and a device do not agree about the capacity of an extent. */
export interface CapacityDifference {
  readonly text: string;
  readonly entities: readonly EntityId[];
  readonly kind: DivergenceKind;
  readonly extent: ExtentId;
  /** In order of address. */
  readonly ranges: readonly ByteRange[];
  /** The dax device that uses it, or the first of them, where it is in use. */
  readonly dax?: string;
}

/** Bytes of `start`..`end` that the host shows. */
export const heldBytes = (host: HostState, start: number, end: number): number =>
  rangesIn(host.held, start, end).reduce(
    (total, range) => total + Math.min(end, range.end) - Math.max(start, range.start),
    0,
  );

/** What none of these ranges, in order of address, covers. */
function uncovered({ start, end }: ByteRange, covered: readonly ByteRange[]): readonly ByteRange[] {
  const gaps: ByteRange[] = [];
  let at = start;
  for (const range of covered) {
    if (range.start >= end) break;
    if (range.start > at) gaps.push({ start: at, end: range.start });
    at = Math.max(at, range.end);
  }
  return at < end ? [...gaps, { start: at, end }] : gaps;
}

const rangeOf = (extent: Pick<Range, 'start' | 'length'>): ByteRange => ({
  start: extent.start,
  end: endOf(extent),
});

type Sides = Pick<SimulationState, 'device' | 'host'>;
type ByDevice = WeakMap<SimulationState['device'], readonly CapacityDifference[]>;

/** What was found of a host and a device. */
const known = new WeakMap<SimulationState['host'], ByDevice>();

/**
 * Where host and device disagree about capacity now, one for each extent and kind: the only source of the counter, the
 * list, the marks and the signs. Records that wait and offers that are not answered are no difference: they are on
 * their way. Worked out once for a host and a device.
 */
export function capacityDifferencesOf({
  after: { device, host },
}: {
  readonly after: Sides;
}): readonly CapacityDifference[] {
  const ofHost: ByDevice = known.get(host) ?? new WeakMap();
  const found = ofHost.get(device) ?? differencesIn({ device, host });
  known.set(host, ofHost.set(device, found));
  return found;
}

/** The extents that the host shows and the device does not hold, or not whole. */
export const phantomsOf = (scene: Pick<Scene, 'after'>): readonly CapacityDifference[] =>
  capacityDifferencesOf(scene).filter(({ kind }) => kind === 'phantom');

const differencesIn = (after: Sides): readonly CapacityDifference[] => [
  ...phantoms(after),
  ...unknowns(after),
  ...usedOnes(after),
];

function phantoms({ device, host }: Sides): readonly CapacityDifference[] {
  const { accepted } = ldOf(device);
  const gone = host.extents.flatMap((shown) => {
    const range = rangeOf(shown);
    const gaps = uncovered(range, extentsOver(accepted, range.start, range.end).map(rangeOf));
    return gaps.length === 0 ? [] : [{ shown, gaps }];
  });
  return byExtent(gone, ({ shown }) => shown.extent).map(([extent, found]) => {
    const names = listed(found.map(({ shown }) => sysfsName(shown)));
    return told(
      'phantom',
      extent,
      found.flatMap(({ gaps }) => gaps),
      `the host shows it as ${names}, the device does not hold it`,
    );
  });
}

const usedOnes = (after: Sides): readonly CapacityDifference[] =>
  byExtent(keptInUse(after), ({ extent }) => extent).map(([extent, kept]) => {
    const users = [...new Set(kept.map(({ dax }) => dax))];
    const text = `asked back, and in use by ${listed(users)}: the host keeps it, and has no record left that asks for it`;
    return { ...told('inUse', extent, kept, text), ...definedOnly({ dax: users[0] }) };
  });

/** The items of each extent, in the order in which the extents come first. */
function byExtent<T>(
  items: readonly T[],
  extentOf: (item: T) => ExtentId,
): readonly (readonly [ExtentId, readonly T[]])[] {
  const groups = new Map<ExtentId, T[]>();
  for (const item of items) {
    const group = groups.get(extentOf(item));
    if (group === undefined) groups.set(extentOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}

function unknowns({ device, host }: Sides): readonly CapacityDifference[] {
  return inOrder(ldOf(device).accepted).flatMap((extent) => {
    const range = rangeOf(extent);
    const gaps = uncovered(range, rangesIn(host.held, range.start, range.end));
    const text = 'the device holds it, the host does not know';
    return gaps.length === 0 ? [] : [told('unknown', extent.id, gaps, text)];
  });
}

/** Capacity that was asked back and stays because a dax device holds it. */
export interface KeptRange extends ByteRange {
  readonly extent: ExtentId;
  readonly dax: string;
}

/**
 * Every range that the device wants back and the host keeps because it is in use. A host that has not dealt with the
 * record yet keeps nothing: it has not been asked. Addresses are DPAs in bytes.
 */
export function keptInUse({ device, host }: Sides): readonly KeptRange[] {
  const { askedBack } = ldOf(device);
  const waiting = askedByRecord({ device, host });
  return host.daxDevices.flatMap(({ id, ranges }) =>
    ranges.flatMap(({ start, length }) =>
      rangesIn(askedBack, start, start + length).flatMap((asked) =>
        rangesIn(
          host.held,
          Math.max(start, asked.start),
          Math.min(start + length, asked.end),
        ).flatMap((held) => {
          const kept = {
            start: Math.max(held.start, start, asked.start),
            end: Math.min(held.end, start + length, asked.end),
          };
          return uncovered(kept, waiting).map((part) => ({
            ...part,
            extent: held.value.extent,
            dax: id,
          }));
        }),
      ),
    ),
  );
}

/** What is asked back by a record that the host has yet to deal with, in order of address. */
function askedByRecord({ device, host }: Sides): readonly ByteRange[] {
  const done = new Set(host.inbox.filter((record) => record.done).map(({ handle }) => handle));
  const inLog = ldOf(device).eventLogs.dynamicCapacity.records;
  return [...inLog, ...host.inbox]
    .filter(({ type, handle }) => type !== dcEventTypes.add && !done.has(handle))
    .map(rangeOf)
    .sort((a, b) => a.start - b.start);
}

const told = (
  kind: DivergenceKind,
  extent: ExtentId,
  ranges: readonly ByteRange[],
  text: string,
): CapacityDifference => ({
  // What a host shows need not stand for an extent of the device.
  text: `${extent === 0 ? hex(ranges[0]?.start ?? 0) : extentLabel(extent)}: ${text}`,
  entities: extent === 0 ? [] : [extentEntity(extent)],
  kind,
  extent,
  ranges,
});
