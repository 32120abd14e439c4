import { endOf } from '../device/extent';
import { painted } from '../device/range-map';
import { failedCheck, failedGate, type Looked } from './checks';
import type { HostState, SeenExtent } from './host-state';
import { eventRange, isTagged, kernel } from './lines';
import type { Series } from './series';
import type { Decision, HostLine, HostSees } from './twin';

/** What a host makes of a chain. */
export interface Judgement {
  readonly decisions: readonly Decision[];
  /** What its response names, in the order of the response. */
  readonly names: readonly SeenExtent[];
  /** Those of them that it did not have before. */
  readonly surfaces: readonly SeenExtent[];
  readonly prints: readonly HostLine[];
  /** State of its generator afterwards. */
  readonly random: number;
}

/** Where the extents come from, and who looks. */
export interface Bench {
  readonly host: HostState;
  readonly sees: HostSees;
  readonly series: Series;
  readonly recovered: boolean;
}

/** Extents with one tag in order of their first appearance; each without a tag by itself. */
function groupsOf<E extends SeenExtent>(chain: readonly E[], { tags }: Series): readonly E[][] {
  const groups: E[][] = [];
  const byTag = new Map<string, E[]>();
  for (const extent of chain) {
    const known = tags && isTagged(extent) ? byTag.get(extent.tag) : undefined;
    if (known !== undefined) {
      known.push(extent);
      continue;
    }
    const group = [extent];
    groups.push(group);
    if (isTagged(extent)) byTag.set(extent.tag, group);
  }
  return groups;
}

interface Ruling {
  readonly decision: Decision;
  readonly extent: SeenExtent;
  readonly taken: 'new' | 'again' | 'no';
  readonly line?: string | undefined;
}

/** What Linux makes of extents: each group passes its gates or is dropped, then each extent its own checks. */
export function judged(chain: readonly SeenExtent[], bench: Bench): Judgement {
  const rulings: Ruling[] = [];
  const tags = new Set(bench.host.extents.map(({ tag }) => tag));
  let looked: Looked = { ...bench, held: bench.host.held, tags };
  for (const group of groupsOf(chain, bench.series)) {
    const made = ruledGroup(group, looked);
    rulings.push(...made);
    for (const { extent, taken } of made) {
      if (taken !== 'new') continue;
      tags.add(extent.tag);
      looked = { ...looked, held: painted(looked.held, extent.start, endOf(extent), extent) };
    }
  }
  const taken = rulings.filter((ruling) => ruling.taken !== 'no');
  return {
    decisions: rulings.map(({ decision }) => decision),
    names: taken.map(({ extent }) => extent),
    surfaces: taken.filter((ruling) => ruling.taken === 'new').map(({ extent }) => extent),
    prints: rulings.flatMap(({ line, extent }) =>
      line === undefined ? [] : [kernel(`DC extent ${eventRange(extent)} ${line}`)],
    ),
    random: bench.host.random,
  };
}

function ruledGroup(group: readonly SeenExtent[], looked: Looked): readonly Ruling[] {
  const dropped = failedGate(group, looked);
  if (dropped !== undefined) {
    const { rule, failure } = dropped;
    return group.map((extent, i) => ({
      ...refused(extent, rule, failure.because),
      line: i === 0 ? failure.line : undefined,
    }));
  }
  const rulings: Ruling[] = [];
  let held = looked.held;
  for (const extent of group) {
    const ruling = ruled(extent, { ...looked, held });
    rulings.push(ruling);
    if (ruling.taken === 'new') held = painted(held, extent.start, endOf(extent), extent);
  }
  const fresh = rulings.some(({ taken }) => taken === 'new');
  return rulings.map((ruling) => withGroup(ruling, fresh, group.length > 1, looked.series));
}

function ruled(extent: SeenExtent, looked: Looked): Ruling {
  const failed = failedCheck(extent, looked);
  if (failed === undefined)
    return accepted(extent, 'new', looked.series.passed, 'inside the host’s decoder');
  const { rule, failure } = failed;
  const ruling =
    rule === 'A14'
      ? accepted(extent, 'again', rule, `${failure.because}, and names it again`)
      : refused(extent, rule, failure.because);
  return { ...ruling, line: failure.line };
}

/** What is known only when the whole group was looked at. */
function withGroup(ruling: Ruling, fresh: boolean, shared: boolean, series: Series): Ruling {
  const { extent, taken, decision, line } = ruling;
  if (taken === 'again' && series.namesDuplicates === 'besideNew' && !fresh) {
    return { ...refused(extent, 'A14', 'the host has it already'), line };
  }
  if (taken !== 'no' || !shared || !fresh) return ruling;
  const because = `${decision.because}; the rest of its group is taken without it (A16)`;
  return { ...ruling, decision: { ...decision, because } };
}

const refused = (extent: SeenExtent, rule: string, because: string): Ruling => ({
  decision: { extent: extent.extent, verdict: 'refuses', because, rule },
  extent,
  taken: 'no',
});

const accepted = (
  extent: SeenExtent,
  taken: 'new' | 'again',
  rule: string,
  because: string,
): Ruling => ({
  decision: { extent: extent.extent, verdict: 'accepts', because, rule },
  extent,
  taken,
});
