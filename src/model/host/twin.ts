import type { HostVerdict } from '../happening';
import type { ExtentId } from '../device/extent';
import type { HostState, SeenRecord } from './host-state';
import type { TwinId } from './twin-id';

/** What real hardware lets a host see between its commands. */
export interface HostSees {
  /** Event Status register: bit 4 is the Dynamic Capacity log. */
  readonly eventStatus: number;
  /** Region 0 as Get DC Configuration told it when the driver was loaded: Linux uses no other. */
  readonly partition: { readonly start: number; readonly length: number } | undefined;
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

/** One step of a host: what it is about to do and why, the command it sends, and what it believes afterwards. */
export interface Move {
  readonly title: string;
  readonly because: string;
  readonly command?: MailboxCommand;
  readonly decisions: readonly Decision[];
  readonly stages: readonly SeenRecord[];
  readonly prints: readonly string[];
  readonly after: (reply: HostReply | undefined) => HostState;
}

/** A host behaviour: asked for its next move, it never acts by itself. */
export interface Twin {
  readonly id: TwinId;
  readonly label: string;
  readonly about: string;
  readonly next: (sees: HostSees, believes: HostState) => Move | undefined;
}
