import type { DrawnState, EntityId } from './vocabulary';
import type { Tone } from './index';

/** Who is awkward. */
export type Culprit = 'host' | 'fm' | 'device';

/** A run of cells of a small map that are drawn alike. What the spans leave is free. */
export interface MiniSpan {
  readonly state: DrawnState;
  /** Share of the strip's width, 0 to 1. */
  readonly from: number;
  readonly width: number;
}

/** One region as one side has it, before a move and after. */
export interface MiniMap {
  readonly region: EntityId;
  /** `r0 device` */
  readonly label: string;
  readonly changed: boolean;
  readonly before: readonly MiniSpan[];
  readonly after: readonly MiniSpan[];
  /** What the strips show, in words. */
  readonly text: string;
}

/** What came of a move that was tried on the present state. Nothing of it is kept. */
export interface ProvokedOutcome {
  /** `refused`, `QEMU dies`: in two words. */
  readonly verdict: string;
  readonly sentence: string;
  /** Return code with its name, or QEMU's error text. */
  readonly code?: string;
  /** Why the device refused it, or died of it. */
  readonly because?: string;
  readonly tone: Tone;
  /** Steps that doing it adds to the run. */
  readonly steps: number;
  readonly maps: readonly MiniMap[];
  readonly entities: readonly EntityId[];
}

/** One awkward move: what is done and what comes of it, or why it cannot be made now. */
export type ProvocationCard = {
  readonly id: string;
  readonly name: string;
} & ({ readonly does: string; readonly outcome: ProvokedOutcome } | { readonly whyNot: string });

export interface ProvokeView {
  readonly groups: readonly {
    readonly who: Culprit;
    readonly label: string;
    readonly cards: readonly ProvocationCard[];
  }[];
}
