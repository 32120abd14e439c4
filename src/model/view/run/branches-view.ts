import { branchNames, sharedSteps, type RunPosition } from '../../simulation/run/branches';
import type { RunView } from '../page';
import { stepsView } from './steps-view';

/** Characters of a branch name that tells what is in it. */
const NAME_LENGTH = 60;

const actors = { fm: 'FM', host: 'host', device: 'device' } as const;

const lists = new WeakMap<
  RunPosition['kept'],
  { readonly of: RunPosition; readonly list: Branches }
>();
type Branches = RunView['branches'];

/** Every branch of the run as the page lists them. The same list while only the step is another. */
export function branchesView(moment: RunPosition): Branches {
  const known = lists.get(moment.kept);
  const { timeline, branch } = moment;
  if (known?.of.timeline === timeline && known.of.branch === branch) return known.list;
  const list = branchNames(moment).map(({ id, name }) => {
    const entries = moment.kept.find((other) => other.id === id)?.entries;
    return {
      id,
      name,
      from: entries === undefined ? timeline.frames.length : sharedSteps(timeline.frames, entries),
      steps: (entries ?? timeline.frames).length,
      current: entries === undefined,
    };
  });
  lists.set(moment.kept, { of: moment, list });
  return list;
}

/**
 * What the steps after the one looked at are called as a branch: the first thing somebody did there, else the host's
 * first move.
 */
export function tailName({ timeline, step }: Pick<RunPosition, 'timeline' | 'step'>): string {
  const tail = stepsView(timeline).slice(step, timeline.frames.length);
  const row = tail.find(({ under, off }) => under === undefined && !off) ?? tail[0];
  if (row === undefined) return `after step ${step}`;
  const name = `after step ${step}: ${actors[row.actor]} ${row.says}`;
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
}
