import { emptyRanges, type RangeMap } from '../device/range-map';
import type { ExtentId } from '../device/extent';
import type { Whole } from '../whole';
import type { TwinId } from './twin-id';

/** A range of DPAs in bytes. */
export interface Range {
  readonly start: number;
  readonly length: number;
}

/** An offered or recovered extent as the host read it. Addresses and lengths in bytes. */
export interface SeenExtent extends Range {
  /** 32 hex digits; all zero means no tag. */
  readonly tag: string;
  readonly sharedSeq: number;
  /** Which extent this is for the person watching. No host knows it, and no twin may look. */
  readonly extent: ExtentId;
}

/** A Dynamic Capacity record as the host read it. */
export interface SeenRecord extends SeenExtent {
  readonly handle: number;
  readonly type: number;
  readonly more: boolean;
}

/** A record in the host's hands: read, not cleared. */
export interface InboxRecord extends SeenRecord {
  readonly done: boolean;
}

/** An extent the host shows to its users. `index` is the number in its sysfs name. */
export interface HostExtent extends SeenExtent {
  readonly index: number;
  readonly region: number;
}

/**
 * A CXL region of the host: the DPAs it maps, and the host physical address of its first byte. While it is scanned
 * the host asks for the extents that are there already; while it closes it gives them back.
 */
export interface HostRegion extends Range {
  readonly id: number;
  readonly hpa: number;
  readonly phase: 'scanning' | 'ready' | 'closing';
}

/** Capacity that a user claimed: its ranges in the order in which the device shows them. */
export interface DaxDevice {
  /** Its name, such as `dax0.1`. */
  readonly id: string;
  readonly region: number;
  /** The tag it was claimed by; all zero for none. */
  readonly tag: string;
  readonly ranges: readonly Range[];
  readonly mode: 'devdax' | 'system-ram';
  /** Bytes of a memory block while it is system RAM, else 0. */
  readonly blockSize: number;
}

/** Work of a host that takes more than one command. */
export type Task =
  /** Asks for the extents a region has already, a page at a time. */
  | {
      readonly kind: 'scan';
      readonly region: number;
      readonly tries: number;
      /** What the first page of this try told. */
      readonly promised: { readonly total: number; readonly generation: number } | undefined;
      readonly found: readonly SeenExtent[];
      readonly read: number;
    }
  /** Sends the rest of a response that did not fit one command, or the same response once more. */
  | {
      readonly kind: 'respond';
      readonly chunks: readonly (readonly Range[])[];
      readonly because: string;
    }
  /** Gives extents back, a command each. `urgent` work stands before the next event record. */
  | {
      readonly kind: 'release';
      readonly extents: readonly SeenExtent[];
      readonly because: string;
      readonly rule: string;
      readonly urgent: boolean;
    }
  /** Takes a region away once its extents are given back. */
  | { readonly kind: 'close'; readonly region: number };

/** What one host believes and holds. */
export interface HostState {
  readonly twin: TwinId;
  readonly regions: readonly HostRegion[];
  readonly nextRegion: number;
  readonly inbox: readonly InboxRecord[];
  /** Offers of a chain that has not been answered. */
  readonly staged: readonly SeenRecord[];
  /** Virtual time in nanoseconds at which a host with a watchdog gives an open chain up. */
  readonly chainDeadline: number | undefined;
  /** Why it must look whether records have come without being told, if it must. */
  readonly rereads: 'no' | 'afterClear' | 'atStart';
  /** In the order in which they came up. */
  readonly extents: readonly HostExtent[];
  /** The same by address. */
  readonly held: RangeMap<HostExtent>;
  /** Some have lain on the same bytes: a host can only be led to that when it is wrong about the device. */
  readonly overlaps: boolean;
  readonly nextIndex: number;
  readonly daxDevices: readonly DaxDevice[];
  readonly nextDax: number;
  /** Work begun that takes more commands. The first goes on first. */
  readonly tasks: readonly Task[];
  /** The driver that makes dax devices of extents is loaded. */
  readonly driver: boolean;
  /** State of the generator by which the random twin decides. */
  readonly random: number;
}

export const copyOfHost = (host: HostState): Whole<HostState> => ({
  twin: host.twin,
  regions: host.regions,
  nextRegion: host.nextRegion,
  inbox: host.inbox,
  staged: host.staged,
  chainDeadline: host.chainDeadline,
  rereads: host.rereads,
  extents: host.extents,
  held: host.held,
  overlaps: host.overlaps,
  nextIndex: host.nextIndex,
  daxDevices: host.daxDevices,
  nextDax: host.nextDax,
  tasks: host.tasks,
  driver: host.driver,
  random: host.random,
});

/** The host with some members changed. */
export const hostWith = (host: HostState, changes: Partial<HostState>): HostState =>
  Object.assign(copyOfHost(host), changes);

/** A host that has just started, with the regions that are there; `random` seeds the random twin. */
export const newHost = ({
  twin,
  regions,
  random,
  nextIndex,
}: Pick<HostState, 'twin' | 'regions' | 'random' | 'nextIndex'>): HostState => ({
  twin,
  regions,
  nextRegion: regions.length,
  inbox: [],
  staged: [],
  chainDeadline: undefined,
  rereads: 'no',
  extents: [],
  held: emptyRanges(),
  overlaps: false,
  nextIndex,
  daxDevices: [],
  nextDax: 1,
  tasks: [],
  driver: true,
  random,
});

/** The DPAs of the first region, which is the only one a QEMU host can have; an empty range without one. */
export const firstRegion = ({ regions: [first] }: HostState): Range =>
  first === undefined ? { start: 0, length: 0 } : { start: first.start, length: first.length };

/** The region that maps the byte at `dpa`. */
export const regionAt = (
  { regions }: Pick<HostState, 'regions'>,
  dpa: number,
): HostRegion | undefined =>
  regions.find(({ start, length }) => dpa >= start && dpa < start + length);
