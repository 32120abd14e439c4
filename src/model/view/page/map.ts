import type { Cells } from './cells';
import type { ChipState, DivergenceKind, DrawnState, EntityId } from './vocabulary';

export interface MapSpan {
  readonly id: EntityId;
  readonly label: string;
  readonly state: ChipState;
  readonly firstBlock: number;
  readonly blocks: number;
  /** Changed by the present step. */
  readonly changed: boolean;
  /** How host and device disagree about this extent, if they do. */
  readonly differs?: DivergenceKind;
}

/** Blocks about which host and device disagree in one way, grown to whole cells. */
export interface MapMark {
  readonly kind: DivergenceKind;
  readonly firstBlock: number;
  readonly blocks: number;
}

/** Extents that begin in one cell and are smaller than it: too small to be drawn at their size. */
export interface SmallExtents {
  /** The first block of the cell. */
  readonly firstBlock: number;
  readonly count: number;
  /** The blocks of each where all have as many. */
  readonly blocks?: number;
  /** The state to notice first among theirs. */
  readonly state: DrawnState;
}

/** Cells run row by row; each stands for `blocksPerCell` blocks (the last one for what is left). */
export interface MapLayer extends Cells<DrawnState> {
  /** The extents to outline and label; none when there are too many to tell apart. */
  readonly spans: readonly MapSpan[];
  /** In order of address; none where a cell is a block. */
  readonly small: readonly SmallExtents[];
  readonly total: number;
}

/** The part of a region to look at: from a block on, at a scale. The model snaps both (`windowGrid`). */
export interface MapWindow {
  readonly region: number;
  readonly firstBlock: number;
  readonly blocksPerCell: number;
}

/** A region, or the part of it that is looked at. Block numbers are those of the region everywhere. */
export interface RegionMap {
  readonly id: EntityId;
  readonly index: number;
  readonly label: string;
  readonly base: number;
  readonly length: number;
  readonly blockSize: number;
  readonly blocks: number;
  readonly columns: number;
  readonly rows: number;
  readonly blocksPerCell: number;
  /** The blocks in view: the first, and how many. */
  readonly firstBlock: number;
  readonly shownBlocks: number;
  /** The scale at which the whole region is in view. */
  readonly wholeBlocksPerCell: number;
  /** The device's cells of the whole region, whatever is in view. */
  readonly whole: Cells<DrawnState>;
  /** What was asked for: its spans alone say it, as a request is no state of a block. */
  readonly fm: MapLayer;
  readonly device: MapLayer;
  readonly host: MapLayer;
  /** The same for the maps of device and host. */
  readonly marks: readonly MapMark[];
  /** First and one-past-last block that the host can decode; equal when it decodes none. */
  readonly decoded: { readonly from: number; readonly to: number };
  /** Bits of the region's bitmap, one byte per block (0 or 1), from the first block in view on. */
  readonly bits: Uint8Array;
  readonly changedBits: readonly { readonly first: number; readonly count: number }[];
  /** Rows in which host and device differ. */
  readonly hostDiffers: readonly boolean[];
}
