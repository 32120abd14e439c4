import { endOf, type Extent } from '../extent';
import { NOTHING_OFFERED, type Move } from './move';
import { answerable, blockIn, offersIn, type ProvokeContext } from './now';
import { accept, acceptCounted, acceptMore, MOST_ENTRIES } from './requests';

const NONE_OF_TWO = 'No two extents are offered that one response may name.';

const nothingFits = ({ ld }: ProvokeContext): string =>
  ld.pending.length === 0 ? NOTHING_OFFERED : 'No offered extent can be accepted.';

/** A move with the first extent that a response may name. */
const withFirst =
  (acts: (extent: Extent, now: ProvokeContext) => ReturnType<Move['acts']>): Move['acts'] =>
  (now) => {
    const [extent] = answerable(now);
    return extent === undefined ? nothingFits(now) : acts(extent, now);
  };

function acceptPart(now: ProvokeContext): ReturnType<Move['acts']> {
  const block = blockIn(now);
  const extent = answerable(now).find(({ length }) => length >= 2 * block);
  if (extent !== undefined) return [accept([{ start: extent.start, length: block }])];
  return now.ld.pending.length === 0
    ? NOTHING_OFFERED
    : 'No offered extent has two blocks that are free.';
}

/** The offered extent that ends last: one block more was not offered with it. */
function beyondOffer(now: ProvokeContext): ReturnType<Move['acts']> {
  const offered = now.flat ? offersIn(now) : answerable(now);
  const last = offered.toSorted((a, b) => endOf(a) - endOf(b)).at(-1);
  if (last === undefined) return nothingFits(now);
  return [accept([{ start: last.start, length: last.length + blockIn(now) }])];
}

/** What a host can do wrong when it answers an offer. */
export const hostAnswers: readonly Move[] = [
  {
    id: 'refuse-all',
    name: 'Refuse all',
    does: 'The host sends a response without entries.',
    acts: ({ ld }) => (ld.pending.length === 0 ? NOTHING_OFFERED : [accept([])]),
  },
  {
    id: 'accept-some',
    name: 'Accept a subset',
    does: 'The host names every second extent of an offer.',
    acts(now) {
      const offers = answerable(now);
      if (offers.length < 2) return NONE_OF_TWO;
      return [accept(offers.filter((_, i) => i % 2 === 0).slice(0, MOST_ENTRIES))];
    },
  },
  {
    id: 'accept-part',
    name: 'Accept a part of one extent',
    does: 'The host names the first block of an offered extent.',
    acts: acceptPart,
  },
  {
    id: 'second-first',
    name: 'Answer the second group first',
    does: 'The host names what was offered later.',
    acts({ groups }) {
      const second = groups.slice(1).find(({ extents }) => extents.length > 0);
      return second === undefined
        ? 'Fewer than two offers wait.'
        : [accept(second.extents.slice(0, MOST_ENTRIES))];
    },
  },
  {
    id: 'respond-twice',
    name: 'Respond twice',
    does: 'The host sends the same response twice.',
    acts: withFirst((extent) => [accept([extent]), accept([extent])]),
  },
  {
    id: 'split-more',
    name: 'Split the response across More',
    does: 'The host names one extent in a response with More set, the others in the next.',
    acts(now) {
      const [extent, ...others] = answerable(now);
      if (extent === undefined || others.length === 0) return NONE_OF_TWO;
      return [acceptMore([extent]), accept(others.slice(0, MOST_ENTRIES))];
    },
  },
  {
    id: 'refuse-nothing',
    name: 'Refuse when nothing is offered',
    does: 'The host sends a response without entries.',
    acts: ({ ld }) =>
      ld.pending.length > 0 ? 'An offer waits: refusing it is allowed.' : [accept([])],
  },
  {
    id: 'beyond-offer',
    name: 'Accept more than was offered',
    does: 'The host names an offered extent and one block behind it.',
    acts: beyondOffer,
  },
  {
    id: 'half-block',
    name: 'Accept half a block',
    does: 'The host names the first half of an offered block.',
    acts: withFirst(({ start }, now) => [accept([{ start, length: blockIn(now) / 2 }])]),
  },
  {
    id: 'named-twice',
    name: 'Accept the same extent twice',
    does: 'The host names one extent in two entries of a response.',
    acts: withFirst((extent) => [accept([extent, extent])]),
  },
  {
    id: 'lying-count',
    name: 'Claim more entries than are sent',
    does: 'The host sends one entry behind a count of two.',
    acts: withFirst((extent, { profile }) =>
      profile.order['4802'].includes('holdsEntries')
        ? [acceptCounted([extent], 2)]
        : 'This device does not look at the length of a response.',
    ),
  },
];
