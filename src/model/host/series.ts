/** Rows of the host table about one extent. */
export type CheckId = 'A2' | 'A3' | 'A4' | 'A5' | 'A6' | 'A7' | 'A8' | 'A9' | 'A14' | 'A15' | 'A18';

/** Rows of the host table about a whole group. */
export type GateId = 'A10' | 'A11' | 'A12' | 'A13';

/** One version of the Linux DCD series, as data: what it checks and in which order, and how it goes on. */
export interface Series {
  /** What it checks of each extent, in its order. */
  readonly checks: readonly CheckId[];
  /** The rows that an extent it accepts has passed. */
  readonly passed: string;
  /** What it checks of a whole group first. A group that fails is dropped. */
  readonly gates: readonly GateId[];
  /** Extents with one tag are one group; without this each extent is alone, and no tag is allowed. */
  readonly tags: boolean;
  /** Sharing is known: sequence numbers are allowed where the region is sharable. */
  readonly shares: boolean;
  /** When an offer of what it has already is named in the response. */
  readonly namesDuplicates: 'always' | 'besideNew';
  /** Nanoseconds after which an open chain is refused. */
  readonly chainTimeout: number | undefined;
  /** Offers that an open chain may have. */
  readonly chainLimit: number;
  /** Which extents a release request means. */
  readonly releases: 'touched' | 'containingTagGroup';
  /** A request that means no extent is answered with the range it names. */
  readonly acknowledgesUnknown: boolean;
  /** What a release that must wait is called in the kernel's log. */
  readonly printsBusy: boolean;
  /** Extents of before that it cannot take over are given back. */
  readonly givesBackUnfit: boolean;
  /** How users claim capacity. */
  readonly claims: 'byTag' | 'bySize';
  /** Number of the first extent in sysfs. */
  readonly firstIndex: number;
  /** What its trace calls the region index of a record, and whether it fills in the record's UUID. */
  readonly trace: {
    readonly regionField: 'partition_id' | 'updated_region_index';
    readonly regionOnlyInUpdates: boolean;
    readonly uuid: boolean;
  };
}

/** April 2025: no tags, no groups, no watchdog. */
export const v9: Series = {
  checks: ['A7', 'A8', 'A3', 'A4', 'A6', 'A14', 'A15'],
  passed: 'A3–A15',
  gates: [],
  tags: false,
  shares: false,
  namesDuplicates: 'always',
  chainTimeout: undefined,
  chainLimit: Number.POSITIVE_INFINITY,
  releases: 'touched',
  acknowledgesUnknown: false,
  printsBusy: false,
  givesBackUnfit: false,
  claims: 'bySize',
  firstIndex: 0,
  trace: { regionField: 'partition_id', regionOnlyInUpdates: false, uuid: false },
};

/** June 2026: tag groups, sharing, a watchdog of 20 s. */
export const v11: Series = {
  checks: ['A2', 'A3', 'A4', 'A5', 'A18', 'A6', 'A8', 'A9', 'A14', 'A15'],
  passed: 'A2–A15',
  gates: ['A11', 'A12', 'A13', 'A10'],
  tags: true,
  shares: true,
  namesDuplicates: 'besideNew',
  chainTimeout: 20e9,
  chainLimit: 100,
  releases: 'containingTagGroup',
  acknowledgesUnknown: true,
  printsBusy: true,
  givesBackUnfit: true,
  claims: 'byTag',
  firstIndex: 1,
  trace: { regionField: 'updated_region_index', regionOnlyInUpdates: true, uuid: true },
};
