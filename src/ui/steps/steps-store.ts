import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { EntityId } from '../../model/view/page';

/** What the step list shows and does; nothing of it is part of the run. */
export interface StepsState {
  /** Actions whose host steps are folded away. */
  readonly folded: ReadonlySet<number>;
  /** Only the steps of this extent are listed. */
  readonly only: EntityId | undefined;
  /** The step whose note is being written. */
  readonly noting: number | undefined;
  /** The step whose menu is open, and where on the screen it hangs. */
  readonly menu: { readonly step: number; readonly x: number; readonly y: number } | undefined;
  /** The step that is being dragged, and the line it would stand before. */
  readonly drag: { readonly step: number; readonly before: number } | undefined;
  /** What became of the last command, for a screen reader. */
  readonly said: string;
}

export const stepsStore = createStore<StepsState>()(() => ({
  folded: new Set(),
  only: undefined,
  noting: undefined,
  menu: undefined,
  drag: undefined,
  said: '',
}));

export function useSteps<T>(selector: (state: StepsState) => T): T {
  return useStore(stepsStore, selector);
}

export function setSteps(change: Partial<StepsState>): void {
  stepsStore.setState(change);
}

/** Folds the host steps of an action away, or shows them again. */
export function fold(step: number, folded: boolean): void {
  const next = new Set(stepsStore.getState().folded);
  if (folded) next.add(step);
  else next.delete(step);
  setSteps({ folded: next });
}
