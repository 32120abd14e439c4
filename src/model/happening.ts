import type { ExtentId } from './extent';
import type { Fault } from './fault';

/** The event logs, by their number on the wire (CXL r3.1 8.2.9.2.2). */
export const logNames = [
  'informational',
  'warning',
  'failure',
  'fatal',
  'dynamicCapacity',
] as const;
export type LogName = (typeof logNames)[number];

/** A raw value a rule looked at; its rule knows how to print it. */
export type Operand = number | bigint | string;

export type Verdict = 'held' | 'refused' | 'notReached';

export interface RuleChecked {
  readonly what: 'ruleChecked';
  readonly rule: string;
  readonly verdict: Verdict;
  /** One row of operands for each entry looked at, the first few only. */
  readonly operands: readonly (readonly Operand[])[];
  /** Where it stopped: a field of the input, and the entry that holds it. */
  readonly at?: string;
  readonly because?: string;
}

/** What can occur in a step. Objects are named by id, never copied. Addresses and lengths in bytes. */
export type What =
  | RuleChecked
  | { readonly what: 'commandReceived'; readonly opcode: number; readonly length: number }
  | {
      readonly what: 'commandReplied';
      readonly opcode: number;
      readonly code: number;
      readonly length: number;
    }
  | { readonly what: 'qmpReceived'; readonly execute: string }
  | { readonly what: 'qmpReplied'; readonly error?: string }
  /** A line was written to a file of the kernel's mock. */
  | { readonly what: 'lineWritten'; readonly file: string }
  | { readonly what: 'groupOffered'; readonly group: number; readonly extents: readonly ExtentId[] }
  | { readonly what: 'groupClosed'; readonly group: number }
  | {
      readonly what: 'extentAccepted';
      readonly extent: ExtentId;
      readonly from: ExtentId;
      readonly start: number;
      readonly length: number;
    }
  | {
      readonly what: 'extentWithdrawn';
      readonly extent: ExtentId;
      readonly group: number;
      readonly start: number;
      readonly length: number;
      /** Some of the extent was accepted: this is a piece of the rest. */
      readonly partly: boolean;
    }
  | { readonly what: 'extentSplit'; readonly extent: ExtentId; readonly into: readonly ExtentId[] }
  | {
      readonly what: 'extentReleased';
      readonly extent: ExtentId;
      readonly start: number;
      readonly length: number;
    }
  | {
      readonly what: 'releaseAsked';
      readonly extents: readonly ExtentId[];
      readonly start: number;
      readonly length: number;
    }
  | {
      readonly what: 'blocksBacked';
      readonly region: number;
      readonly first: number;
      readonly count: number;
    }
  | {
      readonly what: 'blocksCleared';
      readonly region: number;
      readonly first: number;
      readonly count: number;
    }
  | {
      readonly what: 'recordLogged';
      readonly log: LogName;
      readonly serial: number;
      readonly handle: number;
      readonly extent: ExtentId;
    }
  | { readonly what: 'recordDropped'; readonly log: LogName; readonly extent: ExtentId }
  | { readonly what: 'recordsRead'; readonly log: LogName; readonly serials: readonly number[] }
  | { readonly what: 'recordsCleared'; readonly log: LogName; readonly serials: readonly number[] }
  | { readonly what: 'interruptRaised'; readonly log: LogName; readonly vector: number }
  | { readonly what: 'hostMoved'; readonly title: string; readonly because: string }
  | { readonly what: 'hostStaged'; readonly extent: ExtentId }
  | {
      readonly what: 'hostDecided';
      readonly extent: ExtentId;
      readonly verdict: HostVerdict;
      readonly because: string;
      readonly rule: string;
    }
  | {
      readonly what: 'hostSurfaced';
      readonly extent: ExtentId;
      readonly region: number;
      readonly index: number;
    }
  | {
      readonly what: 'hostReleased';
      readonly extent: ExtentId;
      readonly region: number;
      readonly index: number;
    }
  | {
      readonly what: 'hostPrinted';
      readonly line: HostLine;
    }
  | { readonly what: 'memoryRead'; readonly dpa: number; readonly length: number }
  | { readonly what: 'memoryWritten'; readonly dpa: number; readonly length: number }
  /** Part of an access that went nowhere, and why. */
  | {
      readonly what: 'memoryDropped';
      readonly dpa: number;
      readonly length: number;
      readonly fault: Fault;
    }
  | { readonly what: 'decoderSet'; readonly committed: boolean }
  | { readonly what: 'memoryZeroed'; readonly start: number; readonly length: number }
  | { readonly what: 'backgroundStarted'; readonly opcode: number }
  | { readonly what: 'backgroundEnded'; readonly opcode: number }
  | { readonly what: 'clockMoved'; readonly to: number }
  | { readonly what: 'deviceReset' }
  | { readonly what: 'crashed'; readonly why: string };

/** Where a user of the host finds a line: in the kernel's log, in its trace, or from a tool that was run. */
export type LineKind = 'kernel' | 'trace' | 'tool';

/** How grave a line of the kernel's log is. */
export type LineLevel = 'alert' | 'crit' | 'err' | 'warning' | 'info' | 'debug';

/** A line that a user of the host would find: in the kernel's log, in its trace, or from a tool. */
export interface HostLine {
  readonly kind: LineKind;
  /** How grave the kernel takes it. */
  readonly level: LineLevel;
  readonly text: string;
}

export type HostVerdict = 'accepts' | 'refuses' | 'waits' | 'releases' | 'keeps';

export type Actor = 'fm' | 'device' | 'host';

/** The LD and the host that something is about, by their numbers; the first where none is named. */
export interface About {
  readonly ld?: number;
  readonly host?: number;
}

/** One thing that occurred, who did it, and the happening that caused it (`0` is the action itself). */
export type Happening = What & {
  readonly n: number;
  readonly cause: number;
  readonly actor: Actor;
} & About;

/** What the next extent and the next offer group are called: they are counted for the whole device. */
export interface Names {
  readonly extent: number;
  readonly group: number;
}

/** The names with which a device begins. */
export const firstNames: Names = { extent: 1, group: 1 };

/** Collects a step's happenings in order, and gives names. Lives for one step; only its list and its names leave it. */
export interface Trail {
  readonly happenings: Happening[];
  readonly names: { -readonly [Kind in keyof Names]: number };
  /** The happening that what follows is caused by. */
  cause: number;
  /** What it is about, where that is not the first LD and the first host. */
  about?: About;
}

export const newTrail = ({ extent, group }: Names): Trail => ({
  happenings: [],
  names: { extent, group },
  cause: 0,
});

/** The name of an extent or a group that has just come to be. */
export function newName({ names }: Trail, kind: keyof Names): number {
  const name = names[kind];
  names[kind] += 1;
  return name;
}

/**
 * Adds a happening, caused by the trail's present cause unless another is given, and returns its number.
 * Do not change `what` afterwards: the trail keeps the object itself.
 */
export function note(trail: Trail, actor: Actor, what: What, cause = trail.cause): number {
  const n = nextIn(trail);
  // Written into the value that the caller has just made: a copy of each would cost a fifth of a step.
  const happening = what as What & Mutable;
  happening.n = n;
  happening.cause = cause;
  happening.actor = actor;
  return noteWhole(trail, happening);
}

/** The number of the happening that comes next. */
export const nextIn = ({ happenings }: Trail): number => happenings.length + 1;

/**
 * Adds a happening that its maker has written whole, its number from `nextIn` too, and returns that number. What
 * most commands note is added so: `note` has to extend what it is given, which takes longer.
 */
export function noteWhole(trail: Trail, happening: Happening): number {
  const { about, happenings } = trail;
  return happenings.push(about === undefined ? happening : { ...happening, ...about });
}

/** Notes a rule that held, or that no one looked at. Most of what a step notes is this, so it is written whole. */
export function noteHeld(
  trail: Trail,
  rule: string,
  verdict: 'held' | 'notReached',
  operands: RuleChecked['operands'],
): void {
  noteWhole(trail, {
    n: nextIn(trail),
    cause: trail.cause,
    actor: 'device',
    what: 'ruleChecked',
    rule,
    verdict,
    operands,
  });
}

interface Mutable {
  n: number;
  cause: number;
  actor: Actor;
}
