import { NO_TAG } from '../layouts/dc-extent';
import { iec } from '../units';
import { did, failed, meaningless, type DeedResult, type Refusal } from './deed';
import { hostWith, type DaxDevice, type HostExtent, type HostState } from './host-state';
import { count, isTagged, uuidOf } from './lines';
import { bytesIn, freeIn, inUse, sizeProblem, taken } from './dax-space';
import type { Partition } from './twin';

/** What a user names to claim capacity. */
export interface Claim {
  readonly region: number;
  readonly of: string;
  readonly size?: number;
}

const CREATE = 'daxctl create-device';

/** A new dax device of unclaimed capacity. */
export function claim(
  host: HostState,
  wanted: Claim,
  {
    claims,
    partitions,
  }: { readonly claims: 'byTag' | 'bySize'; readonly partitions: readonly Partition[] },
): DeedResult {
  const problem = regionProblem(host, wanted.region);
  if (problem !== undefined) return problem;
  return claims === 'bySize'
    ? claimBySize(host, wanted)
    : claimByTag(host, wanted, partitions[0]?.sharable === true);
}

const CANNOT = 'The capacity cannot be claimed.';

function regionProblem({ regions, driver }: HostState, region: number): Refusal | undefined {
  const home = regions.find(({ id }) => id === region);
  if (home === undefined) {
    return meaningless(CANNOT, `The host has no region${region}.`, 'Create a region first.');
  }
  if (driver && home.phase !== 'closing') return undefined;
  return failed(CREATE, 'ENXIO', {
    what: CANNOT,
    why: driver ? `region${region} is being destroyed` : 'the dax driver is not loaded',
    fix: driver ? 'Create a region first.' : 'Load the driver first.',
  });
}

/** Series v10 and later: whole extents, chosen by tag; `0` is one that has none. */
function claimByTag(host: HostState, { region, of, size }: Claim, sharable: boolean): DeedResult {
  if (of === '' || size !== undefined) {
    return failed(CREATE, size === undefined ? 'EOPNOTSUPP' : 'EINVAL', {
      what: CANNOT,
      why: 'this series claims whole extents by their tag and gives no size',
      fix: 'Name a tag, or 0 for one extent that has none.',
    });
  }
  const tag = of === '0' ? NO_TAG : of.replaceAll('-', '').toLowerCase();
  const meant = host.extents.filter((extent) => extent.region === region && extent.tag === tag);
  if (meant.length === 0) return noneOf(region, tag);
  const used = inUse(host, meant);
  const free = meant.filter((extent) => !used.has(extent));
  if (tag === NO_TAG) {
    return free.length === 0
      ? claimedAlready
      : withDevice(host, { region, tag, ranges: free.slice(0, 1) }, '1 extent');
  }
  if (used.size > 0) return claimedAlready;
  return claimGroup(host, { region, tag, ranges: sharable ? bySequence(meant) : meant });
}

const noneOf = (region: number, tag: string): Refusal =>
  failed(CREATE, 'ENOENT', {
    what: CANNOT,
    why: `region${region} holds no extent ${tag === NO_TAG ? 'without a tag' : `with tag ${uuidOf(tag)}`}`,
    fix: 'Choose a tag of an extent that the host shows.',
  });

const claimedAlready = failed(CREATE, 'EBUSY', {
  what: CANNOT,
  why: 'it is claimed already',
  fix: 'Destroy the dax device that holds it first.',
});

/** The first number that a tag's extents lack, where they are numbered; each stands at its place. */
export function missingNumber(
  extents: readonly Pick<HostExtent, 'sharedSeq'>[],
): number | undefined {
  const gap = extents.findIndex(({ sharedSeq }, i) => sharedSeq !== i);
  return gap === -1 || extents.every(({ sharedSeq }) => sharedSeq === 0) ? undefined : gap;
}

export const bySequence = (extents: readonly HostExtent[]): readonly HostExtent[] =>
  extents.toSorted((a, b) => a.sharedSeq - b.sharedSeq);

/** All extents of a tag; where they are numbered, no number may be missing. */
function claimGroup(
  host: HostState,
  wanted: Pick<DaxDevice, 'region' | 'tag'> & { readonly ranges: readonly HostExtent[] },
): DeedResult {
  const { ranges } = wanted;
  const gap = missingNumber(ranges);
  if (gap === undefined) return withDevice(host, wanted, count(ranges.length, 'extent'));
  return failed(CREATE, 'EINVAL', {
    what: CANNOT,
    why: `the extents of its tag are not numbered without a gap: ${gap} is missing`,
    fix: 'Nothing can be done on this host: release the tag and offer it whole.',
  });
}

/** Series up to v9: as many bytes as wanted, wherever they are free. */
function claimBySize(host: HostState, { region, of, size }: Claim): DeedResult {
  if (of !== '') {
    return failed(CREATE, 'EINVAL', {
      what: CANNOT,
      why: 'this series knows no tags',
      fix: 'Name no tag; a size may be given.',
    });
  }
  const free = freeIn(host, region);
  const wanted = size ?? bytesIn(free);
  const problem = sizeProblem(CREATE, wanted, bytesIn(free));
  if (problem !== undefined) return problem;
  return withDevice(host, { region, tag: NO_TAG, ranges: taken(free, wanted) }, iec(wanted));
}

function withDevice(
  host: HostState,
  { region, tag, ranges }: Pick<DaxDevice, 'region' | 'tag' | 'ranges'>,
  what: string,
): DeedResult {
  const dax: DaxDevice = {
    id: `dax${region}.${host.nextDax}`,
    region,
    tag,
    ranges: ranges.map(({ start, length }) => ({ start, length })),
    mode: 'devdax',
    blockSize: 0,
  };
  const why = isTagged({ tag })
    ? `All extents with tag ${uuidOf(tag)} become one device, in the order in which they came or are numbered.`
    : 'Capacity can be used once a dax device holds it.';
  return did(
    hostWith(host, { daxDevices: [...host.daxDevices, dax], nextDax: host.nextDax + 1 }),
    `claims ${what} as ${dax.id}`,
    why,
  );
}
