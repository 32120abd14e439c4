import type { HostExtent, HostState, SeenExtent, SeenRecord } from './host-state';
import type { Judgement } from './judgement';
import type { Log } from './log';
import type { Series } from './series';
import type { Decision, HostSees } from './twin';
import type { TwinId } from './twin-id';

/** An extent that a release request means, and whether somebody holds it: then it stays. */
export interface Going {
  readonly extent: HostExtent;
  readonly held: boolean;
}

/** What a release request comes to. */
export interface Release {
  readonly because: string;
  readonly decisions: readonly Decision[];
  /** Extents it means, in the order in which they go, a command each. */
  readonly goes: readonly Going[];
  /** The very range that was asked for is given back: the host has nothing there. */
  readonly range?: SeenExtent;
  /** What the kernel's log tells before the first command. */
  readonly says: (log: Log) => void;
  /** Linux’ number for what went wrong; 0 for nothing. */
  readonly error: number;
  readonly random: number;
}

/** The host at one moment, by its behaviour. */
export interface HostContext {
  readonly behaviour: Behaviour;
  readonly sees: HostSees;
  readonly host: HostState;
}

/** Whether a host takes an extent that passed its checks, and the state of its generator afterwards. */
export interface Choice {
  /** Why it does not; nothing when it does. */
  readonly refuses?: string;
  readonly random: number;
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
  /** What it does with the extent of an offer that is the n-th to pass its checks, from 0. */
  readonly chooses: (nth: number, random: number) => Choice;
  /** What its response says in place of what its checks say. */
  readonly answers: (
    judgement: Judgement,
    chain: readonly SeenExtent[],
    before: HostState,
  ) => Judgement;
  readonly releases: (record: SeenRecord, turn: HostContext) => Release;
}
