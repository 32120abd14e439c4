import { emptyLog, type EventLogs } from '../event-log/event-log';
import { WINDOW_BASE } from '../guest-memory/decoder';
import { emptyMemory } from '../guest-memory/memory';
import { emptyBlocks, withRun } from '../persistent/block-map';
import { emptyList } from '../persistent/chunked-list';
import type { DeviceConfig } from './config';
import {
  blocksOf,
  copyOfDevice,
  copyOfLd,
  holds,
  type Background,
  type DeviceState,
  type Ld,
  type Region,
} from './device-state';
import type { Extent } from '../extent';
import { withExtent, emptyExtents } from './extent-list';
import { firstNames } from '../happening';
import { profiles, type Profile, type ProfileId } from './profiles/profile';
import { emptyRanges } from '../persistent/range-map';

const idle: Background = {
  opcode: 0,
  percent: 0,
  returnCode: 0,
  aborted: false,
  startedAt: 0,
  runtime: 0,
  timer: undefined,
};

/** A device as it starts: nothing offered, and accepted only what its profile begins with. The configuration has been checked. */
export function newDevice(profile: ProfileId, config: DeviceConfig): DeviceState {
  return copyOfDevice({
    profile,
    config,
    lds: [newLd(profiles[profile], config)],
    names: {
      ...firstNames,
      extent: firstNames.extent + preAccepted(profiles[profile], config).length,
    },
    media: {
      staticMemory: emptyMemory(config.staticVolatile + config.staticPersistent),
      dcMemory: emptyMemory(config.dynamicCapacity),
    },
    responseLimit: profiles[profile].responseLimits.first,
    maintained: [],
    firmware: undefined,
    features: undefined,
    scanned: false,
    switchPorts: { seen: false, held: false },
    alerts: undefined,
    crashed: undefined,
  });
}

function newLd(profile: Profile, config: DeviceConfig): Ld {
  const regions = regionsOf(profile, config);
  const before = preAccepted(profile, config);
  return copyOfLd({
    id: 0,
    regions,
    bitmaps: regions.map((region) =>
      before
        .filter(({ start }) => holds(region, start))
        .reduce(
          (bits, range) => withRun(bits, blocksOf(region, range), 1),
          emptyBlocks(region.blocks),
        ),
    ),
    accepted: before.reduce(withExtent, emptyExtents),
    pending: [],
    pendingByAddress: emptyList(),
    pendingCount: 0,
    askedBack: emptyRanges(),
    eventLogs: newLogs(profile),
    generation: profile.countsGeneration ? before.length : 0,
    decoder: { base: WINDOW_BASE, size: 0, skip: 0, committed: false },
    staticMapped: false,
    background: idle,
    lastCommand: { opcode: 0, length: 0 },
    status: { background: false, code: 0 },
    poison: [],
    timestamp: undefined,
    eventStatus: 0,
  });
}

/** What a device has accepted before the first step. */
export const preAccepted = (profile: Profile, config: DeviceConfig): readonly Extent[] =>
  config.sharable === true || config.startsEmpty === true
    ? []
    : profile.preAccepted.map((range, i) => ({
        ...range,
        id: i + 1,
        sharedSeq: 0,
        from: undefined,
      }));

/** Bytes of a region. */
function regionLength({ regionSize }: Profile, config: DeviceConfig, index: number): number {
  if (regionSize === 'share') return config.dynamicCapacity / config.regionCount;
  return typeof regionSize === 'number' ? regionSize : (regionSize[index] ?? 0);
}

function regionsOf(profile: Profile, config: DeviceConfig): readonly Region[] {
  const { staticVolatile, staticPersistent, regionCount } = config;
  if (regionCount === 0) return [];
  const first =
    profile.firstDsmad === 'afterStatic'
      ? Number(staticVolatile > 0) + Number(staticPersistent > 0)
      : profile.firstDsmad;
  let base = staticVolatile + staticPersistent;
  return Array.from({ length: regionCount }, (_, index) => {
    const length = regionLength(profile, config, index);
    const region = {
      ...{ index, base, length },
      blockSize: profile.blockSize,
      blocks: length / profile.blockSize,
      dsmadHandle: first + index,
      sharable: config.sharable === true,
    };
    base += length;
    return region;
  });
}

/** Empty logs with their MSI-X vectors. */
const newLogs = ({ vectors }: Profile): EventLogs => ({
  informational: emptyLog(vectors.informational),
  warning: emptyLog(vectors.warning),
  failure: emptyLog(vectors.failure),
  fatal: emptyLog(vectors.fatal),
  dynamicCapacity: emptyLog(vectors.dynamicCapacity),
});
