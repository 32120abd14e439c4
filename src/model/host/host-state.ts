import { emptyRanges, type RangeMap } from '../persistent/range-map';
import type { ExtentId } from '../extent';
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

/** Where an extent that the host takes over gets its place: all members of a group are at home in one region. */
export interface Placed extends SeenExtent {
  /** The region in whose dax part it shows; its number is in the extent's name. */
  readonly region: number;
  /** The region that maps its DPAs. Linux can be led to one that is not its home. */
  readonly mappedBy: number;
  /** Bytes from the begin of the region that maps it, as sysfs shows it. */
  readonly offset: number;
  /** Its number in its group. Numbers go on for members that failed. */
  readonly seq: number;
  /** The driver of the dax part knows it, so it can be claimed. */
  readonly claimable: boolean;
}

/** An extent the host shows to its users. `index` is the number in its sysfs name. */
export interface HostExtent extends Placed {
  readonly index: number;
  /** Extents with the same number came up together and are given back together. */
  readonly group: number;
  /** Objects of a region go in reverse order of this number. */
  readonly born: number;
}

/**
 * A CXL region of the host: the DPAs it maps, and the host physical address of its first byte. While it is scanned
 * the host asks for the extents that are there already; while it closes it gives them back. A region that is
 * `unmapped` has a name and maps nothing: its device is unbound, or its decoder could not be committed.
 */
export interface HostRegion extends Range {
  readonly id: number;
  readonly hpa: number;
  /** Number of the device's HDM decoder that maps it. */
  readonly decoder: number;
  readonly phase: 'scanning' | 'ready' | 'closing' | 'unmapped';
  /** The driver of its dax part: without it nothing can be claimed. */
  readonly driver: DaxDriver;
  /** The extents of before were asked for. Series from v11 on refuse offers until then (A18). */
  readonly listed: boolean;
}

/** Why a driver is not bound: it is not loaded, its probe failed, or extents stood in its way. */
export type DaxDriver = 'bound' | 'none' | 'failed' | 'inTheWay';

/** A range that a dax device holds, and where users see it. */
export interface DaxRange extends Range {
  readonly hpa: number;
  /** The file that tells of it goes by this number. */
  readonly born: number;
}

/** A dax device: claimed capacity, its ranges in the order in which it shows them; or none yet. */
export interface DaxDevice {
  /** Its name, such as `dax0.1`. */
  readonly id: string;
  readonly region: number;
  readonly index: number;
  /** The tag it was claimed by; all zero for none. */
  readonly tag: string;
  readonly ranges: readonly DaxRange[];
  readonly driver: 'none' | 'device_dax' | 'kmem';
  /** The kmem driver was told to take it, and tries again whenever it is told of another. */
  readonly wanted: boolean;
  /** Bytes of a memory block while it is system RAM, else 0. */
  readonly blockSize: number;
  /** Its memory blocks are in use as RAM. */
  readonly online: boolean;
  readonly born: number;
}

/** Kernel modules that decide what becomes of dynamic capacity. */
export const hostModules = ['dax_cxl', 'device_dax', 'kmem'] as const;
export type HostModule = (typeof hostModules)[number];

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
      /** The first error of a try, as Linux numbers it. */
      readonly error: number;
    }
  /** Sends the rest of a response that did not fit one command, or the same response once more. */
  | {
      readonly kind: 'respond';
      readonly chunks: readonly (readonly Range[])[];
      readonly because: string;
    }
  /** Gives back extents of a release request, a command each, before the next event record. */
  | {
      readonly kind: 'release';
      /** Extents that somebody holds are told of in their turn, and stay. */
      readonly goes: readonly { readonly extent: HostExtent; readonly held: boolean }[];
      readonly because: string;
    }
  /** Takes apart what a region has, youngest first: dax devices go, extents are given back. */
  | {
      readonly kind: 'teardown';
      readonly region: number;
      readonly why: 'destroyed' | 'driverUnloaded' | 'unbound';
    };

/** How often a line whose rate is limited was printed since a moment of virtual time in nanoseconds. */
export interface Printed {
  readonly since: number;
  readonly times: number;
}

/** The machine a host runs on. */
export interface Board {
  /** Host physical address at which the memory window begins. */
  readonly window: number;
  /** The host bridge can map more than one region of a device. */
  readonly several: boolean;
}

/** What one host believes and holds. */
export interface HostState {
  readonly twin: TwinId;
  /** The driver of the device is bound to it. */
  readonly bound: boolean;
  readonly modules: Readonly<Record<HostModule, boolean>>;
  readonly regions: readonly HostRegion[];
  readonly inbox: readonly InboxRecord[];
  /** Extents that wait for the end of their chain. A scan finds them, too, and takes them for its own. */
  readonly staged: readonly SeenRecord[];
  /** Virtual time in nanoseconds at which a host with a watchdog gives an open chain up. */
  readonly chainDeadline: number | undefined;
  /** Why it must look whether records have come without being told, if it must. */
  readonly rereads: 'no' | 'afterClear' | 'atStart';
  /** Its driver has just found the device, and has not read all its logs yet. */
  readonly starting: boolean;
  /** In the order in which they came up. */
  readonly extents: readonly HostExtent[];
  /** The same extents, found by address. */
  readonly held: RangeMap<HostExtent>;
  /** Some have lain on the same bytes: a host can only be led to that when it is wrong about the device. */
  readonly overlaps: boolean;
  readonly daxDevices: readonly DaxDevice[];
  /** Groups, and objects of regions, that there have been. */
  readonly groups: number;
  readonly births: number;
  /** Work begun that takes more commands. The first goes on first. */
  readonly tasks: readonly Task[];
  /** Lines that are printed at most ten times in five seconds, and those printed once only. */
  readonly printed: Readonly<Record<string, Printed>>;
  /** Why its kernel has crashed, if it has. */
  readonly crashed: string | undefined;
  /** State of the generator by which the random twin decides. */
  readonly board: Board;
  readonly random: number;
}

export const copyOfHost = (host: HostState): Whole<HostState> => ({
  twin: host.twin,
  bound: host.bound,
  modules: host.modules,
  regions: host.regions,
  inbox: host.inbox,
  staged: host.staged,
  chainDeadline: host.chainDeadline,
  rereads: host.rereads,
  starting: host.starting,
  extents: host.extents,
  held: host.held,
  overlaps: host.overlaps,
  daxDevices: host.daxDevices,
  groups: host.groups,
  births: host.births,
  tasks: host.tasks,
  printed: host.printed,
  crashed: host.crashed,
  board: host.board,
  random: host.random,
});

/** The host with some members changed. */
export const hostWith = (host: HostState, changes: Partial<HostState>): HostState =>
  Object.assign(copyOfHost(host), changes);

/** A host that has just started and has no region yet; `random` seeds the random twin. */
export const newHost = ({
  twin,
  random,
  board,
}: Pick<HostState, 'twin' | 'random' | 'board'>): HostState => ({
  twin,
  board,
  bound: true,
  modules: { dax_cxl: true, device_dax: true, kmem: false },
  regions: [],
  inbox: [],
  staged: [],
  chainDeadline: undefined,
  rereads: 'no',
  starting: false,
  extents: [],
  held: emptyRanges(),
  overlaps: false,
  daxDevices: [],
  groups: 0,
  births: 0,
  tasks: [],
  printed: {},
  crashed: undefined,
  random,
});

/** The host with one of its regions changed. */
export const withRegion = (host: HostState, id: number, changes: Partial<HostRegion>): HostState =>
  hostWith(host, {
    regions: host.regions.map((region) => (region.id === id ? { ...region, ...changes } : region)),
  });

/** Regions that map something: the others are names only. */
export const mappedRegions = ({ regions }: Pick<HostState, 'regions'>): readonly HostRegion[] =>
  regions.filter(({ phase }) => phase !== 'unmapped');

/** The DPAs of the first region that maps any, and where; an empty range without one. */
export function firstRegion({
  regions,
  board,
}: Pick<HostState, 'regions' | 'board'>): Range & { readonly hpa: number } {
  const [first] = mappedRegions({ regions });
  if (first === undefined) return { start: 0, length: 0, hpa: board.window };
  return { start: first.start, length: first.length, hpa: first.hpa };
}

/** The region that maps the byte at `dpa`. */
export const regionAt = (
  { regions }: Pick<HostState, 'regions'>,
  dpa: number,
): HostRegion | undefined =>
  regions.find(
    ({ start, length, phase }) => phase !== 'unmapped' && dpa >= start && dpa < start + length,
  );

/** The lowest number that none of these has, from `first` on. Linux numbers its objects so. */
export function lowestFree(taken: ReadonlySet<number>, first: number): number {
  let number = first;
  while (taken.has(number)) number += 1;
  return number;
}
