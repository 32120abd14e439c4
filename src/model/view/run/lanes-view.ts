import type { Frame, Timeline } from '../../simulation/run/timeline';
import { gatherStep, nothingGathered, type Gathered } from './lanes-gather';
import type { LanesView } from '../page';

/** How many steps a run may have grown by for what is known of it to be continued. */
const GROWTH = 64;

const views = new WeakMap<Timeline['frames'], LanesView>();
/** What was gathered of a run, by its last step. */
const known = new WeakMap<Frame, Gathered>();

/** What is drawn over the rows of the step list. The same view while the run is the same. */
export function lanesView(timeline: Timeline): LanesView {
  const { frames } = timeline;
  const view = views.get(frames) ?? gatheredView(timeline);
  views.set(frames, view);
  return view;
}

function gatheredView(timeline: Timeline): LanesView {
  const { frames } = timeline;
  const gathered = knownOf(frames) ?? nothingGathered(timeline.first.host);
  for (const frame of frames.slice(gathered.steps)) gatherStep(gathered, frame);
  const last = frames.at(-1);
  if (last !== undefined) known.set(last, gathered);
  return {
    memory: gathered.memory,
    spans: gathered.begun.map(({ ended, draw }) => ended ?? draw()),
  };
}

/** What is known of the run before its newest steps; it is taken, for it is changed. */
function knownOf(frames: readonly Frame[]): Gathered | undefined {
  for (let steps = frames.length; steps > Math.max(0, frames.length - GROWTH); steps -= 1) {
    const last = frames[steps - 1];
    const found = last && known.get(last);
    if (last === undefined || found?.steps !== steps) continue;
    known.delete(last);
    return found;
  }
  return undefined;
}
