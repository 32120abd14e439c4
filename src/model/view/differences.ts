import { ldOf } from '../device/device-state';
import { endOf } from '../device/extent';
import { extentsIn, inOrder } from '../device/extent-list';
import { rangesIn } from '../device/range-map';
import type { HostState } from '../host/host-state';
import type { Scene } from './moment';
import { counted, extentEntity, extentLabel } from './names';
import type { EntityId } from './page';

/** One way in which a host and a device do not agree. */
export interface Divergence {
  readonly text: string;
  readonly entities: readonly EntityId[];
  readonly extent: number;
}

/** Bytes of `start`..`end` that the host shows. */
export const heldBytes = (host: HostState, start: number, end: number): number =>
  rangesIn(host.held, start, end).reduce(
    (total, range) => total + Math.min(end, range.end) - Math.max(start, range.start),
    0,
  );

/** Everything the host believes that the device does not hold, and the other way round. */
export function differencesOf({ after }: Pick<Scene, 'after'>): readonly Divergence[] {
  const ld = ldOf(after.device);
  const { host } = after;
  const phantoms = host.extents.filter((extent) => {
    const covered = extentsIn(ld.accepted, extent.start, endOf(extent)).reduce(
      (total, held) =>
        total + Math.min(endOf(held), endOf(extent)) - Math.max(held.start, extent.start),
      0,
    );
    return covered < extent.length;
  });
  const unknown = inOrder(ld.accepted).filter(
    (extent) => heldBytes(host, extent.start, endOf(extent)) < extent.length,
  );
  return [
    ...phantoms.map(({ extent, index }) =>
      told(extent, `the host shows it as extent0.${index}, the device does not hold it`),
    ),
    ...unknown.map(({ id }) => told(id, 'the device holds it, the host does not know')),
    ...unreadRecords(after.host, ld.eventLogs.dynamicCapacity.records.length),
  ];
}

const told = (extent: number, text: string): Divergence => ({
  text: `${extentLabel(extent)}: ${text}`,
  entities: [extentEntity(extent)],
  extent,
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
