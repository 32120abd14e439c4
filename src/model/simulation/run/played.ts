import { configProblem } from '../../device/config';
import { profiles } from '../../device/profiles/profile';
import type { Card } from '../../card';
import { branchNames, positionOf, timelineOfBranch } from './branches';
import { configCard } from '../scenario/config-card';
import { checkExpectations, type Checked } from './expectations';
import { readScenario } from '../scenario/read-scenario';
import type { Scenario } from '../scenario/scenario';

/** What a text came to that was to be a scenario: why it is none, or how many checks it has and which fail. */
export type Played =
  { readonly problem: Card } | { readonly checks: number; readonly failed: readonly FailedCheck[] };

/** A check that did not hold, and the branch where it stands if it is not the first. */
export interface FailedCheck extends Checked {
  readonly branch?: string;
}

/** `after step 3: extents the host shows: expected 2, found 1`. */
export const failureText = ({ branch, after, says, expected, found }: FailedCheck): string =>
  `${branch === undefined ? '' : `branch "${branch}": `}after step ${after}: ${says}: ` +
  `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;

/** Plays a scenario with all its branches and looks at everything that it says is to be true. */
export function playScenario(text: string): Played {
  const read = readScenario(text);
  if (!read.ok) return { problem: read.problem };
  const { scenario } = read;
  const problem = configProblem(scenario.device, profiles[scenario.profile]);
  if (problem !== undefined) return { problem: configCard(problem) };
  const checked = checksOf(scenario);
  return { checks: checked.length, failed: checked.filter(({ ok }) => !ok) };
}

/** The checks of every branch. What a branch has in common with the first one is looked at once. */
function checksOf(scenario: Scenario): readonly FailedCheck[] {
  const moment = positionOf(scenario, 0);
  return branchNames(moment).flatMap(({ id, name }, at) => {
    const branch = scenario.branches?.[at - 1];
    const timeline = timelineOfBranch(moment, id);
    const checked = timeline === undefined ? [] : checkExpectations(timeline);
    return branch === undefined
      ? checked
      : checked
          .filter(({ after }) => after > branch.from)
          .map((check) => ({ ...check, branch: name }));
  });
}
