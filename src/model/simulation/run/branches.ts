import { HOST_MOVE, type Action } from '../action';
import { entriesOf, entryFor, entryOf, writtenOf, type Entry } from '../scenario/entry';
import { requestAction, requestIn, type FmRequest } from '../fm-request';
import type { Scenario } from '../scenario/scenario';
import { frameOf, lastState, replayed, scenarioOf, timelineOf, type Timeline } from './timeline';
import { upcoming } from './timeline-next';

/** A line of the run by its name. Ids tell branches apart while they are renamed. */
export interface BranchName {
  readonly id: number;
  readonly name: string;
}

/** A line of the run that is not shown: its inputs. Its states are worked out when somebody goes there. */
export interface Branch extends BranchName {
  readonly entries: readonly Entry[];
  readonly queue: readonly FmRequest[];
}

/** A run with all its branches, and the step of the shown one that is looked at. */
export interface RunPosition {
  readonly timeline: Timeline;
  readonly step: number;
  readonly branch: BranchName;
  /** The other branches, in the order they were made. */
  readonly kept: readonly Branch[];
}

/** What the first branch is called until a person says otherwise. */
const mainBranch = 'main';

/** The moment at which a scenario opens. */
export function positionOf(scenario: Scenario, step: number): RunPosition {
  const timeline = timelineOf(scenario);
  const trunk = timeline.frames.map(entryOf);
  const kept = (scenario.branches ?? []).map((branch, index): Branch => ({
    id: index + 1,
    name: branch.name,
    entries: [...trunk.slice(0, branch.from), ...entriesOf(branch, branch.from)],
    queue: branch.queue,
  }));
  return {
    timeline,
    step: Math.min(step, timeline.frames.length),
    branch: { id: 0, name: scenario.branch ?? mainBranch },
    kept,
  };
}

/** The scenario that plays a moment's run and all its branches. */
export function scenarioWithBranches({ timeline, branch, kept }: RunPosition): Scenario {
  const scenario = scenarioOf(timeline);
  if (kept.length === 0) return scenario;
  const branches = kept.map(({ name, entries, queue }) => {
    const from = sharedSteps(timeline.frames, entries);
    return { name, from, ...writtenOf(entries.slice(from), from), queue };
  });
  return { ...scenario, branch: branch.name, branches };
}

/** How many steps from the start two lines have in common. */
export function sharedSteps(a: readonly Entry[], b: readonly Entry[]): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && isSame(a[at], b[at])) at += 1;
  return at;
}

/** What a file tells of an entry. */
const written = ['action', 'off', 'note', 'bookmarked', 'expects'] as const;

const isSame = (a: Entry | undefined, b: Entry | undefined): boolean =>
  written.every((name) => a?.[name] === b?.[name]);

/** The branch that is shown, as it is kept while another is. */
export const shownBranch = ({ timeline, branch }: RunPosition): Branch => ({
  ...branch,
  entries: timeline.frames.map(entryOf),
  queue: timeline.queue,
});

export const byId = (a: BranchName, b: BranchName): number => a.id - b.id;

/** Every branch by its name, the shown one among them, in the order they were made. */
export const branchNames = ({ branch, kept }: RunPosition): readonly BranchName[] =>
  [branch, ...kept].toSorted(byId);

/** A name that no branch has, made from one that some branch may have. */
function uniqueName(moment: RunPosition, wish: string): string {
  const taken = new Set(branchNames(moment).map(({ name }) => name));
  let name = wish;
  for (let i = 2; taken.has(name); i += 1) name = `${wish} (${i})`;
  return name;
}

/**
 * The moment with its run cut after the step looked at. The steps that came after stay as a branch named `name`;
 * requests of theirs that came from the queue go back to its head.
 */
function forked(moment: RunPosition, name: string): RunPosition {
  const { timeline, step, branch, kept } = moment;
  if (step === timeline.frames.length) return moment;
  const back = timeline.frames
    .slice(step)
    .flatMap(({ action, fromQueue }) => (fromQueue ? (requestIn(action) ?? []) : []));
  const id = Math.max(branch.id, ...kept.map((other) => other.id)) + 1;
  const tail = { ...shownBranch(moment), id, name: uniqueName(moment, name) };
  return {
    ...moment,
    timeline: {
      ...timeline,
      frames: timeline.frames.slice(0, step),
      queue: [...back, ...timeline.queue],
    },
    kept: [...kept, tail],
  };
}

function appended(moment: RunPosition, entry: Entry): RunPosition {
  const { timeline } = moment;
  const frames = [...timeline.frames, frameOf(lastState(timeline), entry)];
  return { ...moment, timeline: { ...timeline, frames }, step: frames.length };
}

/** Does something at a moment. In the past this forks: the steps that came after stay as a branch. */
export const acted = (
  moment: RunPosition,
  action: Action,
  tail = `after step ${moment.step}`,
): RunPosition => appended(forked(moment, tail), entryFor(action));

/** Does several things at a moment, each with what is marked on it. */
export const actedAll = (
  moment: RunPosition,
  entries: readonly Entry[],
  tail = `after step ${moment.step}`,
): RunPosition => entries.reduce(appended, entries.length === 0 ? moment : forked(moment, tail));

/** One step forward: the recorded one, else what comes next; the same moment when nothing does. */
export function advanced(moment: RunPosition): RunPosition {
  const { timeline, step: at } = moment;
  if (at < timeline.frames.length) return { ...moment, step: at + 1 };
  const next = upcoming(timeline);
  if (next === undefined) return moment;
  if (next.kind === 'host') return appended(moment, entryFor(HOST_MOVE));
  if (next.kind === 'clock') return appended(moment, entryFor(next));
  const sent = appended(moment, entryFor(requestAction(next.request), true));
  return { ...sent, timeline: { ...sent.timeline, queue: timeline.queue.slice(1) } };
}

/** The run of a branch, with its states. Steps it shares with the shown one share their states. */
export function timelineOfBranch(
  { timeline, branch, kept }: RunPosition,
  id: number,
): Timeline | undefined {
  if (id === branch.id) return timeline;
  const other = kept.find((one) => one.id === id);
  return other && { ...replayed(timeline, other.entries), queue: other.queue };
}

/** Actions that a file of this moment holds: those of the shown branch, and what each other one has of its own. */
export const writtenActions = ({ timeline, kept }: RunPosition): number =>
  kept.reduce(
    (sum, { entries }) => sum + entries.length - sharedSteps(timeline.frames, entries),
    timeline.frames.length,
  );
