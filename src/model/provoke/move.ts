import type { Action } from '../simulation/action';
import type { ProvokeContext } from './now';

/** A host that had nothing to do makes its own moves until it has none left; a busy one stays as it is. */
export const HOST_GOES_ON = 'hostGoesOn';

export type Act = Action | typeof HOST_GOES_ON;

/** One awkward move. */
export interface Move {
  readonly id: string;
  readonly name: string;
  /** Who sends what, whatever comes of it. */
  readonly does: string;
  /** What is done on a state, or why the move means nothing there. */
  readonly acts: (now: ProvokeContext) => readonly Act[] | string;
}

export const NOTHING_OFFERED = 'Nothing is offered.';
export const NOTHING_ACCEPTED = 'Nothing is accepted.';
export const NO_ROOM = 'No free capacity is left in the region.';
export const NO_NEIGHBOURS = 'No two accepted extents lie side by side.';
export const NO_REGION = 'The device has no region.';
export const NO_FM_API = 'The FM-owned LD of this device has no Dynamic Capacity commands.';
