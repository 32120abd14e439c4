import type { HostLine, HostVerdict } from '../happening';
import type { ExtentId } from '../extent';
import type { HostState, Range, SeenRecord } from './host-state';
import type { Series } from './series';
import type { TwinId } from './twin-id';

/** A region of the device as Get DC Configuration and CDAT told of it. Linux calls it a partition. */
export interface Partition extends Range {
  readonly sharable: boolean;
}

/** What real hardware lets a host see between its commands. */
export interface HostSees {
  /** The device is the kernel's mock: it answers by numbers of Linux, and nobody reads a return code. */
  readonly mock: boolean;
  /** Event Status register: bit 4 is the Dynamic Capacity log. */
  readonly eventStatus: number;
  /** Virtual time in nanoseconds. */
  readonly clock: number;
  /** Regions of the device, learnt when the driver was loaded. Linux uses the first and no other. */
  readonly partitions: readonly Partition[];
  /** Bytes of a mailbox payload. */
  readonly payload: number;
  /** Serial number of the device. */
  readonly serial: number | bigint;
}

export interface MailboxCommand {
  readonly opcode: number;
  readonly payload: Uint8Array;
}

/** What the mailbox answered; `extentOf` names records for the person watching. */
export interface HostReply {
  readonly code: number;
  readonly output: Uint8Array;
  readonly extentOf: (handle: number) => ExtentId;
  /** Names accepted capacity by its first byte, for the same person. */
  readonly extentAt: (dpa: number) => ExtentId;
}

/** What the host made of one extent, and why. */
export interface Decision {
  readonly extent: ExtentId;
  readonly verdict: HostVerdict;
  readonly because: string;
  /** Row of the host's table of checks. */
  readonly rule: string;
}

/** What a move leads to: the host afterwards, and what it prints once the reply is there. */
export interface Outcome {
  readonly host: HostState;
  readonly prints: readonly HostLine[];
}

/** One step of a host: what it is about to do and why, the command it sends, and what comes of it. */
export interface Move {
  readonly title: string;
  readonly because: string;
  readonly command?: MailboxCommand;
  readonly decisions: readonly Decision[];
  readonly stages: readonly SeenRecord[];
  /** What it prints before the command is answered. */
  readonly prints: readonly HostLine[];
  readonly then: (reply: HostReply | undefined) => Outcome;
}

/** A host behaviour: asked for its next move, it never acts by itself. */
export interface Twin {
  readonly id: TwinId;
  readonly label: string;
  readonly about: string;
  readonly series: Series;
  /** It handles events by itself. A person does it for the one that does not. */
  readonly handlesEvents: boolean;
  readonly next: (sees: HostSees, believes: HostState) => Move | undefined;
  /** Virtual time at which it would move although nothing else happens. */
  readonly wakesAt: (believes: HostState) => number | undefined;
}
