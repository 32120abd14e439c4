import { resolves } from '../qmp-schema/paths';
import { backed, eachExtent, notAccepted, notPending, shape } from './qmp-extents';
import { error, QEMU, type QmpInput } from './qmp-input';
import { finding, once, type Rung } from './rule';
import { counted } from '../units';

const prescriptive = (prefix: string, member: string, desc: string): Rung<QmpInput> =>
  once<QmpInput>({
    id: `${prefix}.policy`,
    says: 'The policy is prescriptive',
    section: QEMU,
    broken: error(desc),
    shows: '{0}',
    fix: `Use "${member}": "prescriptive"; QEMU has no other.`,
    check: ({ args }) =>
      finding(
        args.policy === 'prescriptive',
        member,
        () => `QEMU does not do ${args.policy}.`,
        args.policy,
      ),
  });

const notForced = once<QmpInput>({
  id: 'qmp-release.not-forced',
  says: 'The removal is not forced',
  section: QEMU,
  broken: error('Forced removal not supported yet'),
  shows: '{0}',
  fix: 'Leave forced-removal out, or set it to false.',
  check: ({ args }) =>
    finding(
      args.forcedRemoval !== true,
      'forced-removal',
      () => 'QEMU does not take capacity by force.',
      args.forcedRemoval === true ? 'forced' : 'asked',
    ),
});

const pathResolves = (prefix: string): Rung<QmpInput> =>
  once<QmpInput>({
    id: `${prefix}.path`,
    says: 'The path names a CXL type 3 device',
    section: QEMU,
    broken: error('Unable to resolve CXL type 3 device'),
    shows: '{0}',
    fix: 'Use the device’s path, /machine/peripheral/ and its id.',
    check: ({ deviceId, args: { path } }) =>
      finding(
        resolves(path, deviceId),
        'path',
        () => `The only type 3 device is ${deviceId}.`,
        path,
      ),
  });

const dcSupport = (prefix: string): Rung<QmpInput> =>
  once<QmpInput>({
    id: `${prefix}.dc-support`,
    says: 'The device has dynamic capacity',
    section: QEMU,
    broken: error('No dynamic capacity support from the device'),
    shows: 'regions: {0}',
    fix: 'Start the device with num-dc-regions and volatile-dc-memdev.',
    check: ({ ld }) =>
      finding(ld.regions.length > 0, 'path', () => 'It has no regions.', ld.regions.length),
  });

const regionExists = (prefix: string): Rung<QmpInput> =>
  once<QmpInput>({
    id: `${prefix}.region`,
    says: 'The region exists',
    section: QEMU,
    broken: error('region id is too large'),
    shows: '{0} < {1}',
    fix: 'Regions count from 0.',
    check: ({ ld, args: { region } }) =>
      finding(
        region < ld.regions.length,
        'region',
        () => `The device has ${counted(ld.regions.length, 'region')}.`,
        region,
        ld.regions.length,
      ),
  });

const common = (
  prefix: string,
): Readonly<Record<'path' | 'dcSupport' | 'region', Rung<QmpInput>>> => ({
  path: pathResolves(prefix),
  dcSupport: dcSupport(prefix),
  region: regionExists(prefix),
});

/** The rungs of cxl-add-dynamic-capacity. */
export const qmpAddRungs = {
  prescriptive: prescriptive('qmp-add', 'selection-policy', 'Selection policy not supported'),
  ...common('qmp-add'),
  addable: eachExtent([
    ...shape('qmp-add'),
    notAccepted,
    notPending(
      'qmp-add',
      'cannot add DPA again while still pending',
      'Wait for the host’s answer to the first offer.',
    ),
  ]),
};

/** The rungs of cxl-release-dynamic-capacity. */
export const qmpReleaseRungs = {
  notForced,
  prescriptive: prescriptive('qmp-release', 'removal-policy', 'Removal policy not supported'),
  ...common('qmp-release'),
  askable: eachExtent([
    ...shape('qmp-release'),
    notPending(
      'qmp-release',
      'cannot release extent with pending DPA range',
      'Wait until the host has accepted it.',
    ),
    backed,
  ]),
};
