import type { DpaRange } from '../device/capacity';
import type { Extent } from '../extent';
import { extentLabel, groupLabel } from '../view/words/names';
import { offersIn, touches, type Now } from './now';
import {
  answers,
  granted,
  MAY_REFUSE,
  namesOf,
  NOTHING_OFFERED,
  planned,
  refused,
  type Plan,
  type PlanOf,
} from './provocation';
import { accept, acceptMore, MOST_ENTRIES, release } from './requests';

function refuseAll(now: Now): Plan | string {
  if (now.ld.pending.length === 0) return NOTHING_OFFERED;
  return granted('Every offer is withdrawn, whichever group it is of.', [accept([])]);
}

function acceptSome(now: Now): Plan | string {
  const offers = offersIn(now);
  if (offers.length < 2) return 'Fewer than two extents are offered.';
  const chosen = offers.filter((_, i) => i % 2 === 0).slice(0, MOST_ENTRIES);
  const plan = granted(
    `${namesOf(chosen)} ${chosen.length === 1 ? 'becomes' : 'become'} accepted; what else is offered is withdrawn.`,
    [accept(chosen)],
  );
  return answers(now, [chosen], plan);
}

function acceptPart(now: Now): Plan | string {
  const [extent] = offersIn(now);
  if (extent === undefined) return NOTHING_OFFERED;
  const block = now.profile.blockSize;
  if (extent.length <= block) return 'The first offered extent is one block.';
  return refused('invalidPhysicalAddress', 'the mock takes whole extents only.', [
    accept([{ start: extent.start, length: block }]),
  ]);
}

function secondFirst(now: Now): Plan | string {
  const [first, second] = now.groups.filter(({ extents }) => extents.length > 0);
  if (first === undefined || second === undefined) return 'Fewer than two offers wait.';
  const chosen = second.extents.slice(0, MOST_ENTRIES);
  const plan = granted(
    `The mock asks for no order of groups: ${groupLabel(second.id)} is accepted, ${groupLabel(first.id)} withdrawn with all else.`,
    [accept(chosen)],
  );
  return answers(now, [chosen], plan);
}

function respondTwice(now: Now): Plan | string {
  const [extent] = offersIn(now);
  if (extent === undefined) return NOTHING_OFFERED;
  const answer = accept([extent]);
  const plan = granted('The mock takes it twice: what is accepted stays as it is.', [
    answer,
    answer,
  ]);
  return answers(now, [[extent], [extent]], plan);
}

function splitByMore(now: Now): Plan | string {
  const [extent, ...others] = offersIn(now);
  const rest = others.slice(0, MOST_ENTRIES);
  if (extent === undefined || rest.length === 0) return 'Fewer than two extents are offered.';
  return refused(
    'invalidPhysicalAddress',
    'the mock ignores More and withdraws what the first part leaves out.',
    [acceptMore([extent]), accept(rest)],
  );
}

const wrongLength =
  (change: (extent: Extent, now: Now) => number) =>
  (now: Now): Plan | string => {
    const [extent] = offersIn(now);
    if (extent === undefined) return NOTHING_OFFERED;
    const length = change(extent, now);
    const why = `${extentLabel(extent.id)} has another length, and the mock takes it only whole.`;
    return refused('invalidPhysicalAddress', why, [accept([{ start: extent.start, length }])]);
  };

function namedTwice(now: Now): Plan | string {
  const [extent] = offersIn(now);
  if (extent === undefined) return NOTHING_OFFERED;
  const plan = granted('The second time it is accepted already, which the mock lets pass.', [
    accept([extent, extent]),
  ]);
  return answers(now, [[extent]], plan);
}

/** The mock passes over what it does not know; a host that believes the Success cuts its own extents. */
function passedOver(now: Now, range: DpaRange, predicts: string): Plan {
  const acts = [release([range])];
  const shown = now.host.extents.some((extent) => touches(extent, range));
  return shown
    ? planned({ kind: 'differs' }, `${predicts} The host believes it and shows less.`, acts)
    : granted(predicts, acts);
}

function releasePart(now: Now): Plan | string {
  const block = now.profile.blockSize;
  const extent = now.accepted.find(({ length }) => length >= 3 * block);
  if (extent === undefined) return 'No accepted extent has three blocks.';
  return passedOver(
    now,
    { start: extent.start + block, length: block },
    `The mock answers Success and gives nothing back: it is a part of ${extentLabel(extent.id)}.`,
  );
}

function releaseOffered(now: Now): Plan | string {
  const taken = [...now.accepted, ...now.host.extents];
  const extent = offersIn(now).find((offer) => !taken.some((other) => touches(other, offer)));
  if (extent === undefined) return NOTHING_OFFERED;
  return granted(
    `The mock answers Success and gives nothing back: ${extentLabel(extent.id)} is only offered.`,
    [release([extent])],
  );
}

/** What a host can do wrong with the kernel's mock, which takes extents whole and looks at little else. */
export const mockHostPlans: Readonly<Record<string, PlanOf>> = {
  'refuse-all': refuseAll,
  'accept-some': acceptSome,
  'accept-part': acceptPart,
  'second-first': secondFirst,
  'respond-twice': respondTwice,
  'split-more': splitByMore,
  'refuse-nothing': ({ ld }) =>
    ld.pending.length > 0
      ? MAY_REFUSE
      : granted('An empty response changes nothing.', [accept([])]),
  'beyond-offer': wrongLength((extent, { profile }) => extent.length + profile.blockSize),
  'half-block': wrongLength((_, { profile }) => profile.blockSize / 2),
  'named-twice': namedTwice,
  'release-part': releasePart,
  'release-offered': releaseOffered,
};
