import { invariant } from '../assert';
import { endOf } from '../extent';
import { withRange, type RangeMap } from '../persistent/range-map';
import type { Behaviour } from './behaviour';
import { named, newNumbers, placed, withGroup, type Numbers } from './beliefs';
import { failedCheck, failedGate, isSharable, type Failed, type CheckInput } from './checks';
import {
  regionAt,
  type HostExtent,
  type HostRegion,
  type HostState,
  type Placed,
  type SeenExtent,
} from './host-state';
import { comesUp, sayUndone } from './coming-up';
import type { Judgement } from './judgement';
import { errno } from './lines';
import { say, speaks, type Log } from './log';
import type { Decision, HostSees } from './twin';

/** Where the extents come from, and who looks. */
export interface JudgeInput {
  readonly host: HostState;
  readonly sees: HostSees;
  readonly behaviour: Behaviour;
  readonly recovered: boolean;
  readonly log: Log;
  /** Goes on from one judgement to the next, where nothing goes in between. */
  readonly numbers?: Numbers;
}

/** What has been found so far. It lives for one judgement, and only what it comes to leaves it. */
interface Finding {
  host: HostState;
  held: RangeMap<HostExtent | Placed>;
  /** Extents that passed their checks. */
  passed: number;
  random: number;
  error: number;
  readonly tags: Set<string>;
  readonly numbers: Numbers;
  readonly decisions: Decision[];
  readonly names: SeenExtent[];
  readonly unfit: HostExtent[];
}

type Member = { readonly extent: SeenExtent } & (
  | { readonly taken: 'new'; readonly place: Placed }
  | { readonly taken: 'again' }
  | { readonly taken: 'no'; readonly failed: Failed<string> }
);

/** Extents with one tag, the null tag too, are one group, in order of its first; else each is alone. */
function groupsOf(
  chain: readonly SeenExtent[],
  { series }: Behaviour,
): readonly (readonly SeenExtent[])[] {
  const ordered = series.chainOrder === 'reverse' ? chain.toReversed() : chain;
  if (!series.groups) return ordered.map((extent) => [extent]);
  const groups = new Map<string, SeenExtent[]>();
  for (const extent of chain) {
    const group = groups.get(extent.tag);
    if (group === undefined) groups.set(extent.tag, [extent]);
    else group.push(extent);
  }
  return [...groups.values()].map((group) => group.toSorted((a, b) => a.sharedSeq - b.sharedSeq));
}

/** What Linux makes of extents: each group passes its gates or is dropped, then each extent its own checks. */
export function judged(chain: readonly SeenExtent[], bench: JudgeInput): Judgement {
  const { host, behaviour } = bench;
  const finding: Finding = {
    host,
    held: host.held,
    passed: 0,
    random: host.random,
    error: 0,
    tags: new Set(host.extents.map(({ tag }) => tag)),
    numbers: bench.numbers ?? newNumbers(behaviour.series.firstIndex),
    decisions: [],
    names: [],
    unfit: [],
  };
  for (const group of groupsOf(chain, behaviour)) takeGroup(group, bench, finding);
  const { decisions, names, unfit, error } = finding;
  return { decisions, names, unfit, error, host: finding.host };
}

const lookedAt = (
  { host, sees, behaviour, recovered, log }: JudgeInput,
  { held, tags }: Finding,
  sharable = false,
): CheckInput => ({ host, sees, series: behaviour.series, held, tags, sharable, recovered, log });

function takeGroup(group: readonly SeenExtent[], bench: JudgeInput, finding: Finding): void {
  const [first] = group;
  const looked = lookedAt(bench, finding);
  const sharable =
    first !== undefined && bench.behaviour.series.groups && isSharable(first, looked);
  const dropped = failedGate(group, { ...looked, sharable });
  if (dropped !== undefined) {
    for (const extent of group) refuse(extent, dropped, finding);
    return;
  }
  const members: Member[] = [];
  for (const [i, extent] of group.entries())
    members.push(memberOf(extent, i, members, bench, finding));
  bringUp(members, bench, finding);
}

/** What becomes of one extent, before its group is complete. `before` are the members that were looked at. */
function memberOf(
  extent: SeenExtent,
  i: number,
  before: readonly Member[],
  bench: JudgeInput,
  finding: Finding,
): Member {
  const { host, log } = bench;
  const failed = failedCheck(extent, lookedAt(bench, finding)) ?? declined(bench, finding);
  if (failed?.rule === 'A14') return { extent, taken: 'again' };
  if (failed !== undefined) {
    finding.error = errno.ENXIO;
    const { tag, start: dpa, length } = extent;
    say(log, 'extentFailed', { tag, dpa, length });
    if (!bench.recovered) say(log, 'unconsumed', { dpa, length });
    return { extent, taken: 'no', failed };
  }
  const region = regionAt(host, extent.start);
  invariant(region !== undefined, 'an extent that passes its checks is mapped');
  const first = before.find(({ taken }) => taken === 'new');
  const home = first?.taken === 'new' ? homeOf(host, first.place) : region;
  const place = placed(extent, {
    region: home.id,
    mappedBy: region.id,
    offset: extent.start - region.start,
    seq: extent.sharedSeq > 0 ? extent.sharedSeq : i,
    claimable: home.driver === 'bound',
  });
  say(log, 'extentAdded', { range: extent, tag: extent.tag, decoder: region.decoder });
  say(log, first === undefined ? 'groupAllocated' : 'groupAppended', speaks(region));
  finding.held = withRange(finding.held, extent.start, endOf(extent), place);
  return { extent, taken: 'new', place };
}

function homeOf({ regions }: HostState, { region }: Placed): HostRegion {
  const home = regions.find(({ id }) => id === region);
  invariant(home !== undefined, 'the home of a group is a region of the host');
  return home;
}

/** Why a host leaves an extent out that passed its checks; nothing when it does not. */
function declined(
  { behaviour, recovered }: JudgeInput,
  finding: Finding,
): Failed<string> | undefined {
  if (recovered) return undefined;
  const { refuses, random } = behaviour.chooses(finding.passed, finding.random);
  finding.passed += 1;
  finding.random = random;
  finding.host = finding.host.random === random ? finding.host : { ...finding.host, random };
  return refuses === undefined ? undefined : { rule: '', because: refuses };
}

const COLLIDES: Failed<string> = {
  rule: 'A17',
  because: 'its group has extents of two CXL regions that collide at one offset',
};

/** Shows the new members of a group and tells the dax driver of them; all of them, or none (A17). */
function bringUp(members: readonly Member[], bench: JudgeInput, finding: Finding): void {
  const { log, recovered } = bench;
  const fresh = members.flatMap((each) => (each.taken === 'new' ? [each.place] : []));
  const shown = named(finding.host, fresh, finding.numbers);
  const at = comesUp(finding.host, shown, log);
  if (at !== -1) {
    if (recovered)
      finding.unfit.push(...shown.map((extent, i) => ({ ...extent, claimable: i < at })));
    else sayUndone(finding.host, shown, at, log);
    for (const { extent } of members) refuse(extent, COLLIDES, finding);
    return;
  }
  finding.host = withGroup(finding.host, shown);
  for (const each of members) settle(each, fresh.length > 0, members.length > 1, bench, finding);
}

/** Notes what became of a member whose group is complete. */
function settle(
  each: Member,
  fresh: boolean,
  shared: boolean,
  { behaviour }: JudgeInput,
  finding: Finding,
): void {
  const { extent } = each;
  const { series } = behaviour;
  if (each.taken === 'no') {
    const rest = shared && fresh ? '; the rest of its group is taken without it (A16)' : '';
    refuse(extent, { ...each.failed, because: `${each.failed.because}${rest}` }, finding);
    return;
  }
  if (each.taken === 'again' && !fresh && series.namesDuplicates === 'besideNew') {
    refuse(extent, { rule: 'A14', because: 'the host has it already' }, finding);
    return;
  }
  const isNew = each.taken === 'new';
  finding.tags.add(extent.tag);
  finding.names.push(extent);
  finding.decisions.push({
    extent: extent.extent,
    verdict: 'accepts',
    because: isNew ? 'inside the host’s decoder' : 'the host has it already, and names it again',
    rule: isNew ? series.passed : 'A14',
  });
}

function refuse({ extent }: SeenExtent, { rule, because }: Failed<string>, finding: Finding): void {
  finding.decisions.push({ extent, verdict: 'refuses', because, rule });
}
