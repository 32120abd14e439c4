import { allSet, bitAt, type BlockMap, type BlockRun } from '../persistent/block-map';
import { blocksOf, usedExtents } from '../device/device-state';
import { endOf } from '../extent';
import { extentsIn } from '../device/extent-list';
import { findRegion } from '../device/find-region';
import {
  rangesIn,
  withoutRange,
  withRange,
  emptyRanges,
  type RangeMap,
} from '../persistent/range-map';
import type { UpdatedExtent } from '../layouts/dc-response';
import { counted, hex } from '../units';
import { broken, brokenSo, each, finding, held, once, type EntryRule, type Rung } from './rule';
import { holdsEntries, holdsHeader, wellFormed, type UpdateInput } from './update-list';

/** CXL r3.1 section of Release Dynamic Capacity. */
const SECTION = '8.2.9.9.9.4';

const namesEntries = once<UpdateInput>({
  id: '4803.not-empty',
  says: 'The list is not empty',
  section: SECTION,
  broken: { kind: 'code', code: 'invalidInput' },
  shows: 'entries: {0}',
  fix: 'Name at least one range to give back.',
  check: ({ entryCount }) =>
    finding(entryCount > 0, 'entryCount', () => 'The release names nothing.', entryCount),
});

/** What the entries before did to the list: how many extents more, and the pieces they left. */
interface Cut {
  readonly growth: number;
  /** Ranges given back so far, so that a later entry sees the pieces and not the old extents. */
  readonly given: RangeMap<true>;
}

type CutRule = EntryRule<UpdateInput, UpdatedExtent, Cut>;

const backed = (set: string, section: string): CutRule => ({
  id: `${set}.backed`,
  says: 'Every block is accepted',
  section,
  broken: { kind: 'code', code: 'invalidPhysicalAddress' },
  shows: '{0}',
  fix: 'Release only capacity that was accepted; offers are refused by 4802h.',
  check({ ld }, { start, length }, index) {
    const region = findRegion(ld.regions, start, length);
    const bitmap = region === undefined ? undefined : ld.bitmaps[region.index];
    if (region === undefined || bitmap === undefined)
      return broken(`entries[${index}].start`, `${hex(start)} is in no region.`, start);
    const run = blocksOf(region, { start: Number(start), length: Number(length) });
    if (allSet(bitmap, run)) return held(`${counted(run.count, 'bit')} set`);
    const gap = firstClear(bitmap, run);
    const because = `Not every block of ${hex(start)} + ${hex(length)} is accepted`;
    return gap === run.first
      ? broken(`entries[${index}].start`, `${because}: its first is not.`, start)
      : brokenSo(
          `Let it end at ${hex(region.base + gap * region.blockSize)} at the latest.`,
          broken(
            `entries[${index}].length`,
            `${because}: what lies from ${hex(region.base + gap * region.blockSize)} on is not.`,
            `${hex(start)} + ${hex(length)}`,
          ),
        );
  },
});

/** The first block of a run whose bit is clear; one is. */
function firstClear(bitmap: BlockMap, { first, count }: BlockRun): number {
  for (let block = first; block < first + count; block += 1)
    if (bitAt(bitmap, block) === 0) return block;
  return first;
}

/** The pieces of accepted extents that are left and touch a range, before any of it is given back. */
function piecesIn(
  input: UpdateInput,
  cut: Cut,
  start: number,
  end: number,
): readonly { start: number; end: number }[] {
  const extents = extentsIn(input.ld.accepted, start, end);
  if (cut.given.size === 0) {
    return extents.map((extent) => ({ start: extent.start, end: endOf(extent) }));
  }
  return extents.flatMap((extent) => {
    let pieces = withRange(emptyRanges<true>(), extent.start, endOf(extent), true);
    for (const gone of rangesIn(cut.given, extent.start, endOf(extent))) {
      pieces = withoutRange(pieces, gone.start, gone.end);
    }
    return rangesIn(pieces, start, end);
  });
}

/**
 * Growth of the list after each extent the entry cuts, in QEMU's order: one extent is removed, then its left
 * and right remnants are added. The limit is looked at after each.
 */
function growths(
  input: UpdateInput,
  cut: Cut,
  { start, length }: UpdatedExtent,
): readonly number[] {
  const from = Number(start);
  const to = from + Number(length);
  if (from === to) return [];
  let growth = cut.growth;
  return piecesIn(input, cut, from, to).map((piece) => {
    growth += Number(piece.start < from) + Number(piece.end > to) - 1;
    return growth;
  });
}

const withinLimit = (set: string, section: string): CutRule => ({
  id: `${set}.limit`,
  says: 'The pieces fit the limit',
  section,
  broken: { kind: 'code', code: 'resourcesExhausted' },
  shows: '{0} ≤ {1}',
  fix: 'Release whole extents first, in an entry before the one that splits.',
  check(input, entry, index, cut) {
    const used = usedExtents(input.profile, input.ld);
    const after = growths(input, cut, entry);
    if (after.length === 0) return held(used + cut.growth, input.profile.extentLimit);
    const most = used + Math.max(...after);
    const { extentLimit } = input.profile;
    if (most <= extentLimit) return held(most, extentLimit);
    const because = `Cutting here leaves ${counted(most, 'extent')}; the limit is ${extentLimit}, looked at after each cut.`;
    return broken(`entries[${index}].start`, because, most, extentLimit);
  },
});

/** The dry run of a release, entry by entry: everything backed, and the pieces that stay fit the limit. */
export const releasable = (set: string, section: string): Rung<UpdateInput> =>
  each<UpdateInput, UpdatedExtent, Cut>({
    of: ({ entries }) => entries,
    start: () => ({ growth: 0, given: emptyRanges() }),
    rules: [backed(set, section), withinLimit(set, section)],
    next: (cut, entry, input) => ({
      growth: growths(input, cut, entry).at(-1) ?? cut.growth,
      given: withRange(
        cut.given,
        Number(entry.start),
        Number(entry.start) + Number(entry.length),
        true,
      ),
    }),
  });

/** The rungs of 4803h; the profile gives their order. */
export const releaseRungs = {
  holdsHeader: holdsHeader('4803', SECTION),
  namesEntries,
  holdsEntries: holdsEntries('4803', SECTION),
  wellFormed: wellFormed('4803', SECTION),
  releasable: releasable('4803', SECTION),
};
