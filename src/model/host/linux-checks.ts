import { endOf } from '../device/extent';
import { hex, MiB } from '../units';
import type { HostState, SeenRecord } from './host-state';
import type { Decision, HostSees } from './twin';

/** Linux maps device memory for DAX in pages of this size. */
const PMD = 2 * MiB;

interface Check {
  readonly rule: string;
  /** Why the extent fails, or nothing. */
  readonly fails: (record: SeenRecord, host: HostState, sees: HostSees) => string | undefined;
}

const inside = (
  record: SeenRecord,
  range: { start: number; length: number } | undefined,
): boolean => range !== undefined && record.start >= range.start && endOf(record) <= endOf(range);

/** The checks Linux DCD v11 makes on an offered extent, in its order: host table rows A2 to A15. */
const checks: readonly Check[] = [
  {
    rule: 'A2',
    fails: ({ length }) => (length > 0 ? undefined : 'its length is zero'),
  },
  {
    rule: 'A3',
    fails: (record, _host, { partition }) =>
      inside(record, partition) ? undefined : 'it is not inside region 0, the only one Linux uses',
  },
  {
    rule: 'A4',
    fails: ({ start }, { decoder }) =>
      start >= decoder.start && start < endOf(decoder) ? undefined : 'no CXL region maps its start',
  },
  {
    rule: 'A6',
    fails: (record, { decoder }) =>
      inside(record, decoder)
        ? undefined
        : `it is not fully in the host’s decoder, which ends at ${hex(endOf(decoder))}`,
  },
  {
    rule: 'A8',
    fails: ({ sharedSeq }) =>
      sharedSeq === 0
        ? undefined
        : `it has shared extent sequence ${sharedSeq}, and the region is not sharable`,
  },
  {
    rule: 'A13',
    fails: ({ start, length }) =>
      start % PMD === 0 && length % PMD === 0 ? undefined : 'it is not aligned to 2 MiB',
  },
  {
    rule: 'A14',
    fails: (record, { extents }) =>
      extents.some((extent) => inside(record, extent)) ? 'the host has it already' : undefined,
  },
  {
    rule: 'A15',
    fails: (record, { extents }) =>
      extents.some((extent) => extent.start < endOf(record) && endOf(extent) > record.start)
        ? 'it overlaps an extent the host has'
        : undefined,
  },
];

/** What Linux DCD v11 decides about one untagged extent of a closed chain. */
export function judged(record: SeenRecord, host: HostState, sees: HostSees): Decision {
  for (const { rule, fails } of checks) {
    const because = fails(record, host, sees);
    if (because !== undefined) return { extent: record.extent, verdict: 'refuses', because, rule };
  }
  return {
    extent: record.extent,
    verdict: 'accepts',
    because: 'inside the host’s decoder',
    rule: 'A2–A15',
  };
}
