import { regionAt, type Ld, type Region } from '../device/device-state';
import { endOf, type Extent } from '../extent';
import { inOrder, type ListedExtent } from '../device/extent-list';
import type { UpdatedExtent } from '../layouts/dc-response';
import { CAPACITY_UNIT, hex, wrap64 } from '../units';
import { broken, finding, held, once, type Rung } from './rule';
import { wellFormed, type ShapeRule, type UpdateInput } from './update-list';

/** One entry of a response or release, tried on the lists as the entries before it left them. */
export interface OneEntry {
  readonly ld: Ld;
  readonly entry: UpdatedExtent;
  readonly index: number;
}

const RESPONSE = '8.2.9.9.9.3';
const RELEASE = '8.2.9.9.9.4';

const startOf = ({ start }: UpdatedExtent): number => Number(start);
const endOfEntry = ({ start, length }: UpdatedExtent): number => Number(start) + Number(length);

const touches = (extent: Extent, entry: UpdatedExtent): boolean =>
  extent.start < endOfEntry(entry) && endOf(extent) > startOf(entry);

const holds = (extent: Extent, entry: UpdatedExtent): boolean =>
  extent.start <= startOf(entry) && endOf(extent) >= endOfEntry(entry);

/** The first extent on offer, of any request, that holds the entry. */
export const offeredAnywhere = ({ ld, entry }: OneEntry): Extent | undefined =>
  ld.pending.flatMap(({ extents }) => extents).find((extent) => holds(extent, entry));

/** The first accepted extent, in list order, that the entry touches or lies in. */
export const firstTouched = ({ ld, entry }: OneEntry): ListedExtent | undefined =>
  inOrder(ld.accepted).find((extent) => holds(extent, entry) || touches(extent, entry));

const namesEntriesV3: Rung<UpdateInput> = once<UpdateInput>({
  id: 'v3.4802.not-empty',
  says: 'The list is not empty',
  section: RESPONSE,
  broken: { kind: 'otherwise', to: 'changes nothing' },
  shows: 'entries: {0}',
  fix: 'The series has no way to refuse an offer: it stays pending.',
  check: ({ entryCount }) =>
    finding(entryCount > 0, 'entryCount', () => 'An empty response changes nothing.', entryCount),
});

/**
 * The series means to refuse what leaves its region, but takes the length of the region for one in units of
 * 256 MiB: only a range that ends far past it is refused here.
 */
const startsInRegion = (set: string, section: string): ShapeRule => ({
  id: `v3.${set}.in-region`,
  says: 'Each entry starts in a region',
  section,
  broken: { kind: 'code', code: 'invalidPhysicalAddress' },
  shows: '{0}',
  fix: 'Keep each entry inside one region.',
  check({ ld }, { start, length }, index) {
    const region = regionAt(ld, Number(start));
    const end = wrap64(start + length);
    if (region !== undefined && end <= BigInt(region.base) + supposedLength(region)) {
      return held(`r${region.index}`);
    }
    return broken(`entries[${index}].start`, `${hex(start)} is in no region.`, start);
  },
});

const supposedLength = ({ length }: Region): bigint => BigInt(length) * BigInt(CAPACITY_UNIT);

const formed = (set: string, section: string): Rung<UpdateInput> =>
  wellFormed(set, section, startsInRegion(set, section));

/** The first rungs of 4802h in the 2023 series; it looks at no length. */
export const v3ResponseRungs = {
  namesEntriesV3,
  wellFormedV3: formed('4802', RESPONSE),
};

/** The same of 4803h. */
export const v3ReleaseRungs = { wellFormedV3: formed('4803', RELEASE) };

/** What the 2023 series asks of each entry of a response, one after the other. */
export const v3ResponseLadder: readonly Rung<OneEntry>[] = [
  once<OneEntry>({
    id: 'v3.4802.not-accepted',
    says: 'None of the entry is accepted already',
    section: RESPONSE,
    broken: { kind: 'code', code: 'invalidPhysicalAddress' },
    shows: '{0}',
    fix: 'Leave out what is accepted already. Entries before this one stay accepted.',
    check({ ld, entry, index }) {
      const taken = inOrder(ld.accepted).find((extent) => touches(extent, entry));
      return finding(
        taken === undefined,
        `entries[${index}].start`,
        () => `It overlaps e${taken?.id ?? 0}, which is accepted.`,
        entry.start,
      );
    },
  }),
  once<OneEntry>({
    id: 'v3.4802.offered',
    says: 'The entry lies inside an offered extent',
    section: RESPONSE,
    broken: { kind: 'code', code: 'invalidPhysicalAddress' },
    shows: '{0}',
    fix: 'Name what is on offer. Entries before this one stay accepted.',
    check: (input) =>
      finding(
        offeredAnywhere(input) !== undefined,
        `entries[${input.index}].start`,
        () => `${hex(input.entry.start)} is in no extent on offer.`,
        input.entry.start,
      ),
  }),
];

/** What the 2023 series asks of each entry of a release, one after the other. */
export const v3ReleaseLadder: readonly Rung<OneEntry>[] = [
  once<OneEntry>({
    id: 'v3.4803.accepted',
    says: 'An accepted extent touches the entry',
    section: RELEASE,
    broken: { kind: 'code', code: 'invalidPhysicalAddress' },
    shows: '{0}',
    fix: 'Release what is accepted. Entries before this one stay released.',
    check: (input) =>
      finding(
        firstTouched(input) !== undefined,
        `entries[${input.index}].start`,
        () => `${hex(input.entry.start)} is not accepted.`,
        input.entry.start,
      ),
  }),
  once<OneEntry>({
    id: 'v3.4803.inside',
    says: 'The entry lies inside that extent',
    section: RELEASE,
    broken: { kind: 'code', code: 'invalidExtentList' },
    shows: '{0}',
    fix: 'Give one entry for each accepted extent. Entries before this one stay released.',
    check(input) {
      const extent = firstTouched(input);
      return finding(
        extent !== undefined && holds(extent, input.entry),
        `entries[${input.index}].length`,
        () => `It reaches beyond e${extent?.id ?? 0}.`,
        input.entry.length,
      );
    },
  }),
];
