import type { Expectation } from '../scenario/expectation-schema';
import { entryOf, type Entry } from '../scenario/entry';
import { replayed, type Timeline } from './timeline';

/** The run with a step switched off, or on again, and all after it done again. */
export function toggled(timeline: Timeline, step: number): Timeline {
  const entries: readonly Entry[] = timeline.frames;
  const entry = entries[step - 1];
  if (entry === undefined) return timeline;
  return replayed(timeline, entries.with(step - 1, { ...entryOf(entry), off: !entry.off }));
}

/** The run with a step at another place, where it is step `to`, and all from the first of the two places on done again. */
export function moved(timeline: Timeline, step: number, to: number): Timeline {
  const entry = timeline.frames[step - 1];
  const place = Math.min(Math.max(to, 1), timeline.frames.length);
  if (entry === undefined || place === step) return timeline;
  return replayed(timeline, timeline.frames.toSpliced(step - 1, 1).toSpliced(place - 1, 0, entry));
}

/** What a person marks on a step; it changes nothing that the step does. An empty note is none, and so is no check. */
export type Marks =
  | { readonly note: string }
  | { readonly bookmarked: boolean }
  | { readonly expects: readonly Expectation[] };

/** An entry with marks. */
export function withMarks(entry: Entry, marks: Marks): Entry {
  if ('bookmarked' in marks) return { ...entryOf(entry), ...marks };
  if ('expects' in marks) {
    const expects = marks.expects.length === 0 ? undefined : marks.expects;
    return { ...entryOf(entry), expects };
  }
  return { ...entryOf(entry), note: marks.note === '' ? undefined : marks.note };
}
