import { endOf } from '../device/extent';
import { rangesIn, type RangeMap } from '../device/range-map';
import { hex, iec, MiB } from '../units';
import {
  regionAt,
  type HostExtent,
  type HostState,
  type Range,
  type SeenExtent,
} from './host-state';
import { isTagged, uuidOf } from './lines';
import type { CheckId, GateId, Series } from './series';
import type { HostSees } from './twin';

/** Linux maps device memory for DAX in pages of this size. */
export const PMD = 2 * MiB;

/** What a check may look at. */
export interface Looked {
  readonly host: HostState;
  readonly sees: HostSees;
  readonly series: Series;
  /** What the host has, with the extents of this answer that were taken before. */
  readonly held: RangeMap<HostExtent | SeenExtent>;
  /** Tags of what the host has. */
  readonly tags: ReadonlySet<string>;
  /** The extents come from the list of the device, not from an offer. */
  readonly recovered: boolean;
}

/** Why a check fails, for the page; and the line it leaves in the kernel's log, if any. */
interface Failure {
  readonly because: string;
  readonly line?: string;
}

type Check = (extent: SeenExtent, looked: Looked) => Failure | undefined;
type Gate = (group: readonly SeenExtent[], looked: Looked) => Failure | undefined;

export const inside = (range: Range, outer: Range | undefined): boolean =>
  outer !== undefined && range.start >= outer.start && endOf(range) <= endOf(outer);

/** Extents that share a byte with a range. */
export const touched = <E>(held: RangeMap<E>, range: Range): readonly E[] =>
  rangesIn(held, range.start, endOf(range)).map(({ value }) => value);

/** What each row looks at. */
const checks: Readonly<Record<CheckId, Check>> = {
  A2: ({ length }) =>
    length > 0
      ? undefined
      : { because: 'its length is zero', line: 'has invalid length (firmware bug)' },
  A3: (extent, { sees }) =>
    inside(extent, sees.partitions[0])
      ? undefined
      : {
          because: 'it is not inside region 0, the only one Linux uses',
          line: 'is not in a valid DC partition',
        },
  A4: ({ start }, { host }) =>
    regionAt(host, start) === undefined ? { because: 'no CXL region maps its start' } : undefined,
  A5: ({ start }, { host }) =>
    regionAt(host, start)?.phase === 'closing'
      ? { because: 'its CXL region is being taken away and has no dax region any more' }
      : undefined,
  A6: (extent, { host }) => {
    const region = regionAt(host, extent.start);
    if (region === undefined || inside(extent, region)) return undefined;
    return {
      because: `it is not fully in the host’s decoder, which ends at ${hex(endOf(region))}`,
      line: 'is not fully in ED',
    };
  },
  A7: (extent) =>
    isTagged(extent)
      ? { because: 'it has a tag, and this series supports none', line: 'tags not supported' }
      : undefined,
  A8: ({ sharedSeq }, { series, sees }) => {
    if (sharedSeq === 0 || (series.shares && sees.partitions[0]?.sharable === true))
      return undefined;
    return {
      because: `it has shared extent sequence ${sharedSeq}, and the region is not sharable`,
      line: series.shares
        ? `non-sharable partition but shared_extn_seq=${sharedSeq} (firmware bug)`
        : 'can not be shared',
    };
  },
  A9: (extent, { sees }) =>
    sees.partitions[0]?.sharable === true && !isTagged(extent)
      ? {
          because: 'the region is sharable, and it has no tag',
          line: 'sharable-partition extent has null tag (firmware bug)',
        }
      : undefined,
  A14: (extent, { held }) =>
    touched(held, extent).some((has) => inside(extent, has))
      ? { because: 'the host has it already', line: 'exists; accept again' }
      : undefined,
  A15: (extent, { held }) =>
    touched(held, extent).length > 0
      ? { because: 'it overlaps an extent the host has' }
      : undefined,
  A18: ({ start }, { host, recovered }) =>
    !recovered && regionAt(host, start)?.phase === 'scanning'
      ? { because: 'the host still asks for the extents that its region has already' }
      : undefined,
};

/** Index of the region of the device that holds a whole extent. */
const partitionOf = (extent: SeenExtent, { sees }: Looked): number =>
  sees.partitions.findIndex((partition) => inside(extent, partition));

const gates: Readonly<Record<GateId, Gate>> = {
  A10: (group, { sees }) => {
    if (sees.partitions[0]?.sharable !== true) return undefined;
    const found = group.map(({ sharedSeq }) => sharedSeq).toSorted((a, b) => a - b);
    const at = found.findIndex((seq, i) => seq !== i);
    if (at === -1) return undefined;
    const got = found[at] ?? 0;
    return {
      because: `its shared extent sequence should be ${at} and is ${got}: a group must be numbered 0 to ${group.length - 1}`,
      line: `shared_extn_seq must be dense 0..n-1: expected ${at} got ${got} (firmware bug)`,
    };
  },
  A11: ([first], { tags }) =>
    first !== undefined && isTagged(first) && tags.has(first.tag)
      ? {
          because: `the host has capacity with tag ${uuidOf(first.tag)} already`,
          line: 'dropping group, tag already committed (firmware/orchestrator bug)',
        }
      : undefined,
  A12: (group, looked) =>
    new Set(group.map((extent) => partitionOf(extent, looked)).filter((at) => at !== -1)).size > 1
      ? {
          because: 'the extents of its tag are not all in one region of the device',
          line: 'extents span DC partitions',
        }
      : undefined,
  A13: (group) => {
    const odd = group.find(({ start, length }) => start % PMD !== 0 || length % PMD !== 0);
    return odd === undefined
      ? undefined
      : {
          because: `${group.length === 1 ? 'it' : `e${odd.extent} of its group`} is not aligned to ${iec(PMD)}`,
          line: `dropping group, extent DPA:0x${odd.start.toString(16)} LEN:0x${odd.length.toString(16)} not 0x${PMD.toString(16)}-aligned`,
        };
  },
};

/** The first row of a list that an extent fails. */
export function failedCheck(
  extent: SeenExtent,
  looked: Looked,
): { readonly rule: CheckId; readonly failure: Failure } | undefined {
  for (const rule of looked.series.checks) {
    const failure = checks[rule](extent, looked);
    if (failure !== undefined) return { rule, failure };
  }
  return undefined;
}

/** The first row of a list that a group fails. */
export function failedGate(
  group: readonly SeenExtent[],
  looked: Looked,
): { readonly rule: GateId; readonly failure: Failure } | undefined {
  for (const rule of looked.series.gates) {
    const failure = gates[rule](group, looked);
    if (failure !== undefined) return { rule, failure };
  }
  return undefined;
}
