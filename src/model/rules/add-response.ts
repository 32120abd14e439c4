import { endOf, type Extent } from '../device/extent';
import { usedExtents } from '../device/device-state';
import type { UpdatedExtent } from '../layouts/dc-response';
import { counted, hex, wrap32 } from '../units';
import { broken, each, finding, held, once, type EntryRule, type Rung } from './rule';
import { holdsEntries, holdsHeader, wellFormed, type UpdateInput } from './update-list';

/** CXL r3.1 section of Add Dynamic Capacity Response. */
const SECTION = '8.2.9.9.9.3';

const namesEntries = once<UpdateInput>({
  id: '4802.not-empty',
  says: 'The list is not empty',
  section: SECTION,
  broken: { kind: 'turns', to: 'drops the first offer' },
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
    return broken(`entries[${index}].start`, whyNotOffered(input, entry), hex(entry.start));
  },
};

function whyNotOffered({ ld }: UpdateInput, { start, length }: UpdatedExtent): string {
  const group = ld.pending[0];
  if (group === undefined) return 'Nothing is offered.';
  if (length === 0n) return 'A zero-length entry is never inside an offered extent.';
  const from = Number(start);
  const touched = group.extents.find((extent) => extent.start <= from && endOf(extent) > from);
  if (touched !== undefined) {
    return `The entry starts inside e${touched.id}, which ends at ${hex(endOf(touched))}. One entry may not go beyond one offered extent; neighbours are not merged.`;
  }
  const later = ld.pending
    .slice(1)
    .find(({ extents }) => extents.some((extent) => extent.start <= from && endOf(extent) > from));
  return later === undefined
    ? `${hex(start)} is in no extent of g${group.id}, the first offer.`
    : `${hex(start)} belongs to g${later.id}; g${group.id} was offered first and must be answered first.`;
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
