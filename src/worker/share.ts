import {
  type ComparedAt,
  type RunPosition,
  scenarioWithBranches,
  stateAt,
  stateHash,
  type Timeline,
  writeScenario,
} from '../model/index';
import { decodeLink, encodeLink, linkProblem, type LinkPlace } from './share-link';
import type { ShareAnswer, SharePart, ShareWish } from './messages';

/** The link of a run at the step looked at, or of its comparison with another, and what each part of it costs. */
export async function shareOf(moment: RunPosition, wish: ShareWish = {}): Promise<ShareAnswer> {
  const { text, fragment } = await linkOf(moment, wish);
  const problem = linkProblem(fragment.length, new TextEncoder().encode(text).length);
  const tooBig = problem !== undefined && !(await decodeLink(fragment)).ok;
  const partOf = async (count: number, other: ShareWish): Promise<SharePart> => ({
    count,
    characters:
      count === 0 ? 0 : Math.abs((await linkOf(moment, other)).fragment.length - fragment.length),
  });
  const { withoutRest = false, withoutMarks = false } = wish;
  return {
    characters: fragment.length,
    ...(tooBig ? {} : { fragment }),
    ...(problem === undefined ? {} : { problem }),
    rest: await partOf(restOf(moment), { ...wish, withoutRest: !withoutRest }),
    marks: await partOf(marksOf(moment, withoutRest), { ...wish, withoutMarks: !withoutMarks }),
  };
}

/** Steps after the one looked at, and requests that wait. */
const restOf = ({ timeline, step }: RunPosition): number =>
  timeline.frames.length - step + timeline.queue.length;

/** Notes, bookmarks and checks that the link can hold, but for those of the step looked at. */
const marksOf = ({ timeline, step }: RunPosition, withoutRest: boolean): number =>
  timeline.frames
    .slice(0, withoutRest ? step : undefined)
    .filter((_, at) => at !== step - 1)
    .flatMap(({ note, bookmarked, expects }) => [note, bookmarked || undefined, expects])
    .filter((mark) => mark !== undefined).length;

async function linkOf(
  moment: RunPosition,
  { compare, ...wish }: ShareWish,
): Promise<{ readonly text: string; readonly fragment: string }> {
  const { timeline, step } = moment;
  const { shown, compared } = withOther(moment, compare);
  const text = writeScenario(
    scenarioWithBranches({ ...shown, timeline: shortened(timeline, step, wish) }),
  );
  const place: LinkPlace = {
    title: timeline.title,
    step,
    hash: stateHash(stateAt(timeline, step)),
    ...(compared === undefined ? {} : { compare: compared }),
  };
  return { text, fragment: await encodeLink(text, place) };
}

const unmarked = { note: undefined, bookmarked: false, expects: undefined };

/** The run without what is not wanted: what comes later, or is only marked, so that the step's state stays the same. */
function shortened(
  timeline: Timeline,
  step: number,
  { withoutRest = false, withoutMarks = false }: Omit<ShareWish, 'compare'>,
): Timeline {
  const cut = withoutRest
    ? { ...timeline, frames: timeline.frames.slice(0, step), queue: [] }
    : timeline;
  if (!withoutMarks) return cut;
  const frames = cut.frames.map((frame, at) =>
    at === step - 1 ? frame : { ...frame, ...unmarked },
  );
  return { ...cut, frames };
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
