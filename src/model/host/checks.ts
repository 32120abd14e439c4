import { endOf } from '../extent';
import { rangesIn, type RangeMap } from '../persistent/range-map';
import { hex, iec, MiB } from '../units';
import {
  regionAt,
  type HostExtent,
  type HostRegion,
  type HostState,
  type Placed,
  type Range,
  type SeenExtent,
} from './host-state';
import { isTagged, uuidOf } from './lines';
import { say, type Log } from './log';
import type { CheckId, GateId, Series } from './series';
import type { HostSees, Partition } from './twin';

/** Linux maps device memory for DAX in pages of this size. */
export const PMD = 2 * MiB;

/** What a check may look at. */
export interface CheckInput {
  readonly host: HostState;
  readonly sees: HostSees;
  readonly series: Series;
  /** What the host has, with the extents of this answer that were taken before. */
  readonly held: RangeMap<HostExtent | Placed>;
  /** Tags of what the host has. */
  readonly tags: ReadonlySet<string>;
  /** Linux found the first of the group in a sharable region. */
  readonly sharable: boolean;
  /** The extents come from a scan, and its region takes them before it takes offers. */
  readonly recovered: boolean;
  readonly log: Log;
}

/** Each looks at one thing, prints what Linux prints there, and says for the page why it fails. */
type Check = (extent: SeenExtent, looked: CheckInput) => string | undefined;
type Gate = (group: readonly SeenExtent[], looked: CheckInput) => string | undefined;

export const inside = (range: Range, outer: Range | undefined): boolean =>
  outer !== undefined && range.start >= outer.start && endOf(range) <= endOf(outer);

/** Extents that share a byte with a range. */
export const touched = <E>(held: RangeMap<E>, range: Range): readonly E[] =>
  rangesIn(held, range.start, endOf(range)).map(({ value }) => value);

/** Extents of the region that maps this one that share a byte with it. Those at home elsewhere are not looked at. */
function neighbours(extent: SeenExtent, { host, held, series }: CheckInput): readonly Range[] {
  const found = touched(held, extent);
  if (!series.groups) return found;
  const home = regionAt(host, extent.start)?.id;
  return found.filter(({ region, mappedBy }) => region === home && mappedBy === home);
}

/** The one region of the device that Linux uses, if it holds the whole extent; told in the kernel's log. */
function partitionOf(extent: SeenExtent, { sees, series, log }: CheckInput): Partition | undefined {
  const [partition] = sees.partitions;
  const { tag } = extent;
  // The last byte of nothing at address 0 is the very last there is, so its length is no longer looked at.
  if (series.groups && extent.length === 0 && extent.start > 0) {
    say(log, 'extentInvalidLength', { range: extent, tag });
    return undefined;
  }
  // The last byte of no bytes at 0 is the last there is.
  if (partition !== undefined && endOf(extent) > 0 && inside(extent, partition)) {
    say(log, 'extentInPartition', { range: extent, partition, tag });
    return partition;
  }
  say(log, 'extentOutsidePartition', { range: extent, tag });
  return undefined;
}

/** Whether the group of an extent may be shared, which Linux looks up for the first of it before all else. */
export const isSharable = (first: SeenExtent, looked: CheckInput): boolean =>
  partitionOf(first, looked)?.sharable === true;

/** What each row looks at. */
const checks: Readonly<Record<CheckId, Check>> = {
  A2: (extent, looked) => {
    if (extent.length > 0 || extent.start === 0) return undefined;
    partitionOf(extent, looked);
    return 'its length is zero';
  },
  A3: (extent, looked) =>
    partitionOf(extent, looked) === undefined
      ? 'it is not inside region 0, the only one Linux uses'
      : undefined,
  A4: ({ start }, { host, log }) => {
    const region = regionAt(host, start);
    if (region !== undefined) {
      say(log, 'dpaInRegion', { dpa: start, region: region.id, decoder: region.decoder });
      return undefined;
    }
    const reserved = reservedAt(host, start);
    if (reserved !== undefined) {
      const { decoder } = reserved;
      say(log, 'dpaInEndpoint', { dpa: start, endpoint: decoder, decoder });
    }
    return 'no CXL region maps its start';
  },
  A5: ({ start }, { host }) =>
    regionAt(host, start)?.phase === 'closing'
      ? 'its CXL region is being taken away and has no dax region any more'
      : undefined,
  A6: (extent, { host, log }) => {
    const region = regionAt(host, extent.start);
    if (region === undefined) return undefined;
    const told = { range: extent, tag: extent.tag, mapped: region, decoder: region.decoder };
    say(log, 'decoderChecked', told);
    if (inside(extent, region)) return undefined;
    say(log, 'extentOutsideDecoder', told);
    return `it is not fully in the host’s decoder, which ends at ${hex(endOf(region))}`;
  },
  A7: (extent, { log }) => {
    if (!isTagged(extent)) return undefined;
    say(log, 'tagsUnsupported', { range: extent, tag: extent.tag });
    return 'it has a tag, and this series supports none';
  },
  A8: (extent, { series, sees, log }) => {
    const { sharedSeq, tag } = extent;
    if (sharedSeq === 0 || (series.groups && sees.partitions[0]?.sharable === true))
      return undefined;
    say(log, 'extentNumbered', { range: extent, tag, sequence: sharedSeq });
    say(log, 'cannotBeShared', { range: extent, tag });
    return `it has shared extent sequence ${sharedSeq}, and the region is not sharable`;
  },
  A9: (extent, { sees, log }) => {
    if (sees.partitions[0]?.sharable !== true || isTagged(extent)) return undefined;
    say(log, 'extentUntagged', { range: extent });
    return 'the region is sharable, and it has no tag';
  },
  A14: (extent, looked) => {
    if (!neighbours(extent, looked).some((has) => inside(extent, has))) return undefined;
    const decoder = regionAt(looked.host, extent.start)?.decoder ?? 0;
    say(looked.log, 'acceptAgain', { range: extent, decoder });
    return 'the host has it already';
  },
  A15: (extent, looked) =>
    neighbours(extent, looked).length > 0 ? 'it overlaps an extent the host has' : undefined,
  A18: ({ start }, { host, recovered }) => {
    const region = regionAt(host, start);
    if (recovered || region === undefined || region.listed) return undefined;
    return region.phase === 'scanning'
      ? 'the host still asks for the extents that its region has already'
      : 'the host has not asked for the extents of before: the dax driver of its region is not bound';
  },
};

/** A decoder that has capacity and maps nothing: its region could not be made. */
const reservedAt = ({ regions }: HostState, dpa: number): HostRegion | undefined =>
  regions.find(
    (region) => region.phase === 'unmapped' && inside({ start: dpa, length: 1 }, region),
  );

const gates: Readonly<Record<GateId, Gate>> = {
  A10: (group, { sharable, log }) => {
    const expected = group.findIndex(({ sharedSeq }, i) => sharedSeq !== i);
    const odd = group[expected];
    if (!sharable || odd === undefined) return undefined;
    const { tag, sharedSeq } = odd;
    say(log, 'tagNotDense', { tag, expected, found: sharedSeq });
    return `its shared extent sequence should be ${expected} and is ${sharedSeq}: a group must be numbered 0 to ${group.length - 1}`;
  },
  A11: ([first], { tags, log }) => {
    if (first === undefined || !isTagged(first) || !tags.has(first.tag)) return undefined;
    say(log, 'tagCommitted', { tag: first.tag });
    return `the host has capacity with tag ${uuidOf(first.tag)} already`;
  },
  A12: (group, looked) => {
    if (!group.every(isTagged)) return undefined;
    const outside = group.find((extent) => partitionOf(extent, looked) === undefined);
    return outside && 'an extent of its tag is not inside region 0, the only one Linux uses';
  },
  A13: (group, { log }) => {
    const odd = group.find(({ start, length }) => start % PMD !== 0 || length % PMD !== 0);
    if (odd === undefined) return undefined;
    const { tag, start, length } = odd;
    say(log, 'groupMisaligned', { tag, dpa: start, length, alignment: PMD });
    return `${group.length === 1 ? 'it' : `e${odd.extent} of its group`} is not aligned to ${iec(PMD)}`;
  },
};

/** A row that fails, and why. */
export interface Failed<Rule> {
  readonly rule: Rule;
  readonly because: string;
}

/** The first row of a list that an extent fails. */
export function failedCheck(extent: SeenExtent, looked: CheckInput): Failed<CheckId> | undefined {
  for (const rule of looked.series.checks) {
    const because = checks[rule](extent, looked);
    if (because !== undefined) return { rule, because };
  }
  return undefined;
}

/** The first row of a list that a group fails. */
export function failedGate(
  group: readonly SeenExtent[],
  looked: CheckInput,
): Failed<GateId> | undefined {
  for (const rule of looked.series.gates) {
    const because = gates[rule](group, looked);
    if (because !== undefined) return { rule, because };
  }
  return undefined;
}
