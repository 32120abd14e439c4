import type { ExtentId } from '../extent';
import type { TwinId } from '../host/twin-id';
import type { InjectRequest } from '../interop/inject-line';
import type { JsonValue } from '../json';
import type { MachineDeed } from './deeds';

/** What the host is told to do in place of (or as) the twin's own next move. Extents are named by id. */
export type HostDeed =
  | { readonly deed: 'next' }
  | { readonly deed: 'read' }
  | { readonly deed: 'respond'; readonly accept: readonly ExtentId[] }
  | { readonly deed: 'clear' }
  | { readonly deed: 'release'; readonly extents: readonly ExtentId[] }
  | { readonly deed: 'list' }
  | MachineDeed;

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
  /** A line written to a file of the kernel's mock device. */
  | ({ readonly kind: 'inject' } & InjectRequest)
  | ({ readonly kind: 'host' } & HostDeed)
  | { readonly kind: 'twin'; readonly twin: TwinId }
  /** A guest's access. `at` is a host physical address, which the decoder maps, or the DPA behind one. */
  | {
      readonly kind: 'read';
      readonly space: AddressSpace;
      readonly at: number;
      readonly length: number;
    }
  | {
      readonly kind: 'write';
      readonly space: AddressSpace;
      readonly at: number;
      readonly data: Uint8Array;
    }
  /** Commits or uncommits the device's HDM decoder. */
  | { readonly kind: 'hdm'; readonly commit: boolean }
  | { readonly kind: 'clock'; readonly ns: number }
  | { readonly kind: 'reset' };

/** The host's own next move. */
export const HOST_MOVE: Action = { kind: 'host', deed: 'next' };

export const isHostMove = (action: Action): boolean =>
  action.kind === 'host' && action.deed === 'next';

/** What a person did as the host: a step that its twin would have taken in its own way. */
export const isHostByHand = (action: Action): boolean =>
  action.kind === 'mailbox' || (action.kind === 'host' && byHand.has(action.deed));

const byHand: ReadonlySet<HostDeed['deed']> = new Set<HostDeed['deed']>([
  'read',
  'respond',
  'clear',
  'release',
  'list',
]);

/** What an address of a guest's access means. */
export type AddressSpace = 'dpa' | 'hpa';
