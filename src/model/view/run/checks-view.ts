import { checkExpectations, type Checked } from '../../simulation/run/expectations';
import type { Timeline } from '../../simulation/run/timeline';
import { valueText } from '../words/values';
import type { ChecksView, CheckView } from '../page/checks';
import { definedOnly } from '../scene/present';

const known = new WeakMap<Timeline['frames'], readonly Checked[]>();

/** Every check of a run is looked at once. */
function checksOf({ frames }: Timeline): readonly Checked[] {
  const checks = known.get(frames) ?? checkExpectations({ frames });
  known.set(frames, checks);
  return checks;
}

/** What a run's scenario says is to be true, as it is told at one step. */
export function checksView(timeline: Timeline, step: number): ChecksView {
  const checks = checksOf(timeline);
  const failing = checks.filter(({ ok }) => !ok);
  const here = checks.filter(({ after }) => after === step);
  const next = here.length > 0 ? undefined : checks.find(({ after }) => after > step)?.after;
  return {
    count: checks.length,
    failing: failing.length,
    failingSteps: [...new Set(failing.map(({ after }) => after))],
    here: here.map(checkView),
    ...definedOnly({ next }),
  };
}

const checkView = ({ ok, says, expected, found }: Checked): CheckView => ({
  ok,
  says,
  expected: valueText(expected),
  found: valueText(found),
});
