import type { Timeline } from '../simulation/run/timeline';

/** What the steps of a run came to, whatever is marked on them. */
export const statesOf = (timeline: Timeline): readonly unknown[] =>
  timeline.frames.map(({ state, reply, happenings }) => ({ state, reply, happenings }));
