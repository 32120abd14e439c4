import { ldOf } from '../device/device-state';
import { endOf, type ExtentId } from '../device/extent';
import { extentsIn, inOrder } from '../device/extent-list';
import { rangesIn } from '../device/range-map';
import type { HostState, Range } from '../host/host-state';
import type { SimulationState } from '../simulation/state';
import type { Scene } from './moment';
import { counted, extentEntity, extentLabel, sysfsName } from './names';
import type { DivergenceKind, EntityId } from './page-words';
import type { ByteRange } from './why/touches';

/** One way in which a host and a device do not agree. */
export interface Difference {
  readonly text: string;
  readonly entities: readonly EntityId[];
}

/** A difference about capacity: whose extent, and where. */
export interface CapacityDifference extends Difference {
  readonly kind: DivergenceKind;
  readonly extent: ExtentId;
  /** In order of address. */
  readonly ranges: readonly ByteRange[];
  /** The dax device that uses it, where it is in use. */
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
    if (range.start > at) gaps.push({ start: at, end: range.start });
    at = Math.max(at, range.end);
  }
  return at < end ? [...gaps, { start: at, end }] : gaps;
}

const rangeOf = (extent: Range): ByteRange => ({ start: extent.start, end: endOf(extent) });

const known = new WeakMap<SimulationState, readonly CapacityDifference[]>();

/** Where host and device disagree about capacity; worked out once a state. */
export function capacityDifferencesOf({
  after,
}: Pick<Scene, 'after'>): readonly CapacityDifference[] {
  const found = known.get(after) ?? differencesIn(after);
  known.set(after, found);
  return found;
}

/** The extents that the host shows and the device does not hold, or not whole. */
export const phantomsOf = (scene: Pick<Scene, 'after'>): readonly CapacityDifference[] =>
  capacityDifferencesOf(scene).filter(({ kind }) => kind === 'phantom');

/** Everything the host believes that the device does not hold, and the other way round. */
export const differencesOf = (scene: Pick<Scene, 'after'>): readonly Difference[] => [
  ...capacityDifferencesOf(scene),
  ...unreadRecords(scene.after),
];

const differencesIn = (after: SimulationState): readonly CapacityDifference[] => [
  ...phantoms(after),
  ...unknowns(after),
  ...keptInUse(after).map(({ start, end, extent, dax }) => {
    const text = `asked back, and in use by ${dax}: the host keeps it, and nobody will ask again`;
    return { ...told('inUse', extent, [{ start, end }], text), dax };
  }),
];

function phantoms({ device, host }: SimulationState): readonly CapacityDifference[] {
  const { accepted } = ldOf(device);
  return host.extents.flatMap((shown) => {
    const range = rangeOf(shown);
    const gaps = uncovered(range, extentsIn(accepted, range.start, range.end).map(rangeOf));
    const text = `the host shows it as ${sysfsName(shown)}, the device does not hold it`;
    return gaps.length === 0 ? [] : [told('phantom', shown.extent, gaps, text)];
  });
}

function unknowns({ device, host }: SimulationState): readonly CapacityDifference[] {
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

/** Every range that the device wants back and the host has in use. Addresses are DPAs in bytes. */
export function keptInUse({
  device,
  host,
}: Pick<SimulationState, 'device' | 'host'>): readonly KeptRange[] {
  const { askedBack } = ldOf(device);
  return host.daxDevices.flatMap(({ id, ranges }) =>
    ranges.flatMap(({ start, length }) =>
      rangesIn(askedBack, start, start + length).flatMap((asked) =>
        rangesIn(host.held, Math.max(start, asked.start), Math.min(start + length, asked.end)).map(
          (held) => ({
            start: Math.max(held.start, start, asked.start),
            end: Math.min(held.end, start + length, asked.end),
            extent: held.value.extent,
            dax: id,
          }),
        ),
      ),
    ),
  );
}

const told = (
  kind: DivergenceKind,
  extent: ExtentId,
  ranges: readonly ByteRange[],
  text: string,
): CapacityDifference => ({
  text: `${extentLabel(extent)}: ${text}`,
  entities: [extentEntity(extent)],
  kind,
  extent,
  ranges,
});

function unreadRecords({ host, device }: SimulationState): readonly Difference[] {
  const read = host.inbox.length;
  const held = ldOf(device).eventLogs.dynamicCapacity.records.length;
  if (read === 0 || held === 0) return [];
  const text =
    read === held
      ? `event log: ${counted(read, 'record')} read, not cleared`
      : `event log: ${read} read, ${held} held`;
  return [{ text, entities: [] }];
}
