import { stateAt, type Timeline } from '../../simulation/run/timeline';
import { capacityDifferencesOf } from '../map/differences';
import type { EntityId, JumpKind, Jumps } from '../page';
import { stepsView } from './steps-view';
import { isRefusal } from '../words/tone';

/** Whether host and device disagree after a step. */
const diverges = (timeline: Timeline, step: number): boolean =>
  capacityDifferencesOf({ after: stateAt(timeline, step) }).length > 0;

/** What makes a step worth a jump of each kind. `extents` are the entities of extents that are followed. */
function tests(
  timeline: Timeline,
  extents: ReadonlySet<EntityId>,
): Readonly<Record<JumpKind, (step: number) => boolean>> {
  const rows = stepsView(timeline);
  return {
    extent: (step) => rows[step - 1]?.entities.some((id) => extents.has(id)) === true,
    refusal: (step) => isRefusal(rows[step - 1]?.tone ?? 'ok'),
    divergence: (step) => diverges(timeline, step) !== diverges(timeline, step - 1),
    bookmark: (step) => rows[step - 1]?.bookmarked === true,
  };
}

/** The nearest step before or after one that passes a test. */
function nearest(
  { frames }: Timeline,
  from: number,
  by: 1 | -1,
  test: (step: number) => boolean,
): number | undefined {
  for (let step = from + by; step >= 1 && step <= frames.length; step += by) {
    if (test(step)) return step;
  }
  return undefined;
}

const isExtent = (id: EntityId): boolean => id.startsWith('extent:');

/** The extents a jump follows: those that are selected, else those of the step. */
function followed(
  timeline: Timeline,
  step: number,
  selected: readonly EntityId[],
): readonly EntityId[] {
  const chosen = selected.filter(isExtent);
  return chosen.length > 0
    ? chosen
    : (stepsView(timeline)[step - 1]?.entities ?? []).filter(isExtent);
}

/** The step a jump of one kind goes to, back or forward; absent when there is none. */
export function jumpTarget(
  timeline: Timeline,
  step: number,
  kind: JumpKind,
  by: 1 | -1,
  selected: readonly EntityId[] = [],
): number | undefined {
  const extents = new Set(followed(timeline, step, selected));
  return nearest(timeline, step, by, tests(timeline, extents)[kind]);
}

/** All that can be jumped to from a step. */
export function jumpsFrom(timeline: Timeline, step: number, selected: readonly EntityId[]): Jumps {
  const extents = followed(timeline, step, selected);
  const pair = (kind: JumpKind) => {
    const back = jumpTarget(timeline, step, kind, -1, selected);
    const on = jumpTarget(timeline, step, kind, 1, selected);
    return {
      ...(back === undefined ? {} : { back }),
      ...(on === undefined ? {} : { on }),
    };
  };
  return {
    extents,
    extent: pair('extent'),
    refusal: pair('refusal'),
    divergence: pair('divergence'),
    bookmark: pair('bookmark'),
  };
}
