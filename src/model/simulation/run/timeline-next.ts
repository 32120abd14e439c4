import type { Move } from '../../host/twin';
import type { FmRequest } from '../fm-request';
import { nextMove, wakesAt } from '../steps/host-step';
import { lastState, type Timeline } from './timeline';

/** What a step forward at the end of the run would do. */
export type Upcoming =
  | { readonly kind: 'host'; readonly move: Move }
  | { readonly kind: 'fm'; readonly request: FmRequest }
  /** Nothing but time is left to come: so many nanoseconds until the host's own clock wakes it. */
  | { readonly kind: 'clock'; readonly ns: number };

/** What comes after the last step: the host's next move, else the next request of the queue, else what the host waits for. */
export function upcoming(timeline: Timeline): Upcoming | undefined {
  const state = lastState(timeline);
  if (state.device.crashed !== undefined) return undefined;
  const move = nextMove(state);
  if (move !== undefined) return { kind: 'host', move };
  const request = timeline.queue[0];
  if (request !== undefined) return { kind: 'fm', request };
  const wakes = wakesAt(state);
  return wakes === undefined || wakes <= state.clock
    ? undefined
    : { kind: 'clock', ns: wakes - state.clock };
}
