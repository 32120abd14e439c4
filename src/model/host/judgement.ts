import type { HostExtent, HostState, SeenExtent } from './host-state';
import type { Decision } from './twin';

/** What a host makes of a chain, or of what a scan found. */
export interface Judgement {
  readonly decisions: readonly Decision[];
  /** What its response names, in the order of the response. */
  readonly names: readonly SeenExtent[];
  /** The host with what came up. */
  readonly host: HostState;
  /** Recovered extents whose group failed to come up: Linux gives these back. */
  readonly unfit: readonly HostExtent[];
  /** Linux’ number for the last extent that failed; 0 for none. */
  readonly error: number;
}
