import { withNames } from '../../device/device-state';
import type { ProfileId } from '../../device/profiles/profile';
import type { Action } from '../action';
import { entriesOf, writtenOf, type Entry } from '../scenario/entry';
import type { FmRequest } from '../fm-request';
import type { Scenario } from '../scenario/scenario';
import { startState, stateWith, type SimulationState, type Start } from '../state';
import { step, type StepResult } from '../steps/step';

/** One step of a run: its entry, and what it came to. */
export interface Frame extends Entry, StepResult {}

/** A run: how it began, every step, and the requests that wait until the host is idle. */
export interface Timeline {
  readonly title: string;
  readonly about?: string;
  readonly start: Start;
  readonly first: SimulationState;
  readonly frames: readonly Frame[];
  readonly queue: readonly FmRequest[];
}

/** The state after `at` steps. */
export const stateAt = (timeline: Timeline, at: number): SimulationState =>
  timeline.frames[at - 1]?.state ?? timeline.first;

export const lastState = (timeline: Timeline): SimulationState =>
  stateAt(timeline, timeline.frames.length);

/** A frame, all members in their order: frames of one shape are read several times faster. */
const frameWith = (
  { state, reply, happenings, sent }: StepResult,
  { action, fromQueue, off, note, bookmarked, expects }: Entry,
): Frame => ({
  state,
  reply,
  happenings,
  sent,
  action,
  fromQueue,
  off,
  note,
  bookmarked,
  expects,
});

/** Does one entry. */
export const frameOf = (state: SimulationState, entry: Entry): Frame =>
  frameWith(entry.off ? leftOut(state, entry.action) : step(state, entry.action), entry);

/**
 * What a step that is switched off comes to: nothing. It keeps the names it would have given away, so that every
 * later extent is called what it was called before.
 */
function leftOut(state: SimulationState, action: Action): StepResult {
  const { names } = step(state, action).state.device;
  const device = withNames(state.device, names);
  return {
    state: device === state.device ? state : stateWith(state, { device }),
    reply: { kind: 'none' },
    happenings: [],
  };
}

/** The run of other entries. Steps up to the first that differs are kept, and only the rest is done again. */
export function replayed(timeline: Timeline, entries: readonly Entry[]): Timeline {
  const frames: Frame[] = [];
  let state = timeline.first;
  let known = true;
  for (const [index, entry] of entries.entries()) {
    const old = timeline.frames[index];
    known &&= old?.action === entry.action && old.off === entry.off;
    const frame = known && old !== undefined ? marked(old, entry) : frameOf(state, entry);
    frames.push(frame);
    state = frame.state;
  }
  return { ...timeline, frames };
}

/** A frame with the marks of an entry that does the same. */
function marked(frame: Frame, entry: Entry): Frame {
  const { fromQueue, note, bookmarked, expects } = frame;
  const same =
    entry === frame ||
    (entry.fromQueue === fromQueue &&
      entry.note === note &&
      entry.bookmarked === bookmarked &&
      entry.expects === expects);
  return same ? frame : frameWith(frame, entry);
}

/** Plays a scenario's actions from its start. Its configuration has been checked. */
export function timelineOf(scenario: Scenario): Timeline {
  const start: Start = { profile: scenario.profile, device: scenario.device, host: scenario.host };
  const empty: Timeline = {
    title: scenario.title,
    ...(scenario.about === undefined ? {} : { about: scenario.about }),
    start,
    first: startState(start),
    frames: [],
    queue: scenario.queue,
  };
  return replayed(empty, entriesOf(scenario));
}

/** The scenario that plays this run: its inputs and nothing else. */
export const scenarioOf = (timeline: Timeline): Scenario => ({
  title: timeline.title,
  ...(timeline.about === undefined ? {} : { about: timeline.about }),
  profile: timeline.start.profile,
  device: timeline.start.device,
  host: timeline.start.host,
  ...writtenOf(timeline.frames),
  queue: timeline.queue,
});

/** Requests at the end of the queue. */
export const queued = (timeline: Timeline, requests: readonly FmRequest[]): Timeline => ({
  ...timeline,
  queue: [...timeline.queue, ...requests],
});

/** The same entries on a device with other rules. */
export function onProfile(timeline: Timeline, profile: ProfileId): Timeline {
  const start = { ...timeline.start, profile };
  const fresh = { ...timeline, start, first: startState(start), frames: [] };
  return replayed(fresh, timeline.frames);
}
