import type { DaxDevice, HostModule, HostRegion } from '../../host/host-state';
import type { LineKind, LineLevel } from '../../happening';
import type { EntityId } from './vocabulary';

/** A CXL region of the host. Addresses and lengths in bytes. */
export interface MachineRegion {
  readonly id: number;
  readonly name: string;
  readonly start: number;
  readonly length: number;
  readonly hpa: number;
  readonly phase: HostRegion['phase'];
  /** Why nothing of it can be claimed, and what helps. */
  readonly whyNot?: { readonly why: string; readonly fix: string };
}

/** An extent as sysfs shows it: `offset` counts from the begin of its region. */
export interface MachineExtent {
  readonly entity: EntityId;
  readonly label: string;
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly uuid?: string;
  readonly sequence: number;
  /** The dax devices that hold some of it. */
  readonly usedBy: readonly string[];
}

/** Extents that came up together: they go together, and those of a tag are claimed as one. */
export interface MachineGroup {
  readonly id: number;
  readonly uuid?: string;
  readonly region: string;
  /** Names of the first few; `extents` counts all. */
  readonly names: readonly string[];
  readonly extents: number;
  readonly bytes: number;
  /** Why nobody can claim it. */
  readonly unusable?: string;
}

/** One range of a dax device, and the memory that is left of it when both ends move to a memory block. */
export interface MachineRange {
  readonly offset: number;
  readonly length: number;
  readonly blocks?: number;
}

export interface MachineDax {
  readonly id: string;
  readonly driver: DaxDevice['driver'];
  readonly bytes: number;
  readonly uuid?: string;
  readonly ranges: readonly MachineRange[];
  /** While it is system RAM: bytes of a memory block, how many there are, and whether they are in use. */
  readonly memory?: {
    readonly blockSize: number;
    readonly blocks: number;
    readonly lost: number;
    readonly online: boolean;
  };
}

/** The host machine as a user of it would see it. */
export interface MachineView {
  readonly modules: readonly { readonly name: HostModule; readonly loaded: boolean }[];
  /** The driver of the device is bound to it. */
  readonly bound: boolean;
  /** Why its kernel has crashed, if it has. */
  readonly crashed?: string;
  readonly regions: readonly MachineRegion[];
  /** A region that could be created now, or why none can. */
  readonly newRegion:
    { readonly start: number; readonly length: number } | { readonly whyNot: string };
  readonly extents: {
    readonly total: number;
    /** How many of them the device does not hold, or not whole. */
    readonly phantoms: number;
    readonly rows: readonly MachineExtent[];
  };
  readonly groups: readonly MachineGroup[];
  readonly dax: readonly MachineDax[];
  /** What could be claimed now: `of` as the claim names it. */
  readonly claims: readonly {
    readonly region: number;
    readonly of: string;
    readonly label: string;
  }[];
  /** Users choose a size instead of a tag. */
  readonly bySize: boolean;
  /** Offers of an open chain, and when the watchdog ends it: seconds from now. */
  readonly waiting?: { readonly offers: number; readonly seconds?: number };
  readonly tasks: readonly string[];
  readonly lines: readonly {
    readonly step: number;
    readonly kind: LineKind;
    readonly level: LineLevel;
    readonly text: string;
  }[];
}
