import { invariant } from '../assert';
import type { EventLogs } from '../event-log/event-log';
import { WINDOW_BASE, type Decoder } from '../guest-memory/decoder';
import type { AlertConfig } from '../layouts/alerts';
import type { Memory } from '../guest-memory/memory';
import { wrap32 } from '../units';
import type { Whole } from '../whole';
import type { BlockMap, BlockRun } from '../persistent/block-map';
import type { ChunkedList } from '../persistent/chunked-list';
import type { DeviceConfig } from './config';
import type { Extent } from '../extent';
import type { Firmware } from './firmware';
import { countOf, type ExtentList } from './extent-list';
import type { Names } from '../happening';
import { profiles, type Profile, type ProfileId } from './profiles/profile';
import type { RangeMap } from '../persistent/range-map';

/** One Dynamic Capacity region. Addresses and lengths in bytes. */
export interface Region {
  readonly index: number;
  readonly base: number;
  readonly length: number;
  readonly blockSize: number;
  readonly blocks: number;
  readonly dsmadHandle: number;
  /** Several hosts may be given the same extent of it. */
  readonly sharable: boolean;
}

/** All extents of one add request: answered as a unit, first come first served. */
export interface OfferGroup {
  readonly id: number;
  readonly extents: readonly Extent[];
  /** The record of its last extent said that more belongs to it. */
  readonly open: boolean;
}

/** One logical device. */
export interface Ld {
  /** Its number in the device: 0 is the first. */
  readonly id: number;
  readonly regions: readonly Region[];
  /** Which blocks of each region a host may touch. */
  readonly bitmaps: readonly BlockMap[];
  readonly accepted: ExtentList;
  readonly pending: readonly OfferGroup[];
  readonly pendingByAddress: ChunkedList<Extent>;
  readonly pendingCount: number;
  /** Accepted capacity that was asked back and not given back yet. No QEMU keeps this: it is for us to draw. */
  readonly askedBack: RangeMap<true>;
  readonly eventLogs: EventLogs;
  /** Changes of the list of accepted extents, where the device counts them. */
  readonly generation: number;
  /** HDM decoder 0, the only one a host of ours commits. */
  readonly decoder: Decoder;
  /** A decoder was committed once: QEMU 11.1 then maps static capacity as RAM and leaves it so. */
  readonly staticMapped: boolean;
  readonly background: Background;
  /** Mailbox STATUS register as the last command left it. */
  readonly lastCommand: { readonly opcode: number; readonly length: number };
  readonly status: { readonly background: boolean; readonly code: number };
  /** Poison list, the newest entry first. */
  readonly poison: readonly Poison[];
  /** What Set Timestamp stored, and the virtual clock at that moment. */
  readonly timestamp: { readonly value: bigint; readonly setAt: number } | undefined;
  /** Event Status register: one bit a log, cleared by a reset although records stay (QEMU). */
  readonly eventStatus: number;
}

/** The background command that runs, or ran last. Times in nanoseconds of the virtual clock. */
export interface Background {
  readonly opcode: number;
  readonly percent: number;
  readonly returnCode: number;
  readonly aborted: boolean;
  readonly startedAt: number;
  /** 0 while none runs. */
  readonly runtime: number;
  /** When QEMU looks at it next, in milliseconds. A reset forgets the runtime and not the timer. */
  readonly timer: number | undefined;
  /** What a media operation writes, and where, when it ends. DPAs and lengths in bytes. */
  readonly wiping?: {
    readonly fill: number;
    readonly ranges: readonly { readonly start: number; readonly length: number }[];
  };
}

/** A poisoned range as it was injected: QEMU checks no address. `type` is the error source of Get Poison List. */
export interface Poison {
  readonly start: bigint;
  readonly length: bigint;
  readonly type: number;
}

/** A place that needs maintenance, with what a sparing record tells of it. */
export interface Maintained {
  readonly dpa: bigint;
  /** Flags of a sparing record: bit 0 channel, 1 rank, 7 component id, 8 its format. */
  readonly validity: number;
  readonly channel: number;
  readonly rank: number;
  readonly component: string;
}

/** What the features of a device hold, by index and in hexadecimal. */
export interface FeatureState {
  readonly values: readonly string[];
  /** What was written and has not been taken yet. */
  readonly drafts: readonly string[];
  /** The UUID of the feature that is written in parts; zeros while none is. */
  readonly transfer: string;
  /** Bytes written since the transfer began. */
  readonly written: number;
}

export interface DeviceState {
  readonly profile: ProfileId;
  readonly config: DeviceConfig;
  /** Logical devices; QEMU's type 3 device has one. */
  readonly lds: readonly Ld[];
  /** What the next extent and the next offer group are called, whichever LD they are of. */
  readonly names: Names;
  /** What the backends hold: it stays when capacity is released. */
  readonly media: { readonly staticMemory: Memory; readonly dcMemory: Memory };
  /** log2 of the message limit of the fabric manager's interface. */
  readonly responseLimit: number;
  /** Places that an injected record asked maintenance for, the newest first. */
  readonly maintained: readonly Maintained[];
  /** Firmware, once some was sent. */
  readonly firmware: Firmware | undefined;
  /** Features, once one was written. */
  readonly features: FeatureState | undefined;
  /** A scan of the media has ended. */
  readonly scanned: boolean;
  /** Ports of the switch: whether one was looked at, and whether it is held in reset. */
  readonly switchPorts: { readonly seen: boolean; readonly held: boolean };
  /** Alert thresholds, once one was set. */
  readonly alerts: AlertConfig | undefined;
  /** Why QEMU is no longer there. */
  readonly crashed: string | undefined;
}

/** A logical device of a device; the first, which a primary mailbox and QMP address, where none is named. */
export function ldOf({ lds }: DeviceState, id = 0): Ld {
  const ld = lds[id];
  invariant(ld !== undefined, 'the device has the LD');
  return ld;
}

export const copyOfDevice = (device: DeviceState): Whole<DeviceState> => ({
  profile: device.profile,
  config: device.config,
  lds: device.lds,
  names: device.names,
  media: device.media,
  responseLimit: device.responseLimit,
  maintained: device.maintained,
  firmware: device.firmware,
  features: device.features,
  scanned: device.scanned,
  switchPorts: device.switchPorts,
  alerts: device.alerts,
  crashed: device.crashed,
});

export const copyOfLd = (ld: Ld): Whole<Ld> => ({
  id: ld.id,
  regions: ld.regions,
  bitmaps: ld.bitmaps,
  accepted: ld.accepted,
  pending: ld.pending,
  pendingByAddress: ld.pendingByAddress,
  pendingCount: ld.pendingCount,
  askedBack: ld.askedBack,
  eventLogs: ld.eventLogs,
  generation: ld.generation,
  decoder: ld.decoder,
  staticMapped: ld.staticMapped,
  background: ld.background,
  lastCommand: ld.lastCommand,
  status: ld.status,
  poison: ld.poison,
  timestamp: ld.timestamp,
  eventStatus: ld.eventStatus,
});

/** The device with some members changed. */
export const deviceWith = (device: DeviceState, changes: Partial<DeviceState>): DeviceState =>
  Object.assign(copyOfDevice(device), changes);

/** The LD with some members changed. */
export const ldWith = (ld: Ld, changes: Partial<Ld>): Ld => Object.assign(copyOfLd(ld), changes);

/** The device with one of its LDs in another state. */
export function withLd(device: DeviceState, ld: Ld): DeviceState {
  const next = copyOfDevice(device);
  // Nearly every device has one: a literal takes a fifth of the time.
  next.lds = device.lds.length === 1 ? [ld] : device.lds.with(ld.id, ld);
  return next;
}

/** The device with some members of one of its LDs changed; of the first, where none is named. */
export const withInLd = (device: DeviceState, changes: Partial<Ld>, id = 0): DeviceState =>
  withLd(device, ldWith(ldOf(device, id), changes));

/** The rules of a device: its profile, with what its configuration lifts. */
export function profileOf({ profile, config }: DeviceState): Profile {
  if (config.extentLimit === undefined) return profiles[profile];
  const known = lifted.get(config)?.[profile];
  if (known !== undefined) return known;
  const made = { ...profiles[profile], extentLimit: config.extentLimit };
  lifted.set(config, { ...lifted.get(config), [profile]: made });
  return made;
}

/** Profiles with a limit that a configuration lifts, made once for each of both: one configuration may change its profile. */
const lifted = new WeakMap<DeviceConfig, Readonly<Partial<Record<ProfileId, Profile>>>>();

/** The LD after its list of accepted extents changed this often, where the device counts that. */
export const withGeneration = ({ countsGeneration }: Profile, ld: Ld, changes: number): Ld =>
  countsGeneration && changes > 0
    ? ldWith(ld, { generation: wrap32(ld.generation + changes) })
    : ld;

/** Extents that count against the limit. */
export const usedExtents = (profile: Profile, ld: Ld): number =>
  countOf(ld.accepted) + (profile.countsPendingInLimit ? ld.pendingCount : 0);

/** The time of an LD in nanoseconds: zero until Set Timestamp, then running with the virtual clock. */
export const timeOf = ({ timestamp }: Ld, clock: number): bigint =>
  timestamp === undefined
    ? 0n
    : BigInt.asUintN(64, timestamp.value + BigInt(clock - timestamp.setAt));

/** Blocks of a region that a range inside it covers. */
export const blocksOf = (
  region: Region,
  range: { readonly start: number; readonly length: number },
): BlockRun => ({
  first: Math.floor((range.start - region.base) / region.blockSize),
  count: Math.ceil(range.length / region.blockSize),
});

/** The region that holds the byte at `dpa`. */
export const regionAt = (ld: Ld, dpa: number): Region | undefined =>
  ld.regions.find((region) => holds(region, dpa));

/** Whether the byte at `dpa` lies in a region. */
export const holds = ({ base, length }: Region, dpa: number): boolean =>
  dpa >= base && dpa < base + length;

/** The device with decoder 0 committed over a range of DPAs; an empty range leaves it uncommitted. */
export const withDecoder = (
  device: DeviceState,
  {
    start,
    length,
    hpa = WINDOW_BASE,
  }: { readonly start: number; readonly length: number; readonly hpa?: number },
): DeviceState =>
  length === 0
    ? device
    : withInLd(device, {
        decoder: { base: hpa, size: length, skip: start, committed: true },
        staticMapped: ldOf(device).staticMapped || start < device.media.staticMemory.size,
      });

/** The device once a step has given names: what comes next is called otherwise. */
export const withNames = (device: DeviceState, { extent, group }: Names): DeviceState =>
  device.names.extent === extent && device.names.group === group
    ? device
    : deviceWith(device, { names: { extent, group } });
