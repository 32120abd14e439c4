import type { QmpRequest } from '../qmp/qmp';
import type { Move } from '../host/twin';
import type { Action } from './action';
import { nextMove } from './host-step';
import type { Scenario } from './scenario';
import { startState, type SimulationState, type Start } from './state';
import { step, type StepResult } from './step';

/** One step of a run: what was done, and what it came to. */
export interface Frame extends StepResult {
  readonly action: Action;
  /** The request was taken from the queue, and goes back to it when the step is undone by a fork. */
  readonly fromQueue: boolean;
}

/** A run: how it began, every step, and the requests that wait until the host is idle. */
export interface Timeline {
  readonly title: string;
  readonly about?: string;
  readonly start: Start;
  readonly first: SimulationState;
  readonly frames: readonly Frame[];
  readonly queue: readonly QmpRequest[];
}

/** A timeline and the step it is looked at. */
export interface Moment {
  readonly timeline: Timeline;
  readonly step: number;
}

/** What a step forward at the end of the run would do. */
export type Upcoming =
  | { readonly kind: 'host'; readonly move: Move }
  | { readonly kind: 'fm'; readonly request: QmpRequest };

const frameOf = (state: SimulationState, action: Action, fromQueue: boolean): Frame => ({
  ...step(state, action),
  action,
  fromQueue,
});

/** The state after `at` steps. */
export const stateAt = (timeline: Timeline, at: number): SimulationState =>
  timeline.frames[at - 1]?.state ?? timeline.first;

const lastState = (timeline: Timeline): SimulationState =>
  stateAt(timeline, timeline.frames.length);

/** Plays a scenario's actions from its start. Its configuration has been checked. */
export function timelineOf(scenario: Scenario): Timeline {
  const start: Start = { profile: scenario.profile, device: scenario.device, host: scenario.host };
  const first = startState(start);
  const frames: Frame[] = [];
  for (const action of scenario.actions) {
    frames.push(frameOf(frames.at(-1)?.state ?? first, action, false));
  }
  return {
    title: scenario.title,
    ...(scenario.about === undefined ? {} : { about: scenario.about }),
    start,
    first,
    frames,
    queue: scenario.queue,
  };
}

/** The scenario that plays this run: its inputs and nothing else. */
export const scenarioOf = (timeline: Timeline): Scenario => ({
  title: timeline.title,
  ...(timeline.about === undefined ? {} : { about: timeline.about }),
  profile: timeline.start.profile,
  device: timeline.start.device,
  host: timeline.start.host,
  actions: timeline.frames.map(({ action }) => action),
  queue: timeline.queue,
});

/** The run cut after `at` steps. Requests that came from the queue go back to its head. */
function cutAfter(timeline: Timeline, at: number): Timeline {
  if (at === timeline.frames.length) return timeline;
  const back = timeline.frames
    .slice(at)
    .flatMap(({ action, fromQueue }) =>
      fromQueue && action.kind === 'qmp'
        ? [{ execute: action.execute, arguments: action.arguments }]
        : [],
    );
  return { ...timeline, frames: timeline.frames.slice(0, at), queue: [...back, ...timeline.queue] };
}

/** Does something at a moment. In the past this leaves out the steps that came after. */
export function acted({ timeline, step: at }: Moment, action: Action): Moment {
  const cut = cutAfter(timeline, at);
  const frames = [...cut.frames, frameOf(lastState(cut), action, false)];
  return { timeline: { ...cut, frames }, step: frames.length };
}

/** Requests at the end of the queue. */
export const queued = (timeline: Timeline, requests: readonly QmpRequest[]): Timeline => ({
  ...timeline,
  queue: [...timeline.queue, ...requests],
});

/** What comes after the last step: the host's next move, else the next request of the queue. */
export function upcoming(timeline: Timeline): Upcoming | undefined {
  const state = lastState(timeline);
  if (state.device.crashed !== undefined) return undefined;
  const move = nextMove(state);
  if (move !== undefined) return { kind: 'host', move };
  const request = timeline.queue[0];
  return request === undefined ? undefined : { kind: 'fm', request };
}

/** One step forward: the recorded one, else what comes next; the same moment when nothing does. */
export function advanced(moment: Moment): Moment {
  const { timeline, step: at } = moment;
  if (at < timeline.frames.length) return { timeline, step: at + 1 };
  const next = upcoming(timeline);
  if (next === undefined) return moment;
  if (next.kind === 'host') return acted(moment, { kind: 'host', deed: 'next' });
  const frame = frameOf(lastState(timeline), { kind: 'qmp', ...next.request }, true);
  const frames = [...timeline.frames, frame];
  return { timeline: { ...timeline, frames, queue: timeline.queue.slice(1) }, step: frames.length };
}
