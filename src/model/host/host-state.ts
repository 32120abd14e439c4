import { emptyRanges, type RangeMap } from '../device/range-map';
import type { ExtentId } from '../device/extent';
import type { TwinId } from './twin-id';

/** A Dynamic Capacity record as the host read it. Addresses and lengths in bytes. */
export interface SeenRecord {
  readonly handle: number;
  readonly type: number;
  readonly more: boolean;
  readonly start: number;
  readonly length: number;
  readonly tag: string;
  readonly sharedSeq: number;
  /** Which extent this is for the person watching. No host knows it, and no twin may look. */
  readonly extent: ExtentId;
}

/** A record in the host's hands: read, not cleared. */
export interface InboxRecord extends SeenRecord {
  readonly done: boolean;
}

/** An extent the host shows to its users. `index` is the number in its sysfs name. */
export interface HostExtent {
  readonly index: number;
  readonly extent: ExtentId;
  readonly start: number;
  readonly length: number;
}

/** What one host believes and holds. */
export interface HostState {
  readonly twin: TwinId;
  /** DPA range that its committed decoder, and so its CXL region, covers. */
  readonly decoder: { readonly start: number; readonly length: number };
  readonly inbox: readonly InboxRecord[];
  /** Offers of a chain that has not been answered. */
  readonly staged: readonly SeenRecord[];
  /** It has cleared records and must look whether more have come. */
  readonly rereads: boolean;
  readonly extents: readonly HostExtent[];
  /** The same by address. */
  readonly held: RangeMap<ExtentId>;
  readonly nextIndex: number;
}

export const newHost = (twin: TwinId, decoder: HostState['decoder']): HostState => ({
  twin,
  decoder,
  inbox: [],
  staged: [],
  rereads: false,
  extents: [],
  held: emptyRanges(),
  nextIndex: 1,
});
