import { byId, sharedSteps, shownBranch, timelineOfBranch, type RunPosition } from './branches';
import type { Entry } from '../scenario/entry';
import { expectationOf } from './expect-this';
import { replayed } from './timeline';
import { withMarks, type Marks } from './timeline-edits';

/** Shows another branch, at the same step while it is that long. */
export function switched(moment: RunPosition, id: number): RunPosition {
  const target = moment.kept.find((one) => one.id === id);
  const timeline = timelineOfBranch(moment, id);
  if (target === undefined || timeline === undefined) return moment;
  const others = moment.kept.filter((one) => one !== target);
  return {
    timeline,
    step: Math.min(moment.step, timeline.frames.length),
    branch: { id, name: target.name },
    kept: [...others, shownBranch(moment)].toSorted(byId),
  };
}

/** Gives a branch another name, which no other branch may have. */
export function renamed(moment: RunPosition, id: number, name: string): RunPosition {
  const { branch, kept } = moment;
  if (branch.id === id) return { ...moment, branch: { id, name } };
  return { ...moment, kept: kept.map((one) => (one.id === id ? { ...one, name } : one)) };
}

/** Leaves out a branch that is not shown. */
export const withoutBranch = (moment: RunPosition, id: number): RunPosition => ({
  ...moment,
  kept: moment.kept.filter((one) => one.id !== id),
});

/** Makes what is true after a step its only check, or leaves it without one. */
export function withCheckAt(moment: RunPosition, step: number, on: boolean): RunPosition {
  const frame = moment.timeline.frames[step - 1];
  const expects = on && frame !== undefined ? [expectationOf(frame)] : [];
  return withMarksAt(moment, step, { expects });
}

/** Marks a step in every branch that has it in common with the shown one. */
export function withMarksAt(moment: RunPosition, step: number, marks: Marks): RunPosition {
  const { timeline, kept } = moment;
  const marking = (entries: readonly Entry[]): readonly Entry[] => {
    const entry = entries[step - 1];
    return entry === undefined ? entries : entries.with(step - 1, withMarks(entry, marks));
  };
  return {
    ...moment,
    timeline: replayed(timeline, marking(timeline.frames)),
    kept: kept.map((branch) =>
      sharedSteps(timeline.frames, branch.entries) < step
        ? branch
        : { ...branch, entries: marking(branch.entries) },
    ),
  };
}
