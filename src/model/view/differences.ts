import { ldOf } from '../device/device-state';
import { endOf } from '../device/extent';
import { extentsIn, inOrder } from '../device/extent-list';
import { rangesIn } from '../device/range-map';
import type { HostExtent, HostState } from '../host/host-state';
import type { Scene } from './moment';
import { counted, extentEntity, extentLabel, sysfsName } from './names';
import type { EntityId } from './page';

/** One way in which a host and a device do not agree. */
export interface Divergence {
  readonly text: string;
  readonly entities: readonly EntityId[];
  readonly extent: number;
  /** On whose map the extent is marked: there it is what the other side does not know. */
  readonly on?: 'host' | 'device';
}

/** Bytes of `start`..`end` that the host shows. */
export const heldBytes = (host: HostState, start: number, end: number): number =>
  rangesIn(host.held, start, end).reduce(
    (total, range) => total + Math.min(end, range.end) - Math.max(start, range.start),
    0,
  );

/** Extents that the host shows and the device does not hold, or not whole. */
export function phantomsOf({ device, host }: Scene['after']): readonly HostExtent[] {
  const { accepted } = ldOf(device);
  return host.extents.filter((extent) => {
    const covered = extentsIn(accepted, extent.start, endOf(extent)).reduce(
      (total, held) =>
        total + Math.min(endOf(held), endOf(extent)) - Math.max(held.start, extent.start),
      0,
    );
    return covered < extent.length;
  });
}

const known = new WeakMap<Scene['after'], readonly Divergence[]>();

/** Everything the host believes that the device does not hold, and the other way round; worked out once a state. */
export function differencesOf({ after }: Pick<Scene, 'after'>): readonly Divergence[] {
  const found = known.get(after) ?? divergences(after);
  known.set(after, found);
  return found;
}

function divergences(after: Scene['after']): readonly Divergence[] {
  const ld = ldOf(after.device);
  const { host } = after;
  const unknown = inOrder(ld.accepted).filter(
    (extent) => heldBytes(host, extent.start, endOf(extent)) < extent.length,
  );
  return [
    ...phantomsOf(after).map((shown) =>
      told(
        shown.extent,
        'host',
        `the host shows it as ${sysfsName(shown)}, the device does not hold it`,
      ),
    ),
    ...unknown.map(({ id }) => told(id, 'device', 'the device holds it, the host does not know')),
    ...keptInUse(after).map(({ extent, dax }) =>
      told(
        extent,
        'host',
        `asked back, and in use by ${dax}: the host keeps it, and nobody will ask again`,
      ),
    ),
    ...unreadRecords(after.host, ld.eventLogs.dynamicCapacity.records.length),
  ];
}

/** Capacity that was asked back and stays because a dax device holds it. */
export interface KeptRange {
  readonly start: number;
  readonly end: number;
  readonly extent: number;
  readonly dax: string;
}

/** Every range that the device wants back and the host has in use. Addresses are DPAs in bytes. */
export function keptInUse({
  device,
  host,
}: Pick<Scene['after'], 'device' | 'host'>): readonly KeptRange[] {
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

const told = (extent: number, on: 'host' | 'device', text: string): Divergence => ({
  text: `${extentLabel(extent)}: ${text}`,
  entities: [extentEntity(extent)],
  extent,
  on,
});

function unreadRecords(host: HostState, held: number): readonly Divergence[] {
  const read = host.inbox.length;
  if (read === 0 || held === 0) return [];
  const text =
    read === held
      ? `event log: ${counted(read, 'record')} read, not cleared`
      : `event log: ${read} read, ${held} held`;
  return [{ text, entities: [], extent: 0 }];
}
