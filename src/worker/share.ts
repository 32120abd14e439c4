import {
  type ComparedAt,
  type RunPosition,
  scenarioWithBranches,
  stateAt,
  stateHash,
  writeScenario,
} from '../model/index';
import { decodeLink, encodeLink, linkProblem } from './share-link';
import type { ShareAnswer } from './messages';

/** The link of a run, or of its comparison with another. */
export async function shareOf(moment: RunPosition, compare?: ComparedAt): Promise<ShareAnswer> {
  const { shown, compared } = withOther(moment, compare);
  const text = writeScenario(scenarioWithBranches(shown));
  const { title } = moment.timeline;
  const place = {
    title,
    step: moment.step,
    hash: stateHash(stateAt(moment.timeline, moment.step)),
  };
  const fragment = await encodeLink(
    text,
    compared === undefined ? place : { ...place, compare: compared },
  );
  const problem = linkProblem(fragment.length, new TextEncoder().encode(text).length);
  const tooBig = problem !== undefined && !(await decodeLink(fragment)).ok;
  return {
    characters: fragment.length,
    ...(tooBig ? {} : { fragment }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What the link holds: the branch that is shown, and the one it is compared with, which is then the only other one. */
function withOther(
  moment: RunPosition,
  compare: ComparedAt | undefined,
): { readonly shown: RunPosition; readonly compared: ComparedAt | undefined } {
  const alone = { ...moment, kept: [] };
  if (compare?.what.kind !== 'branch') return { shown: alone, compared: compare };
  const { branch } = compare.what;
  const kept = moment.kept.filter(({ id }) => id === branch);
  const what = { kind: 'branch', branch: ONLY_OTHER } as const;
  return { shown: { ...moment, kept }, compared: { ...compare, what } };
}

/** The id that the first branch of a file beside the shown one gets. */
const ONLY_OTHER = 1;
