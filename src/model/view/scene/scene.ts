import type { RunPosition } from '../../simulation/run/branches';
import { stateAt, type Frame, type Timeline } from '../../simulation/run/timeline';
import type { Happening } from '../../happening';
import { ldOf, type Ld } from '../../device/device-state';
import type { HostState } from '../../host/host-state';
import { hostOf, type SimulationState } from '../../simulation/state';
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
  /** The LD and the host that are looked at, by their numbers. */
  readonly ld: number;
  readonly host: number;
}

/** The LD that a scene looks at, after its step. */
export const ldAfter = ({ after, ld }: Pick<Scene, 'after' | 'ld'>): Ld => ldOf(after.device, ld);

/** The same before the step. */
export const ldBefore = ({ before, ld }: Pick<Scene, 'before' | 'ld'>): Ld =>
  ldOf(before.device, ld);

/** The host that a scene looks at, after its step. */
export const hostAfter = ({ after, host }: Pick<Scene, 'after' | 'host'>): HostState =>
  hostOf(after, host);

export function sceneOf(
  { timeline, step }: Pick<RunPosition, 'timeline' | 'step'>,
  chronicle: Chronicle,
  { ld = 0, host = 0 }: { readonly ld?: number; readonly host?: number } = {},
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
    ld,
    host,
  };
}
