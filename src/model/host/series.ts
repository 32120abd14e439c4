import type { TwinId } from './twin-id';

/** Rows of the host table about one extent. */
export type CheckId = 'A2' | 'A3' | 'A4' | 'A5' | 'A6' | 'A7' | 'A8' | 'A9' | 'A14' | 'A15' | 'A18';

/** Rows of the host table about a whole group. */
export type GateId = 'A10' | 'A11' | 'A12' | 'A13';

/** One version of the Linux DCD series, as data: what it checks and in which order, and how it goes on. */
export interface Series {
  readonly id: Extract<TwinId, `linux-${string}`>;
  /** What its behaviour rests on. */
  readonly source: 'recorded' | 'source';
  /** What it checks of each extent, in its order. */
  readonly checks: readonly CheckId[];
  /** The rows that an extent it accepts has passed. */
  readonly passed: string;
  /** What it checks of a whole group first. A group that fails is dropped. */
  readonly gates: readonly GateId[];
  /**
   * All extents of a chain or of a scan that have the same tag, the null tag too, are one group: they come up
   * together and go together. Without groups each extent stands alone, and no tag is allowed.
   */
  readonly groups: boolean;
  /** The order in which a chain is judged: as it came, or by a pointer, of which only the reverse was ever seen. */
  readonly chainOrder: 'arrival' | 'reverse';
  /** When an offer of what it has already is named in the response. */
  readonly namesDuplicates: 'always' | 'besideNew';
  /** Nanoseconds after which an open chain is refused. */
  readonly chainTimeout: number | undefined;
  /** Offers that an open chain may have. */
  readonly chainLimit: number;
  /** Which extents a release request means. */
  readonly releases: 'touched' | 'containingGroup';
  /** What becomes of a request that means no extent of a region: an error, nothing, or it is acknowledged. */
  readonly unmatched: 'error' | 'nothing' | 'acknowledged';
  /** Where the extents of before are asked for, and what is done with a page: in the probe of the dax driver and all
   * at once, or in the region's own and page by page. */
  readonly scansIn: 'driver' | 'region';
  /** How often it begins anew when the list changes under it. */
  readonly scanTries: number;
  /** How users claim capacity. */
  readonly claims: 'byTag' | 'bySize';
  /** A dax device is for the kmem driver unless device_dax is told of it. */
  readonly prefersKmem: boolean;
  /** Number of the first extent in sysfs. */
  readonly firstIndex: number;
  /** Whose form its trace lines have, and which records tell the index of a region. */
  readonly traceLines: 'v9' | 'v11';
  readonly tracesRegion: 'always' | 'inUpdates';
}

/** April 2025: no tags, no groups, no watchdog. */
export const v9: Series = {
  id: 'linux-v9',
  source: 'recorded',
  checks: ['A8', 'A7', 'A3', 'A4', 'A6', 'A14', 'A15'],
  passed: 'A3–A15',
  gates: [],
  groups: false,
  chainOrder: 'reverse',
  namesDuplicates: 'always',
  chainTimeout: undefined,
  chainLimit: Number.POSITIVE_INFINITY,
  releases: 'touched',
  unmatched: 'nothing',
  scansIn: 'region',
  scanTries: 11,
  claims: 'bySize',
  prefersKmem: true,
  firstIndex: 0,
  traceLines: 'v9',
  tracesRegion: 'always',
};

/** June 2026: tag groups, sharing, a watchdog of 20 s. */
export const v11: Series = {
  id: 'linux-v11',
  source: 'recorded',
  checks: ['A2', 'A3', 'A9', 'A8', 'A4', 'A5', 'A18', 'A6', 'A14', 'A15'],
  passed: 'A2–A15',
  gates: ['A11', 'A10', 'A12', 'A13'],
  groups: true,
  chainOrder: 'arrival',
  namesDuplicates: 'besideNew',
  chainTimeout: 20e9,
  chainLimit: 100,
  releases: 'containingGroup',
  unmatched: 'error',
  scansIn: 'driver',
  scanTries: 10,
  claims: 'byTag',
  prefersKmem: false,
  firstIndex: 1,
  traceLines: 'v11',
  tracesRegion: 'inUpdates',
};

/** The tree after the posting of June 2026: a release that matches no extent is acknowledged. */
export const v11Next: Series = {
  ...v11,
  id: 'linux-v11-next',
  source: 'source',
  unmatched: 'acknowledged',
};
