import type { ExtentId } from '../device/extent';
import type { TwinId } from '../host/twin-id';
import type { JsonValue } from '../json';

/** What the host is told to do in place of (or as) the twin's own next move. Extents are named by id. */
export type HostDeed =
  | { readonly deed: 'next' }
  | { readonly deed: 'read' }
  | { readonly deed: 'respond'; readonly accept: readonly ExtentId[] }
  | { readonly deed: 'clear' }
  | { readonly deed: 'release'; readonly extents: readonly ExtentId[] }
  | { readonly deed: 'list' };

/** What someone did: the inputs of a run, and all of them. */
export type Action =
  | { readonly kind: 'qmp'; readonly execute: string; readonly arguments: JsonValue }
  | { readonly kind: 'mailbox'; readonly opcode: number; readonly payload: Uint8Array }
  /** A command of the fabric manager to the FM-owned LD, through the tunnel of a switch; or to the switch itself. */
  | {
      readonly kind: 'fmApi';
      readonly to: 'ld' | 'switch';
      readonly opcode: number;
      readonly payload: Uint8Array;
    }
  | ({ readonly kind: 'host' } & HostDeed)
  | { readonly kind: 'twin'; readonly twin: TwinId }
  | { readonly kind: 'read'; readonly dpa: number; readonly length: number }
  | { readonly kind: 'write'; readonly dpa: number; readonly data: Uint8Array }
  /** Commits or uncommits the device's HDM decoder. */
  | { readonly kind: 'hdm'; readonly commit: boolean }
  | { readonly kind: 'clock'; readonly ns: number }
  | { readonly kind: 'reset' };
