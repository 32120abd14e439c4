import type { Action } from '../action';
import type { Expectation } from './expectation-schema';
import type { Annotated } from './marked';

/** One line of the action log: what is done, and what a person marked on it. */
export interface Entry {
  readonly action: Action;
  /** The request was taken from the queue, and goes back to it when the step is left out by a fork. */
  readonly fromQueue: boolean;
  /** Switched off: it stays at its place, and the run goes on as if it had not been done. */
  readonly off: boolean;
  readonly note?: string | undefined;
  readonly bookmarked: boolean;
  /** What a scenario says is to be true after it. */
  readonly expects?: readonly Expectation[] | undefined;
}

/** An action as it is added to a run, with nothing marked on it. */
export const entryFor = (action: Action, fromQueue = false): Entry => ({
  action,
  fromQueue,
  off: false,
  note: undefined,
  bookmarked: false,
  expects: undefined,
});

/** The entry of a frame, without its state: what is kept of a step that is not shown. */
export const entryOf = ({ action, fromQueue, off, note, bookmarked, expects }: Entry): Entry => ({
  action,
  fromQueue,
  off,
  note,
  bookmarked,
  expects,
});

/** The entries that the actions and marks of a scenario stand for. Its first action is step `before` + 1. */
export function entriesOf({ actions, marks = [] }: Annotated, before = 0): readonly Entry[] {
  const byStep = new Map(marks.map((mark) => [mark.step, mark]));
  return actions.map((action, index) => {
    const { off = false, bookmark = false, note, expects } = byStep.get(before + index + 1) ?? {};
    return { action, fromQueue: false, off, note, bookmarked: bookmark, expects };
  });
}

/** Entries as a scenario has them: the actions, and marks where there are any. The first is step `before` + 1. */
export function writtenOf(entries: readonly Entry[], before = 0): Annotated {
  const marks = entries.flatMap(({ off, note, bookmarked, expects }, index) =>
    off || bookmarked || note !== undefined || expects !== undefined
      ? [
          {
            step: before + index + 1,
            ...(off ? { off } : {}),
            ...(note === undefined ? {} : { note }),
            ...(bookmarked ? { bookmark: true } : {}),
            ...(expects === undefined ? {} : { expects }),
          },
        ]
      : [],
  );
  return {
    actions: entries.map(({ action }) => action),
    ...(marks.length === 0 ? {} : { marks }),
  };
}
