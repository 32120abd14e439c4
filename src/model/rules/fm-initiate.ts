import { usedExtents, type Ld } from '../device/device-state';
import { extentsFrom, firstIn, type ListedExtent } from '../device/extent-list';
import { leaves64Bits } from '../device/find-region';
import { firstPending } from '../device/pending';
import type { InitiateExtent } from '../layouts/fm-dcd';
import { counted, hex, wrap32 } from '../units';
import { releasable } from './release';
import { broken, each, finding, held, once, type EntryRule, type Rule, type Rung } from './rule';
import { wellFormed, type UpdateInput } from './update-list';

/** What the rules of 5604h and 5605h look at. */
export interface InitiateInput extends UpdateInput {
  readonly policy: number;
  readonly extents: readonly InitiateExtent[];
}

const ADD = '7.6.7.6.5';
const RELEASE = '7.6.7.6.6';
const PRESCRIPTIVE_ADD = 2;
const PRESCRIPTIVE_RELEASE = 1;
const FORCED = 0x10;

const policyRule = (
  set: string,
  section: string,
  wanted: number,
  of: (policy: number) => number,
): Rung<InitiateInput> =>
  once<InitiateInput>({
    id: `${set}.policy`,
    says: 'The policy is prescriptive',
    section,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} = {1}',
    fix: `Use policy ${wanted}; QEMU has no other.`,
    check: ({ policy }) =>
      finding(
        of(policy) === wanted,
        'policy',
        () => `QEMU does not do policy ${of(policy)}.`,
        of(policy),
        wanted,
      ),
  });

/** A count that lies makes QEMU read what is not there: it was seen to die of it. */
const countHolds = (set: string, section: string): Rule<InitiateInput> => ({
  id: `${set}.count`,
  says: 'The payload holds every extent',
  section,
  broken: {
    kind: 'crash',
    why: 'The extent count is larger than the payload. QEMU does not check: it reads stale memory or asks for more than there is, and dies.',
  },
  shows: '{0} ≤ {1}',
  fix: 'Make the extent count and the payload agree.',
  check: ({ entryCount, extents }) =>
    finding(
      entryCount <= extents.length,
      'extentCount',
      () => `The list claims ${counted(entryCount, 'extent')} and has ${extents.length}.`,
      entryCount,
      extents.length,
    ),
});

const limitRule: Rule<InitiateInput> = {
  id: '5604.limit',
  says: 'The extents fit the limit',
  section: ADD,
  broken: { kind: 'code', code: 'resourcesExhausted' },
  shows: '{0} + {1} ≤ {2}',
  fix: 'Offer fewer extents, or wait until some are released.',
  check({ profile, ld, entryCount }) {
    const used = usedExtents(profile, ld);
    return finding(
      wrap32(entryCount + used) <= profile.extentLimit,
      'extentCount',
      () => `${entryCount} and ${used} in use are too many.`,
      entryCount,
      used,
      profile.extentLimit,
    );
  },
};

type AddRule = EntryRule<InitiateInput, InitiateExtent, undefined>;

const staysIn64Bits: AddRule = {
  id: '5604.no-wrap',
  says: 'Start and length stay in 64 bits',
  section: 'QEMU',
  broken: {
    kind: 'crash',
    why: 'Start + length leaves 64 bits: an assertion of QEMU fails and it aborts.',
  },
  shows: '{0}',
  fix: 'Keep the extent inside a region.',
  check: (_input, { start, length }, index) =>
    leaves64Bits(start, length)
      ? broken(`extents[${index}].length`, `${hex(start)} + ${hex(length)} wraps.`, start)
      : held(start),
};

const notPending = (facts: Omit<AddRule, 'check' | 'shows'>): AddRule => ({
  ...facts,
  shows: '{0}',
  check({ ld }, { start, length }, index) {
    const other = firstPending(ld, Number(start), Number(start + length));
    return other === undefined
      ? held('clear')
      : broken(
          `extents[${index}].start`,
          `It overlaps e${other.id}, which waits for the host’s answer.`,
          `e${other.id}`,
        );
  },
});

const notOffered = notPending({
  id: '5604.not-pending',
  says: 'None of it is on offer',
  section: ADD,
  broken: { kind: 'code', code: 'invalidExtentList' },
  fix: 'Wait for the host’s answer to the first offer.',
});

const notOfferedUnlessForced = notPending({
  id: '5605.not-pending',
  says: 'None of it is on offer, unless forced',
  section: RELEASE,
  broken: { kind: 'code', code: 'invalidPhysicalAddress' },
  fix: 'Wait until the host has accepted it.',
});

/** The first accepted extent of a range. Nothing at DPA 0 is everything to QEMU. */
function acceptedIn({ accepted }: Ld, start: bigint, length: bigint): ListedExtent | undefined {
  if (length > 0n) return firstIn(accepted, Number(start), Number(start + length));
  return start === 0n ? extentsFrom(accepted, 0, 1)[0] : undefined;
}

const notAccepted: AddRule = {
  id: '5604.not-accepted',
  says: 'None of it is accepted already',
  section: ADD,
  broken: { kind: 'code', code: 'invalidExtentList' },
  shows: '{0}',
  fix: 'Add capacity that is free.',
  check({ ld }, { start, length }, index) {
    const other = acceptedIn(ld, start, length);
    return other === undefined
      ? held('clear')
      : broken(
          `extents[${index}].start`,
          `It overlaps e${other.id}, which is accepted.`,
          `e${other.id}`,
        );
  },
};

const namesExtents = once<InitiateInput>({
  id: '5604.not-empty',
  says: 'The request names extents',
  section: 'QEMU',
  broken: {
    kind: 'crash',
    why: 'A request without extents makes QEMU queue a group that is a null pointer: it dies of SIGSEGV.',
  },
  shows: '{0}',
  fix: 'Name at least one extent.',
  check: ({ entryCount }) =>
    finding(entryCount > 0, 'extentCount', () => 'No extent is named.', entryCount),
});

/** The ladder of 5604h Initiate Dynamic Capacity Add. */
export const initiateAddLadder: readonly Rung<InitiateInput>[] = [
  policyRule('5604', ADD, PRESCRIPTIVE_ADD, (policy) => policy),
  once(limitRule),
  once(countHolds('5604', ADD)),
  each<InitiateInput, InitiateExtent, undefined>({
    of: ({ extents }) => extents,
    start: () => undefined,
    rules: [staysIn64Bits, notOffered, notAccepted],
    next: () => undefined,
  }),
  wellFormed('5604', ADD),
  namesExtents,
];

const clearOfOffers = each<InitiateInput, InitiateExtent, undefined>({
  of: ({ extents, policy }) => ((policy & FORCED) === 0 ? extents : []),
  start: () => undefined,
  rules: [notOfferedUnlessForced],
  next: () => undefined,
});

/** The ladder of 5605h Initiate Dynamic Capacity Release. */
export const initiateReleaseLadder: readonly Rung<InitiateInput>[] = [
  policyRule('5605', RELEASE, PRESCRIPTIVE_RELEASE, (policy) => policy & 0x0f),
  once(countHolds('5605', RELEASE)),
  wellFormed('5605', RELEASE),
  clearOfOffers,
  releasable('5605', RELEASE),
];
