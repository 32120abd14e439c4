import { isHostByHand } from '../../simulation/action';
import type { Timeline } from '../../simulation/run/timeline';

/** Steps of a run that a person made as the host. */
const stepsByHand = ({ frames }: Pick<Timeline, 'frames'>): number =>
  frames.filter(({ action, off }) => !off && isHostByHand(action)).length;

/** What two runs of different hosts have in common although a host did it; nothing where there is nothing. */
export function byHandText(run: Pick<Timeline, 'frames'>): string | undefined {
  const steps = stepsByHand(run);
  if (steps === 0) return undefined;
  return steps === 1
    ? '1 host step was made by hand and is kept in both.'
    : `${steps} host steps were made by hand and are kept in both.`;
}
