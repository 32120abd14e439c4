import type { Action } from '../simulation/action';
import { timelineOf } from '../simulation/run/timeline';
import { chronicleOf, emptyChronicle } from '../view/scene/chronicle';
import { sceneOf, type Scene } from '../view/scene/scene';
import { scenarioWith, type Described } from './run';

/** The scene after the last of the actions, or after `step` of them. */
export function sceneAfter(
  described: Described,
  actions: readonly Action[],
  step = actions.length,
): Scene {
  const timeline = timelineOf(scenarioWith(described, actions));
  return sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
}

/** The scenes of a run, from its start to its end. */
export function scenesOf(described: Described, actions: readonly Action[]): readonly Scene[] {
  const timeline = timelineOf(scenarioWith(described, actions));
  const chronicle = chronicleOf(timeline.frames, emptyChronicle);
  return Array.from({ length: actions.length + 1 }, (_, step) =>
    sceneOf({ timeline, step }, chronicle),
  );
}
