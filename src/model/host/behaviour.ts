import type { HostExtent, HostState, SeenExtent, SeenRecord } from './host-state';
import type { Judgement } from './judge';
import type { Series } from './series';
import type { Decision, HostLine, HostSees } from './twin';
import type { TwinId } from './twin-id';

/** What a release request comes to. */
export interface Release {
  readonly because: string;
  readonly decisions: readonly Decision[];
  /** What is given back, a command each: extents of the host, or the range that was asked. */
  readonly gives: readonly SeenExtent[];
  /** Extents of the host that it no longer shows once they are given back. */
  readonly forgets: readonly HostExtent[];
  readonly prints: readonly HostLine[];
  readonly random: number;
}

/** The host at one moment, by its behaviour. */
export interface Turn {
  readonly behaviour: Behaviour;
  readonly sees: HostSees;
  readonly host: HostState;
}

/** Where one host differs from another. Everything else they share. */
export interface Behaviour {
  readonly id: TwinId;
  readonly label: string;
  readonly about: string;
  /** Who it is in a sentence that explains it. */
  readonly name: string;
  readonly series: Series;
  /** It handles events by itself. A person does it for the one that does not. */
  readonly handlesEvents: boolean;
  /** How often it sends each response. */
  readonly responses: 0 | 1 | 2;
  /** Which of two closed chains it answers first. */
  readonly answersFirst: 'oldest' | 'second';
  /** A chain that does not close is kept until it does, or refused as soon as no record is left. */
  readonly openChain: 'kept' | 'refused';
  /** It shows capacity before its response is sent, and does not take it back if that fails. */
  readonly surfacesEarly: boolean;
  /** It is at a loss with events it does not know, and lets a person decide. */
  readonly handsOver: boolean;
  readonly judges: (chain: readonly SeenRecord[], turn: Turn) => Judgement;
  readonly releases: (record: SeenRecord, turn: Turn) => Release;
}
