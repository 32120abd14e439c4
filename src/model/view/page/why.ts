import type { Actor, ChipState, EntityId } from './vocabulary';

/** The rule that decided something. A host's own rules have no ladder, so they have no id. */
export interface WhyRule {
  readonly id?: EntityId;
  readonly text: string;
  readonly section?: string;
  readonly broken: boolean;
}

/** One link of a chain of causes: what occurred, and at which step. */
export interface WhyLink {
  readonly step: number;
  /** Number of the happening in its step; `0` is what was done itself, or the start. */
  readonly n: number;
  /** `9.14`, or `5` for what was done. */
  readonly label: string;
  readonly actor: Actor;
  readonly text: string;
  readonly rule?: WhyRule;
  /** `0Fh Invalid Physical Address`, or the text of a QMP error. */
  readonly code?: string;
  readonly entities: readonly EntityId[];
}

/** An answer in a sentence, and what led to it, the latest first. */
export interface WhyChain {
  readonly sentence: string;
  readonly links: readonly WhyLink[];
  /** Where the chain ends: something done from outside, or how the run began. */
  readonly end: 'action' | 'start';
}

/** Why something is as it is. */
export interface WhyView extends WhyChain {
  readonly id: EntityId;
  readonly state?: ChipState;
  /** Where the host believes otherwise: why it does. */
  readonly host?: WhyChain;
  /** What else may be asked here: other parts, the host's view, the bit. */
  readonly also: readonly { readonly text: string; readonly entity: EntityId }[];
}
