import type { EntityId } from '../../model/view/page';
import { group } from './group';

/** What the step list shows and does; nothing of it is part of the run. */
interface Steps {
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

const { use, now, set } = group<Steps>({
  folded: new Set(),
  only: undefined,
  noting: undefined,
  menu: undefined,
  drag: undefined,
  said: '',
});

export const useSteps = use;
export const stepsNow = now;

/** Folds the host steps of an action away, or shows them again. */
export function fold(step: number, folded: boolean): void {
  const next = new Set(now().folded);
  if (folded) next.add(step);
  else next.delete(step);
  set({ folded: next });
}

/** Folds the host steps of just these actions away. */
export function foldOnly(steps: ReadonlySet<number>): void {
  set({ folded: steps });
}

/** Lists only the steps of an extent, or all. */
export function listOnly(only: EntityId | undefined): void {
  set({ only });
}

/** Begins to write the note of a step, or ends it. */
export function setNoting(noting: number | undefined): void {
  set({ noting });
}

export function openMenu(menu: NonNullable<Steps['menu']>): void {
  set({ menu });
}

export function closeMenu(): void {
  set({ menu: undefined });
}

export function setDrag(drag: Steps['drag']): void {
  set({ drag });
}

/** Tells a screen reader what became of the last command. */
export function say(said: string): void {
  set({ said });
}
