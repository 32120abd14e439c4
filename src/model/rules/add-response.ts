import { endOf, type Extent } from '../extent';
import { usedExtents } from '../device/device-state';
import type { UpdatedExtent } from '../layouts/dc-response';
import { counted, hex, wrap32 } from '../units';
import {
  broken,
  brokenSo,
  each,
  finding,
  held,
  once,
  type Broken,
  type EntryRule,
  type Rung,
} from './rule';
import { holdsEntries, holdsHeader, wellFormed, type UpdateInput } from './update-list';

/** CXL r3.1 section of Add Dynamic Capacity Response. */
const SECTION = '8.2.9.9.9.3';

const namesEntries = once<UpdateInput>({
  id: '4802.not-empty',
  says: 'The list is not empty',
  section: SECTION,
  broken: { kind: 'otherwise', to: 'drops the first offer' },
  shows: 'entries: {0}',
  fix: 'An empty response refuses the first offer.',
  check: ({ entryCount }) =>
    finding(
      entryCount > 0,
      'entryCount',
      () => 'An empty response refuses the whole offer.',
      entryCount,
    ),
});

/** Climbed in place of the rest when the response is empty. */
export const dropRung: Rung<UpdateInput> = once<UpdateInput>({
  id: '4802.something-to-refuse',
  says: 'There is an offer to refuse',
  section: 'QEMU',
  broken: {
    kind: 'crash',
    why: 'An empty Add Dynamic Capacity Response with nothing offered makes QEMU follow a null pointer: it dies of SIGSEGV.',
  },
  shows: '{0} pending',
  fix: 'Send an empty response only while an offer waits for its answer.',
  check: ({ ld }) =>
    finding(
      ld.pending.length > 0,
      'entryCount',
      () => 'No offer is pending, and QEMU does not check.',
      ld.pending.length,
    ),
});

const withinLimit = once<UpdateInput>({
  id: '4802.limit',
  says: 'The extents fit the limit',
  section: SECTION,
  broken: { kind: 'code', code: 'resourcesExhausted' },
  shows: '{0} + {1} ≤ {2}',
  fix: 'Accept fewer extents, or release some first.',
  check({ profile, ld, entryCount }) {
    const used = usedExtents(profile, ld);
    const because = (): string =>
      `${counted(entryCount, 'entry', 'entries')} and ${counted(used, 'extent')} in use are more than ${profile.extentLimit}` +
      (profile.countsPendingInLimit ? '; this QEMU counts the extents being answered twice.' : '.');
    return finding(
      wrap32(entryCount + used) <= profile.extentLimit,
      'entryCount',
      because,
      entryCount,
      used,
      profile.extentLimit,
    );
  },
});

type OfferRule = EntryRule<UpdateInput, UpdatedExtent, undefined>;

/** The extent of the first offer that holds the whole entry. */
export function offeredExtent(
  { ld }: Pick<UpdateInput, 'ld'>,
  { start, length }: UpdatedExtent,
): Extent | undefined {
  const from = Number(start);
  const to = from + Number(length);
  return ld.pending[0]?.extents.find(
    (extent) => to > from && extent.start <= from && endOf(extent) >= to,
  );
}

const withinFirstOffer: OfferRule = {
  id: '4802.within-first-offer',
  says: 'Each lies inside one extent of the first offer',
  section: SECTION,
  broken: { kind: 'code', code: 'invalidPhysicalAddress' },
  shows: '{0}',
  fix: 'Answer the oldest offer first, with entries that each stay inside one offered extent.',
  check(input, entry, index) {
    const extent = offeredExtent(input, entry);
    if (extent !== undefined) return held(`e${extent.id}`);
    return notOffered(input, entry, (field) => `entries[${index}].${field}`);
  },
};

/** Why no extent of the first offer holds an entry, which field is to blame, and what helps. */
function notOffered(
  { ld }: UpdateInput,
  entry: UpdatedExtent,
  at: (field: keyof UpdatedExtent) => string,
): Broken {
  const start = hex(entry.start);
  const from = Number(entry.start);
  const [group, ...later] = ld.pending;
  if (group === undefined)
    return brokenSo(
      'Wait for an offer: only what is on offer can be accepted.',
      broken(at('start'), 'Nothing is offered.', 'no offer'),
    );
  if (entry.length === 0n)
    return brokenSo(
      'Give a length above 0. An empty list refuses the offer.',
      broken(at('length'), 'A zero-length entry is never inside an offered extent.', hex(0)),
    );
  const touched = group.extents.find((extent) => holdsByte(extent, from));
  if (touched !== undefined) return tooLong(group.extents, touched, entry, at('length'));
  const owner = later.find(({ extents }) => extents.some((extent) => holdsByte(extent, from)));
  return owner === undefined
    ? brokenSo(
        'Name a range inside an extent of the first offer.',
        broken(at('start'), `${start} is in no extent of g${group.id}, the first offer.`, start),
      )
    : brokenSo(
        `Answer g${group.id} first: the oldest offer comes first.`,
        broken(
          at('start'),
          `${start} belongs to g${owner.id}; g${group.id} was offered first and must be answered first.`,
          start,
        ),
      );
}

const holdsByte = (extent: Extent, at: number): boolean => extent.start <= at && endOf(extent) > at;

/** An entry that starts inside an offered extent and leaves it. */
function tooLong(
  extents: readonly Extent[],
  touched: Extent,
  { start, length }: UpdatedExtent,
  at: string,
): Broken {
  const end = endOf(touched);
  const neighbour = extents.find((extent) => extent.start === end);
  const goes = `The entry starts inside e${touched.id}, which ends at ${hex(end)}, and ends at ${hex(start + length)}. One entry may not go beyond one offered extent`;
  const shown = `${hex(start)} + ${hex(length)}`;
  return neighbour === undefined
    ? brokenSo(`Let it end at ${hex(end)} at the latest.`, broken(at, `${goes}.`, shown))
    : brokenSo(
        'Make an entry of it for each offered extent.',
        broken(at, `${goes}; e${neighbour.id} begins there, and neighbours are not merged.`, shown),
      );
}

/** The rungs of 4802h; the profile gives their order. */
export const addResponseRungs = {
  holdsHeader: holdsHeader('4802', SECTION),
  namesEntries,
  holdsEntries: holdsEntries('4802', SECTION),
  withinLimit,
  wellFormed: wellFormed('4802', SECTION),
  // QEMU asks next whether any of it is accepted: what is on offer never is, so that this cannot fail.
  offered: each<UpdateInput, UpdatedExtent, undefined>({
    of: ({ entries }) => entries,
    start: () => undefined,
    rules: [withinFirstOffer],
    next: () => undefined,
  }),
};
