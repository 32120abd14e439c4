import { holds, type Ld } from '../device/device-state';
import { endOf } from '../extent';
import { blocksIn, findRegion, remainder, wraps } from '../device/find-region';
import type { Profile } from '../device/profiles/profile';
import { emptyRanges, withRange, rangesIn, type RangeMap } from '../persistent/range-map';
import { RESPONSE_ENTRY, RESPONSE_HEAD, type UpdatedExtent } from '../layouts/dc-response';
import type { ReturnCode } from '../layouts/return-code';
import { counted, hex, iec } from '../units';
import { broken, each, finding, held, once, type EntryRule, type Rung } from './rule';

/** What the rules of 4802h and 4803h look at. */
export interface UpdateInput {
  readonly profile: Profile;
  readonly ld: Ld;
  readonly payloadLength: number;
  readonly entryCount: number;
  readonly entries: readonly UpdatedExtent[];
}

const answers = (code: ReturnCode): { readonly kind: 'code'; readonly code: ReturnCode } => ({
  kind: 'code',
  code,
});

/** The header fits. `set` is the command, `4802` or `4803`. */
export const holdsHeader = (set: string, section: string): Rung<UpdateInput> =>
  once<UpdateInput>({
    id: `${set}.header`,
    says: 'The payload holds the header',
    section,
    broken: answers('invalidPayloadLength'),
    shows: '{0} ≥ {1}',
    fix: `Send at least ${RESPONSE_HEAD} bytes.`,
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= RESPONSE_HEAD,
        'length',
        () =>
          `The payload is ${counted(payloadLength, 'byte')}; its header alone takes ${RESPONSE_HEAD}.`,
        payloadLength,
        RESPONSE_HEAD,
      ),
  });

/** All entries that the header claims are there. */
export const holdsEntries = (set: string, section: string): Rung<UpdateInput> =>
  once<UpdateInput>({
    id: `${set}.entries`,
    says: 'The payload holds every entry',
    section,
    broken: answers('invalidPayloadLength'),
    shows: `{0} ≥ ${RESPONSE_HEAD} + ${RESPONSE_ENTRY} × {1}`,
    fix: 'Make the entry count and the payload length agree.',
    check: ({ payloadLength, entryCount }) =>
      finding(
        payloadLength >= RESPONSE_HEAD + RESPONSE_ENTRY * entryCount,
        'entryCount',
        () =>
          `A list of ${counted(entryCount, 'entry', 'entries')} takes ${RESPONSE_HEAD + RESPONSE_ENTRY * entryCount} bytes; the payload has ${payloadLength}.`,
        payloadLength,
        entryCount,
      ),
  });

type Seen = RangeMap<true>;
export type ShapeRule = EntryRule<UpdateInput, UpdatedExtent, Seen>;

const inOneRegion = (set: string, section: string): ShapeRule => ({
  id: `${set}.one-region`,
  says: 'Each entry lies in one region',
  section,
  broken: answers('invalidPhysicalAddress'),
  shows: '{0}',
  fix: 'Keep each entry inside one region; split it at the region boundary.',
  check({ ld }, { start, length }, index) {
    const region = findRegion(ld.regions, start, length);
    if (region !== undefined) return held(`r${region.index}`);
    const range = `${hex(start)} + ${hex(length)}`;
    const home = ld.regions.find((item) => holds(item, Number(start)));
    return home === undefined
      ? broken(`entries[${index}].start`, `${range} is not inside one region.`, start)
      : broken(
          `entries[${index}].length`,
          `${range} starts in r${home.index} and is not inside it: the region ends at ${hex(endOf({ start: home.base, length: home.length }))}.`,
          range,
        );
  },
});

const wholeBlocks = (set: string, section: string): ShapeRule => ({
  id: `${set}.whole-blocks`,
  says: 'Each entry is whole blocks',
  section,
  broken: answers('invalidExtentList'),
  shows: '{0}',
  fix: 'Align start and length to the block size of the region.',
  check({ ld, profile }, { start, length }, index) {
    const home =
      profile.alignsBy === 'ownRegion' ? findRegion(ld.regions, start, length) : ld.regions[0];
    const { base, blockSize } = home ?? { base: 0, blockSize: 1 };
    const aligned = remainder(start, blockSize) === base % blockSize;
    if (aligned && remainder(length, blockSize) === 0)
      return held(`${blocksIn(length, blockSize)} × ${iec(blockSize)}`);
    const at = aligned ? 'length' : 'start';
    const because = `The ${at} is not a multiple of the ${hex(blockSize)} block size.`;
    return broken(`entries[${index}].${at}`, because, aligned ? hex(length) : hex(start));
  },
});

const namedOnce = (set: string, section: string): ShapeRule => ({
  id: `${set}.once`,
  says: 'No block is named twice',
  section,
  broken: answers('invalidExtentList'),
  shows: '{0}',
  fix: 'Name each block in one entry only.',
  check(_input, { start, length }, index, seen) {
    if (wraps(start, length)) {
      return broken(
        `entries[${index}].length`,
        `${hex(start)} + ${hex(length)} leaves 64 bits. QEMU then reads past its bitmap; it was seen to answer this.`,
        'wraps',
      );
    }
    const from = Number(start);
    const twice = rangesIn(seen, from, from + Number(length))[0];
    if (twice === undefined) return held('once');
    return broken(
      `entries[${index}].start`,
      `Block at ${hex(Math.max(twice.start, from))} is in an earlier entry too.`,
      hex(from),
    );
  },
});

/** Region, alignment, overlap: in this order for the first entry, then for the second, and so on. */
export const wellFormed = (
  set: string,
  section: string,
  inRegion: ShapeRule = inOneRegion(set, section),
): Rung<UpdateInput> =>
  each<UpdateInput, UpdatedExtent, Seen>({
    of: ({ entries }) => entries,
    start: () => emptyRanges(),
    rules: [inRegion, wholeBlocks(set, section), namedOnce(set, section)],
    next: (seen, { start, length }) =>
      withRange(seen, Number(start), Number(start) + Number(length), true),
  });
