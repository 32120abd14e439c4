import { endOf, type Extent } from '../extent';
import { counted, extentLabel, groupLabel } from '../view/words/names';
import { acceptable, blockIn, fits, offersIn, touchesAccepted, type Now } from './now';
import {
  answers,
  crash,
  granted,
  MAY_REFUSE,
  namesOf,
  NOTHING_OFFERED,
  refused,
  refusing,
  type Plan,
  type Provocation,
} from './provocation';
import { accept, acceptCounted, acceptMore, MOST_ENTRIES } from './requests';

const TOO_CLOSE = 'The device has no room for two extents more.';

const nothingFits = ({ ld }: Now): string =>
  ld.pending.length === 0 ? NOTHING_OFFERED : 'No offered extent can be accepted.';

function refuseAll(now: Now): Plan | string {
  const { ld, flat } = now;
  const [group] = ld.pending;
  if (group === undefined) return NOTHING_OFFERED;
  const acts = [accept([])];
  if (flat)
    return answers(now, [[]], granted('This QEMU has no way to refuse: every offer stays.', acts));
  const rest = ld.pending.length - 1;
  const others =
    rest === 0
      ? ''
      : ` ${counted(rest, 'group')} behind it still ${rest === 1 ? 'waits' : 'wait'}.`;
  const plan = granted(`All of ${groupLabel(group.id)} is withdrawn.${others}`, acts);
  return answers(now, [[]], plan);
}

function refuseNothing({ ld, flat }: Now): Plan | string {
  if (ld.pending.length > 0) return MAY_REFUSE;
  const acts = [accept([])];
  return flat
    ? granted('An empty response changes nothing.', acts)
    : crash('it follows a null pointer where the first offer should be.', acts);
}

function acceptSome(now: Now): Plan | string {
  const offers = acceptable(now);
  if (offers.length < 2) return 'No group of two or more extents is offered.';
  const chosen = offers.filter((_, i) => i % 2 === 0).slice(0, MOST_ENTRIES);
  const rest = now.flat ? 'stays on offer' : 'is withdrawn: what a response leaves out is refused';
  const plan = granted(
    `${namesOf(chosen)} ${chosen.length === 1 ? 'becomes' : 'become'} accepted; the rest ${rest}.`,
    [accept(chosen)],
  );
  return answers(now, [chosen], plan);
}

function acceptPart(now: Now): Plan | string {
  const block = blockIn(now);
  const extent = acceptable(now).find(({ length }) => length >= 2 * block);
  if (extent === undefined)
    return now.ld.pending.length === 0
      ? NOTHING_OFFERED
      : 'No offered extent has two blocks that are free.';
  const part = { start: extent.start, length: block };
  const plan = granted(
    `The first block of ${extentLabel(extent.id)} becomes an extent of its own; the rest of the offer is withdrawn.`,
    [accept([part])],
  );
  return answers(now, [[part]], plan);
}

function secondFirst(now: Now): Plan | string {
  const [first, second] = now.groups;
  if (first === undefined || second === undefined) return 'Fewer than two offers wait.';
  const chosen = second.extents.slice(0, MOST_ENTRIES);
  if (chosen.length === 0) return 'The second offer is of empty extents.';
  const acts = [accept(chosen)];
  if (now.flat) {
    return chosen.some((extent) => touchesAccepted(now, extent))
      ? 'The second offer overlaps accepted capacity.'
      : answers(
          now,
          [chosen],
          granted('Each offer stands alone, so the order does not matter.', acts),
        );
  }
  const why = `${groupLabel(second.id)} waits behind ${groupLabel(first.id)}, which must be answered first.`;
  return refusing(now, chosen.length, refused('invalidPhysicalAddress', why, acts));
}

function respondTwice(now: Now): Plan | string {
  const [extent] = acceptable(now);
  if (extent === undefined) return nothingFits(now);
  if (!fits(now, 2)) return TOO_CLOSE;
  const answer = accept([extent]);
  return refused(
    'invalidPhysicalAddress',
    `the first response is done, and its offer is gone when the second comes.`,
    [answer, answer],
  );
}

function splitByMore(now: Now): Plan | string {
  const [extent, ...others] = acceptable(now);
  const rest = others.slice(0, MOST_ENTRIES);
  if (extent === undefined || rest.length === 0)
    return 'No group of two or more extents is offered.';
  if (!fits(now, 1 + rest.length)) return 'The device has no room for the whole group.';
  const acts = [acceptMore([extent]), accept(rest)];
  return now.flat
    ? answers(
        now,
        [[extent], rest],
        granted('Each entry is taken by itself, whatever More says.', acts),
      )
    : refused(
        'invalidPhysicalAddress',
        'QEMU ignores More, so the first part already closes the group.',
        acts,
      );
}

function beyondOffer(now: Now): Plan | string {
  const offered = now.flat ? offersIn(now) : (now.groups[0]?.extents ?? []);
  const last = offered.reduce<Extent | undefined>(
    (far, extent) => (far === undefined || endOf(extent) > endOf(far) ? extent : far),
    undefined,
  );
  if (last === undefined) return nothingFits(now);
  const longer = { start: last.start, length: last.length + blockIn(now) };
  const why = `one block more than ${extentLabel(last.id)} was never offered.`;
  return refusing(now, 1, refused('invalidPhysicalAddress', why, [accept([longer])]));
}

function halfBlock(now: Now): Plan | string {
  const [extent] = acceptable(now);
  if (extent === undefined) return nothingFits(now);
  const half = { start: extent.start, length: blockIn(now) / 2 };
  const plan = refused('invalidExtentList', 'half a block is not whole blocks.', [accept([half])]);
  return refusing(now, 1, plan);
}

function namedTwice(now: Now): Plan | string {
  const [extent] = acceptable(now);
  if (extent === undefined) return nothingFits(now);
  const why = `${extentLabel(extent.id)} is named twice in one response.`;
  return refusing(now, 2, refused('invalidExtentList', why, [accept([extent, extent])]));
}

function lyingCount(now: Now): Plan | string {
  const [extent] = acceptable(now);
  if (extent === undefined) return nothingFits(now);
  if (!now.profile.order['4802'].includes('holdsEntries'))
    return 'This QEMU does not look at the length of a response.';
  return refused('invalidPayloadLength', 'the header says two entries, and one is sent.', [
    acceptCounted([extent], 2),
  ]);
}

/** What a host can do wrong when it answers an offer. */
export const hostAnswers: readonly Provocation[] = [
  { id: 'refuse-all', name: 'Refuse all', plan: refuseAll },
  { id: 'accept-some', name: 'Accept a subset', plan: acceptSome },
  { id: 'accept-part', name: 'Accept a part of one extent', plan: acceptPart },
  { id: 'second-first', name: 'Answer the second group first', plan: secondFirst },
  { id: 'respond-twice', name: 'Respond twice', plan: respondTwice },
  { id: 'split-more', name: 'Split the response across More', plan: splitByMore },
  { id: 'refuse-nothing', name: 'Refuse when nothing is offered', plan: refuseNothing },
  { id: 'beyond-offer', name: 'Accept more than was offered', plan: beyondOffer },
  { id: 'half-block', name: 'Accept half a block', plan: halfBlock },
  { id: 'named-twice', name: 'Accept the same extent twice', plan: namedTwice },
  { id: 'lying-count', name: 'Claim more entries than are sent', plan: lyingCount },
];
