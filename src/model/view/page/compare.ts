import type { Card, EntityId, RegionMap, RegionMeter, Tone } from './index';

/** What a run can be compared with: another host, another device, or another branch of it. */
export type CompareWith =
  | { readonly kind: 'twin'; readonly twin: string }
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'branch'; readonly branch: number };

/** A comparison, and the row of it that is looked at. */
export interface ComparedAt {
  readonly what: CompareWith;
  readonly row: number;
}

/** A is the run as it was recorded, B what it is compared with. */
export type Letter = 'A' | 'B';

/** Blocks that the two runs hold in different states. */
export interface CompareMark {
  readonly firstBlock: number;
  readonly blocks: number;
  /** The run that alone holds anything there; both do, in different states, otherwise. */
  readonly only: Letter | 'both';
}

export interface CompareRegion {
  /** Its entities are named apart from those of the other run: `A:extent:3`. */
  readonly map: RegionMap;
  readonly device: readonly CompareMark[];
  readonly host: readonly CompareMark[];
}

export interface CompareSide {
  readonly letter: Letter;
  /** What tells the two apart: the branch, the host or the device. */
  readonly name: string;
  /** The others of the three. */
  readonly about: string;
  readonly step: number;
  readonly steps: number;
  /** The run takes no step in this row: the other one has more to do. */
  readonly waits: boolean;
  readonly sentence: string;
  readonly tone: Tone;
  readonly code?: string;
  readonly log: { readonly held: number; readonly capacity: number; readonly lost: number };
  readonly hostExtents: number;
  readonly meters: readonly RegionMeter[];
  readonly regions: readonly CompareRegion[];
}

/** One thing that differs between the states at a row. */
export interface CompareItem {
  readonly text: string;
  readonly only: Letter | 'both';
  readonly entities: readonly EntityId[];
}

/** Two runs at one row of their comparison. Row 0 is before the first step of both. */
export interface CompareView {
  readonly row: number;
  readonly lastRow: number;
  /** Runs of rows in which something differs. */
  readonly differing: readonly { readonly from: number; readonly to: number }[];
  /** Rows in which a difference begins or changes, in order. The first one is where the runs part. */
  readonly differences: readonly number[];
  /** Those around this row in words: all of them where they are few. */
  readonly told: readonly { readonly row: number; readonly text: string }[];
  /** What differs in this row. */
  readonly says: string;
  readonly differs: boolean;
  readonly a: CompareSide;
  readonly b: CompareSide;
  readonly items: readonly CompareItem[];
  /** What one must know to read the comparison. */
  readonly notes: readonly string[];
}

/** A comparison, or why there is none. */
export interface CompareAnswer {
  readonly view?: CompareView;
  readonly problem?: Card;
}
