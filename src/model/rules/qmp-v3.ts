import { inOrder } from '../device/extent-list';
import { hex } from '../units';
import {
  eachExtent,
  inBytes,
  namedOnce,
  shapeV3,
  startsInside,
  type ExtentRule,
} from './qmp-extents';
import { error, QEMU, type QmpInput } from './qmp-input';
import { above, resolvesUntyped } from '../qmp-schema/paths';
import { finding, once } from './rule';

const namesExtents = once<QmpInput>({
  id: 'v3.qmp.not-empty',
  says: 'The request names extents',
  section: QEMU,
  broken: error('No extents found in the command'),
  shows: 'extents: {0}',
  fix: 'Name at least one extent.',
  check: ({ args }) =>
    finding(args.extents.length > 0, 'extents', () => 'The list is empty.', args.extents.length),
});

const exactExtent: ExtentRule = {
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

/** What the second pass asks of every extent: the series was never run, these are how today's QEMU ends here. */
const placed: readonly ExtentRule[] = [startsInside('v3.qmp'), namedOnce('v3.qmp')];

const shaped = eachExtent(shapeV3('v3.qmp'));

const pathV3 = once<QmpInput>({
  id: 'v3.qmp.path',
  says: 'The path names an object',
  section: QEMU,
  broken: error('Unable to resolve path'),
  shows: '{0}',
  fix: 'Use the device’s path, /machine/peripheral/ and its id.',
  check: ({ deviceId, args: { path } }) =>
    finding(
      resolvesUntyped(path, deviceId) || above.includes(path),
      'path',
      () => `The only type 3 device is ${deviceId}.`,
      path,
    ),
});

const typeV3 = once<QmpInput>({
  id: 'v3.qmp.type',
  says: 'The path names a CXL type 3 device',
  section: QEMU,
  broken: error('Path not point to a valid CXL type3 device'),
  shows: '{0}',
  fix: 'Use the device’s path, /machine/peripheral/ and its id.',
  check: ({ deviceId, args: { path } }) =>
    finding(resolvesUntyped(path, deviceId), 'path', () => 'It names another object.', path),
});

/** Rungs that the 2023 series has beside today's or in their place: of both commands, and of one. */
export const v3Rungs = { pathV3, typeV3, shaped, namesExtents };
export const v3AddRungs = { distinct: eachExtent(placed) };
export const v3ReleaseRungs = { exact: eachExtent([exactExtent, ...placed]) };
