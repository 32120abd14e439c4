import type { Moment } from '../../simulation/run/branches';
import { stateAt, type Frame, type Timeline } from '../../simulation/run/timeline';
import type { Happening } from '../../happening';
import type { SimulationState } from '../../simulation/state';
import type { Chronicle } from './chronicle';

/** What the selectors of one step look at. */
export interface Scene {
  readonly timeline: Timeline;
  readonly step: number;
  readonly before: SimulationState;
  readonly after: SimulationState;
  /** Absent before the first step. */
  readonly frame: Frame | undefined;
  readonly happenings: readonly Happening[];
  readonly chronicle: Chronicle;
}

export function sceneOf(
  { timeline, step }: Pick<Moment, 'timeline' | 'step'>,
  chronicle: Chronicle,
): Scene {
  const frame = timeline.frames[step - 1];
  return {
    timeline,
    step,
    before: stateAt(timeline, step - 1),
    after: stateAt(timeline, step),
    frame,
    happenings: frame?.happenings ?? [],
    chronicle,
  };
}
