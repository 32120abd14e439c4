import type { DpaRange } from '../device/capacity';
import { endOf, type Extent } from '../device/extent';
import { extentLabel, groupLabel, listed } from '../view/names';
import type { Now } from './now';
import {
  answers,
  granted,
  NOTHING_OFFERED,
  planned,
  refused,
  type Plan,
  type PlanOf,
} from './provocation';
import { accept, acceptWith, release } from './requests';

const MOST = 80;
const MORE = 1;

const offersOf = (now: Now): readonly Extent[] => now.groups.flatMap(({ extents }) => extents);

const names = (extents: readonly Extent[]): string =>
  listed(extents.map(({ id }) => extentLabel(id)));

function refuseAll(now: Now): Plan | string {
  if (now.ld.pending.length === 0) return NOTHING_OFFERED;
  return granted('Every offer is withdrawn, whichever group it is of.', [accept([])]);
}

function acceptSome(now: Now): Plan | string {
  const offers = offersOf(now);
  if (offers.length < 2) return 'Fewer than two extents are offered.';
  const chosen = offers.filter((_, i) => i % 2 === 0).slice(0, MOST);
  const plan = granted(`${names(chosen)} become accepted; all other offers are withdrawn.`, [
    accept(chosen),
  ]);
  return answers(now, [chosen], plan);
}

function acceptPart(now: Now): Plan | string {
  const [extent] = offersOf(now);
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
  const chosen = second.extents.slice(0, MOST);
  const plan = granted(
    `The mock asks for no order of groups: ${groupLabel(second.id)} is accepted, ${groupLabel(first.id)} withdrawn with all else.`,
    [accept(chosen)],
  );
  return answers(now, [chosen], plan);
}

function respondTwice(now: Now): Plan | string {
  const [extent] = offersOf(now);
  if (extent === undefined) return NOTHING_OFFERED;
  const answer = accept([extent]);
  const plan = granted('The mock takes it twice: what is accepted stays as it is.', [
    answer,
    answer,
  ]);
  return answers(now, [[extent], [extent]], plan);
}

function splitByMore(now: Now): Plan | string {
  const [extent, ...others] = offersOf(now);
  const rest = others.slice(0, MOST);
  if (extent === undefined || rest.length === 0) return 'Fewer than two extents are offered.';
  return refused(
    'invalidPhysicalAddress',
    'the mock ignores More and withdraws what the first part leaves out.',
    [acceptWith([extent], { flags: MORE }), accept(rest)],
  );
}

const wrongLength =
  (change: (extent: Extent, now: Now) => number) =>
  (now: Now): Plan | string => {
    const [extent] = offersOf(now);
    if (extent === undefined) return NOTHING_OFFERED;
    const length = change(extent, now);
    const why = `${extentLabel(extent.id)} has another length, and the mock takes it only whole.`;
    return refused('invalidPhysicalAddress', why, [accept([{ start: extent.start, length }])]);
  };

function namedTwice(now: Now): Plan | string {
  const [extent] = offersOf(now);
  if (extent === undefined) return NOTHING_OFFERED;
  const plan = granted('The second time it is accepted already, which the mock lets pass.', [
    accept([extent, extent]),
  ]);
  return answers(now, [[extent]], plan);
}

/** The mock passes over what it does not know; a host that believes the Success cuts its own extents. */
function passedOver(now: Now, range: DpaRange, predicts: string): Plan {
  const acts = [release([range])];
  const shown = now.host.extents.some(
    (extent) => extent.start < endOf(range) && endOf(extent) > range.start,
  );
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
  const extent = offersOf(now).find(
    (offer) => !taken.some((other) => other.start < endOf(offer) && endOf(other) > offer.start),
  );
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
      ? 'An offer waits: refusing it is allowed.'
      : granted('An empty response changes nothing.', [accept([])]),
  'beyond-offer': wrongLength((extent, { profile }) => extent.length + profile.blockSize),
  'half-block': wrongLength((_, { profile }) => profile.blockSize / 2),
  'named-twice': namedTwice,
  'release-part': releasePart,
  'release-offered': releaseOffered,
};
