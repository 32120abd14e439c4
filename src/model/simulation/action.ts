import type { ExtentId } from '../extent';
import type { HostModule } from '../host/host-state';
import type { TwinId } from '../host/twin-id';
import type { InjectRequest } from '../interop/inject-line';
import type { JsonValue } from '../json';

/** What the host is told to do in place of (or as) the twin's own next move. Extents are named by id. */
export type HostDeed =
  | { readonly deed: 'next' }
  | { readonly deed: 'read' }
  | { readonly deed: 'respond'; readonly accept: readonly ExtentId[] }
  | { readonly deed: 'clear' }
  | { readonly deed: 'release'; readonly extents: readonly ExtentId[] }
  | { readonly deed: 'list' }
  | MachineDeed;

/**
 * What a user of the host machine does with the capacity. Addresses are DPAs, lengths bytes; `of` is a tag as a
 * UUID, '0' for one untagged extent, or '' for none named; a dax device is named as `dax0.1`.
 */
export type MachineDeed =
  | { readonly deed: 'createRegion'; readonly start: number; readonly length: number }
  | { readonly deed: 'destroyRegion'; readonly region: number }
  | {
      readonly deed: 'claim';
      readonly region: number;
      readonly of: string;
      readonly size?: number;
    }
  | { readonly deed: 'resize'; readonly dax: string; readonly size: number }
  | { readonly deed: 'destroyDax'; readonly dax: string }
  | { readonly deed: 'online'; readonly dax: string; readonly blockSize: number }
  | { readonly deed: 'offline'; readonly dax: string }
  /** The steps of which a claim and system RAM are made. */
  | { readonly deed: 'createDax'; readonly region: number }
  | { readonly deed: 'setUuid'; readonly dax: string; readonly of: string }
  | { readonly deed: 'bindDax'; readonly dax: string; readonly driver?: 'device_dax' | 'kmem' }
  | { readonly deed: 'unbindDax'; readonly dax: string }
  | { readonly deed: 'systemRam'; readonly dax: string; readonly blockSize: number }
  | { readonly deed: 'memory'; readonly dax: string; readonly online: boolean }
  | { readonly deed: 'unloadDriver' }
  | { readonly deed: 'loadDriver' }
  | { readonly deed: 'loadModule'; readonly module: HostModule }
  | { readonly deed: 'unloadModule'; readonly module: HostModule }
  /** The driver of the device itself. */
  | { readonly deed: 'unbindDevice' }
  | { readonly deed: 'bindDevice' }
  | { readonly deed: 'restart' };

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
