import { allSet } from '../persistent/block-map';
import { firstPending } from '../device/pending';
import { blocksOf, type Region } from '../device/device-state';
import { endOf, type Extent } from '../extent';
import { firstIn } from '../device/extent-list';
import { remainder, wraps } from '../device/find-region';
import { emptyRanges, withRange, rangesIn, type RangeMap } from '../persistent/range-map';
import type { DcExtentArgument } from '../qmp-schema/schema';
import { counted, hex, iec, wrap64 } from '../units';
import { error, QEMU, type QmpInput } from './qmp-input';
import { broken, each, held, type EntryRule, type Finding, type Rung } from './rule';

type Seen = RangeMap<true>;
export type ExtentRule = EntryRule<QmpInput, DcExtentArgument, Seen>;

const regionOf = ({ ld, args }: QmpInput): Region | undefined => ld.regions[args.region];

/** The DPAs an argument names; right only after the rules about the region have held. */
export const inBytes = (
  input: QmpInput,
  { offset, length }: DcExtentArgument,
): { start: number; length: number } => ({
  start: (regionOf(input)?.base ?? 0) + Number(offset),
  length: Number(length),
});

const notEmpty = (prefix: string): ExtentRule => ({
  id: `${prefix}.not-zero`,
  says: 'No extent is empty',
  section: QEMU,
  broken: error('extent with 0 length is not allowed'),
  shows: '{0}',
  fix: 'Give a length of at least one block.',
  check: (_input, { length }, index) =>
    length > 0n ? held(length) : broken(`extents[${index}].len`, 'Its length is 0.', length),
});

const aligned = (prefix: string): ExtentRule => ({
  id: `${prefix}.aligned`,
  says: 'Offset and length are whole blocks',
  section: QEMU,
  broken: error('dpa or len is not aligned to region block size'),
  shows: '{0} + {1}',
  fix: 'Align offset and len to the block size of the region.',
  check(input, { offset, length }, index) {
    const block = regionOf(input)?.blockSize ?? 1;
    const aligned = remainder(offset, block) === 0;
    if (aligned && remainder(length, block) === 0) return held(offset, length);
    const wrong = aligned ? 'len' : 'offset';
    const because = `The ${wrong} is not a multiple of ${iec(block)}.`;
    return broken(`extents[${index}].${wrong}`, because, offset, length);
  },
});

const insideRegion = (prefix: string): ExtentRule => ({
  id: `${prefix}.inside-region`,
  says: 'The extent ends inside the region',
  section: QEMU,
  broken: error('extent range is beyond the region end'),
  shows: '{0} ≤ {1}',
  fix: 'Offsets count from the start of the region; keep offset + len within its length.',
  check(input, { offset, length }, index) {
    const end = wrap64(offset + length);
    const limit = BigInt(regionOf(input)?.length ?? 0);
    if (end <= limit) return held(end, limit);
    const because = `It ends ${iec(Number(end - limit))} past the region.`;
    return broken(`extents[${index}].offset`, because, end, limit);
  },
});

export const startsInside = (prefix: string): ExtentRule => ({
  id: `${prefix}.starts-inside`,
  says: 'The extent starts inside the region',
  section: QEMU,
  broken: {
    kind: 'crash',
    why: 'Offset + len leaves 64 bits and comes out small, so QEMU’s range check passes; it then reads its block bitmap far out of bounds and dies of SIGSEGV.',
  },
  shows: '{0} < {1}',
  fix: 'Keep the offset below the region length.',
  check(input, { offset, length }, index) {
    const limit = BigInt(regionOf(input)?.length ?? 0);
    if (offset < limit) return held(hex(offset), hex(limit));
    const because = `${hex(offset)} + ${hex(length)} wraps to ${hex(wrap64(offset + length))}.`;
    return broken(`extents[${index}].offset`, because, hex(offset), hex(limit));
  },
});

export const namedOnce = (prefix: string): ExtentRule => ({
  id: `${prefix}.once`,
  says: 'No extent overlaps an earlier one of the request',
  section: QEMU,
  broken: error('duplicate or overlapped extents are detected'),
  shows: '{0}',
  fix: 'Name each block once.',
  check(input, argument, index, seen) {
    if (wraps(argument.offset, argument.length)) {
      const because =
        'Offset + len leaves 64 bits. QEMU then reads past its bitmap; it was seen to answer this.';
      return broken(`extents[${index}].len`, because, 'wraps');
    }
    const range = inBytes(input, argument);
    const twice = rangesIn(seen, range.start, endOf(range))[0];
    if (twice === undefined) return held('once');
    const because = `It overlaps an earlier extent at ${hex(twice.start)}.`;
    return broken(`extents[${index}].offset`, because, hex(range.start));
  },
});

const clearOf = (index: number, other: Extent | undefined, says: string): Finding =>
  other === undefined
    ? held('clear')
    : broken(`extents[${index}].offset`, `It overlaps e${other.id}, ${says}.`, `e${other.id}`);

export const notAccepted: ExtentRule = {
  id: 'qmp-add.not-accepted',
  says: 'None of it is accepted already',
  section: QEMU,
  broken: error('cannot add DPA already accessible to the same LD'),
  shows: '{0}',
  fix: 'Add capacity that is free, or wait until the host has released it.',
  check(input, argument, index) {
    const range = inBytes(input, argument);
    return clearOf(
      index,
      firstIn(input.ld.accepted, range.start, endOf(range)),
      'which is accepted',
    );
  },
};

export const notPending = (prefix: string, desc: string, fix: string): ExtentRule => ({
  id: `${prefix}.not-pending`,
  says: 'None of it is on offer',
  section: QEMU,
  broken: error(desc),
  shows: '{0}',
  fix,
  check(input, argument, index) {
    const range = inBytes(input, argument);
    return clearOf(
      index,
      firstPending(input.ld, range.start, endOf(range)),
      'which waits for the host’s answer',
    );
  },
});

export const backed: ExtentRule = {
  id: 'qmp-release.backed',
  says: 'Every block is accepted',
  section: QEMU,
  broken: error('cannot release extent with non-existing DPA range'),
  shows: '{0}',
  fix: 'Ask back only capacity that the host has accepted.',
  check(input, argument, index) {
    const region = regionOf(input);
    const bitmap = input.ld.bitmaps[input.args.region];
    if (region === undefined || bitmap === undefined) return held();
    const range = inBytes(input, argument);
    const run = blocksOf(region, range);
    if (allSet(bitmap, run)) return held(`${counted(run.count, 'bit')} set`);
    const because = 'Not every block of it is accepted.';
    return broken(`extents[${index}].offset`, because, hex(range.start));
  },
};

/** The rules, tried on each extent of the request in turn. */
export const eachExtent = (rules: readonly ExtentRule[]): Rung<QmpInput> =>
  each<QmpInput, DcExtentArgument, Seen>({
    of: ({ args }) => args.extents,
    start: () => emptyRanges(),
    rules,
    next(seen, argument, input) {
      const range = inBytes(input, argument);
      return withRange(seen, range.start, endOf(range), true);
    },
  });

/** What the 2023 series asks of every extent first. */
export const shapeV3 = (prefix: string): readonly ExtentRule[] => [
  notEmpty(prefix),
  aligned(prefix),
  insideRegion(prefix),
];

/** What every extent of either request must be. */
export const shape = (prefix: string): readonly ExtentRule[] => [
  notEmpty(prefix),
  aligned(prefix),
  insideRegion(prefix),
  startsInside(prefix),
  namedOnce(prefix),
];
