import {
  branchNames,
  type Card,
  moved,
  renamed,
  type RunPosition,
  switched,
  toggled,
  withCheckAt,
  withMarksAt,
  withoutBranch,
} from '../model/index';
import * as cards from './edit-cards';
import type { RunEdit } from './messages';
import { edited, type Outcome, type Session } from './session';

/** Changes the run: its steps, their marks, its branches. */
export function edit(session: Session, wish: RunEdit): Outcome {
  const problem = problemOf(session.moment, wish);
  return problem === undefined ? edited(session, changed(session.moment, wish)) : { problem };
}

function problemOf(moment: RunPosition, wish: RunEdit): Card | undefined {
  if ('title' in wish) return cards.titleProblem(wish.title.trim());
  if ('step' in wish) return stepProblem(moment, wish);
  const names = branchNames(moment);
  if (!names.some(({ id }) => id === wish.id)) return cards.noBranch;
  if (wish.kind === 'deleteBranch' && wish.id === moment.branch.id) return cards.shownBranch;
  if (wish.kind !== 'renameBranch') return undefined;
  const others = names.filter(({ id }) => id !== wish.id).map(({ name }) => name);
  return cards.nameProblem(wish.name.trim(), others);
}

function stepProblem(
  moment: RunPosition,
  wish: Extract<RunEdit, { readonly step: number }>,
): Card | undefined {
  const steps = moment.timeline.frames.length;
  if (!isStep(wish.step, steps)) return cards.noStep(wish.step, steps);
  if (wish.kind === 'move' && !isStep(wish.to, steps)) return cards.noStep(wish.to, steps);
  return wish.kind === 'note' ? cards.noteProblem(wish.text) : undefined;
}

const isStep = (step: number, steps: number): boolean =>
  Number.isInteger(step) && step >= 1 && step <= steps;

function changed(moment: RunPosition, wish: RunEdit): RunPosition {
  const { timeline, step } = moment;
  switch (wish.kind) {
    case 'toggle':
      return { ...moment, timeline: toggled(timeline, wish.step) };
    case 'move':
      if (wish.to === wish.step) return moment;
      return {
        ...moment,
        timeline: moved(timeline, wish.step, wish.to),
        step: step === wish.step ? wish.to : step,
      };
    case 'note':
      return withMarksAt(moment, wish.step, { note: wish.text.trim() });
    case 'bookmark':
      return withMarksAt(moment, wish.step, { bookmarked: wish.on });
    case 'expect':
      return withCheckAt(moment, wish.step, wish.on);
    case 'title':
      return { ...moment, timeline: { ...timeline, title: wish.title.trim() } };
    case 'switchBranch':
      return switched(moment, wish.id);
    case 'renameBranch':
      return renamed(moment, wish.id, wish.name.trim());
    case 'deleteBranch':
      return withoutBranch(moment, wish.id);
  }
}
