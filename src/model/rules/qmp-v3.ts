import { inOrder } from '../device/extent-list';
import { emptyRanges, painted, rangesIn, type RangeMap } from '../device/range-map';
import type { DcExtentArgument } from '../qmp/schema';
import { hex } from '../units';
import { eachExtent, inBytes, shapeV3 } from './qmp-extents';
import { error, QEMU, type QmpInput } from './qmp-input';
import { qmpAddRungs, qmpReleaseRungs, resolves } from './qmp';
import { each, finding, once, type EntryRule } from './rule';

type Seen = RangeMap<true>;

const namesExtents = once<QmpInput>({
  id: 'v3.qmp.not-empty',
  says: 'The request names extents',
  section: QEMU,
  broken: error('No extents found in the command'),
  shows: '{0} extents',
  fix: 'Name at least one extent.',
  check: ({ args }) =>
    finding(args.extents.length > 0, 'extents', () => 'The list is empty.', args.extents.length),
});

type SeenRule = EntryRule<QmpInput, DcExtentArgument, Seen>;

const exactExtent: SeenRule = {
  id: 'v3.qmp-release.exact',
  says: 'An accepted extent is exactly this range',
  section: QEMU,
  broken: error('No exact extent found in the extent list'),
  shows: '{0}',
  fix: 'Ask back whole accepted extents, one entry each.',
  check(input, argument, index) {
    const { start, length } = inBytes(input, argument);
    const found = inOrder(input.ld.accepted).find((extent) => extent.start === start);
    return finding(
      found?.length === length,
      `extents[${index}].offset`,
      () => `${hex(start)} + ${hex(length)} is no accepted extent.`,
      hex(start),
    );
  },
};

const distinct: SeenRule = {
  id: 'v3.qmp.once',
  says: 'No extent overlaps an earlier one of the request',
  section: QEMU,
  broken: error('duplicate or overlapped extents are detected'),
  shows: '{0}',
  fix: 'Name each block once.',
  check(input, argument, index, seen) {
    const { start, length } = inBytes(input, argument);
    const twice = rangesIn(seen, start, start + length)[0];
    return finding(
      twice === undefined,
      `extents[${index}].offset`,
      () => `It overlaps an earlier extent at ${hex(twice?.start ?? 0)}.`,
      hex(start),
    );
  },
};

const eachSeen = (rules: readonly SeenRule[]): ReturnType<typeof eachExtent> =>
  each<QmpInput, DcExtentArgument, Seen>({
    of: ({ args }) => args.extents,
    start: () => emptyRanges(),
    rules,
    next(seen, argument, input) {
      const { start, length } = inBytes(input, argument);
      return painted(seen, start, start + length, true);
    },
  });

const shaped = eachExtent(shapeV3('v3.qmp'));

const pathV3 = once<QmpInput>({
  id: 'v3.qmp.path',
  says: 'The path names a device',
  section: QEMU,
  broken: error('Unable to resolve path'),
  shows: '{0}',
  fix: 'Use the device’s path, /machine/peripheral/ and its id.',
  check: ({ deviceId, args: { path } }) =>
    finding(resolves(path, deviceId), 'path', () => `The only type 3 device is ${deviceId}.`, path),
});

/** The rungs of both commands, with those of the 2023 series beside today's; the profile names its own. */
export const addRungs = {
  ...qmpAddRungs,
  pathV3,
  shaped,
  namesExtents,
  distinct: eachSeen([distinct]),
};
export const releaseRungs = {
  ...qmpReleaseRungs,
  pathV3,
  shaped,
  namesExtents,
  exact: eachSeen([exactExtent, distinct]),
};
