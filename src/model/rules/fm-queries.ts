import { allSet, type BlockMap } from '../persistent/block-map';
import { MAX_REGIONS } from '../device/config';
import type { Ld } from '../device/device-state';
import { counted, hex } from '../units';
import { regionExists } from './dc-queries';
import { finding, once, type Rung } from './rule';

/** What the rules of 5602h look at. */
export interface SetRegionInput {
  readonly ld: Ld;
  readonly region: number;
  readonly blockSize: bigint;
  readonly flags: number;
}

const SET = '7.6.7.6.3';
const isEmpty = (map: BlockMap): boolean =>
  !Array.from({ length: map.blocks }, (_, first) => allSet(map, { first, count: 1 })).includes(
    true,
  );

/** The ladder of 5602h Set DC Region Configuration. */
export const setRegionLadder: readonly Rung<SetRegionInput>[] = [
  once<SetRegionInput>({
    id: '5602.flags',
    says: 'Sanitize on release stays as it is',
    section: SET,
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0}',
    fix: 'Leave bit 0 of the flags clear; QEMU cannot change it.',
    check: ({ flags }) =>
      finding(flags % 2 === 0, 'flags', () => 'QEMU cannot sanitize on release.', flags),
  }),
  once<SetRegionInput>({
    id: '5602.region',
    says: 'The region is one of eight',
    section: SET,
    broken: { kind: 'code', code: 'unsupported' },
    shows: `{0} < ${MAX_REGIONS}`,
    fix: 'Regions count from 0 to 7.',
    check: ({ region }) =>
      finding(region < MAX_REGIONS, 'region', () => `There is no region ${region}.`, region),
  }),
  once<SetRegionInput>({
    id: '5602.region-used',
    says: 'The region is in use',
    section: 'QEMU',
    broken: {
      kind: 'crash',
      why: 'The region has no block size, and QEMU divides by it: it dies of SIGFPE.',
    },
    shows: '{0} < {1}',
    fix: 'Name a region the device has.',
    check: ({ ld, region }) =>
      finding(
        region < ld.regions.length,
        'region',
        () => `The device has ${counted(ld.regions.length, 'region')}.`,
        region,
        ld.regions.length,
      ),
  }),
  once<SetRegionInput>({
    id: '5602.empty',
    says: 'No block of the region is accepted',
    section: SET,
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0}',
    fix: 'Have the host release the region’s capacity first.',
    check({ ld, region }) {
      const map = ld.bitmaps[region];
      return finding(
        map === undefined || isEmpty(map),
        'region',
        () => 'Part of it is accepted.',
        `r${region}`,
      );
    },
  }),
  once<SetRegionInput>({
    id: '5602.block-size',
    says: 'The block size is one the region supports',
    section: SET,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'Send the block size that the region has: QEMU cannot change it.',
    check: ({ ld, region, blockSize }) =>
      finding(
        blockSize === BigInt(ld.regions[region]?.blockSize ?? 0),
        'blockSize',
        () => `${hex(blockSize)} is not supported.`,
        blockSize,
      ),
  }),
];

/** The ladder of 5601h Get Host DC Region Configuration. */
export const hostRegionsLadder = [regionExists('5601', '7.6.7.6.2')];

/** What the rules of 5603h look at. */
export interface ListsInput {
  readonly host: number;
  readonly startingIndex: number;
  readonly accepted: number;
}

/** The ladder of 5603h Get DC Region Extent Lists. */
export const extentListsLadder: readonly Rung<ListsInput>[] = [
  once<ListsInput>({
    id: '5603.host',
    says: 'The host is host 0',
    section: '7.6.7.6.4',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'QEMU has host 0 only.',
    check: ({ host }) => finding(host === 0, 'host', () => `There is no host ${host}.`, host),
  }),
  once<ListsInput>({
    id: '5603.starts-in-list',
    says: 'The starting index is in the list or just past it',
    section: '7.6.7.6.4',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ {1}',
    fix: 'Start at most at the number of accepted extents.',
    check: ({ startingIndex, accepted }) =>
      finding(
        startingIndex <= accepted,
        'startingIndex',
        () => `Index ${startingIndex} is past the list.`,
        startingIndex,
        accepted,
      ),
  }),
];
