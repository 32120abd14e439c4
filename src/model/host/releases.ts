import type { Going, Release, HostContext } from './behaviour';
import { inside } from './checks';
import { notifies, sayResourceReleased } from './coming-up';
import { inUse } from './dax-space';
import {
  regionAt,
  type HostExtent,
  type HostRegion,
  type HostState,
  type Range,
  type SeenRecord,
} from './host-state';
import { errno } from './lines';
import { say, speaks, type Log } from './log';
import type { Decision } from './twin';

/** What Linux makes of a release request: rows R1 to R7 of the host table. */
export function releaseVerdict(record: SeenRecord, turn: HostContext): Release {
  const { host, behaviour } = turn;
  const home = regionAt(host, record.start);
  if (home === undefined || home.phase === 'closing') return givesRange(record, host, 'R1');
  const touches = behaviour.series.releases === 'touched';
  const meant = touches ? touchedBy(record, home, host) : groupWith(record, home, host);
  if (meant.length === 0) return unmatched(record, home, turn);
  const used = inUse(host, meant);
  const goes = meant.map((extent): Going => ({ extent, held: used.has(extent) }));
  if (touches) return eachFree(record, home, host, goes);
  return used.size > 0 ? groupBusy(record, home, host, goes) : wholeGroup(record, home, host, goes);
}

const overlaps = (a: Range, b: Range): boolean =>
  a.start < b.start + b.length && b.start < a.start + a.length;

/** Extents that the range touches, in the order in which they came up. */
const touchedBy = (
  record: Range,
  home: HostRegion,
  { extents }: HostState,
): readonly HostExtent[] =>
  extents.filter((extent) => extent.region === home.id && overlaps(extent, record));

/** The group of the extent that holds the whole range and has its tag, in the order of its numbers. */
function groupWith(
  record: SeenRecord,
  home: HostRegion,
  { extents }: HostState,
): readonly HostExtent[] {
  const found = extents.find(
    (extent) =>
      extent.region === home.id &&
      extent.mappedBy === home.id &&
      inside(record, extent) &&
      extent.tag === record.tag,
  );
  if (found === undefined) return [];
  return extents.filter(({ group }) => group === found.group).toSorted((a, b) => a.seq - b.seq);
}

/** Linux looks the first byte up, whatever comes of it. */
const mapped =
  ({ start }: Range, { id, decoder }: HostRegion) =>
  (log: Log): void => {
    say(log, 'dpaInRegion', { dpa: start, region: id, decoder });
  };

const silence = (): void => undefined;

function unmatched(
  record: SeenRecord,
  home: HostRegion,
  { host, behaviour }: HostContext,
): Release {
  const { unmatched: then } = behaviour.series;
  const tells = (log: Log): void => {
    mapped(record, home)(log);
    say(log, 'releaseUnmatched', { ...speaks(home), range: record, tag: record.tag });
  };
  if (then === 'acknowledged') return { ...givesRange(record, host, 'R3'), says: tells };
  const why =
    behaviour.series.releases === 'touched'
      ? 'no extent of the host touches the range'
      : 'the host has no extent of this tag that holds the range';
  return {
    ...givesNothing(record, host.random, {
      says: `Nothing is sent, because ${why} (R3).`,
      because: `${why}, so nothing is sent`,
      rule: 'R3',
    }),
    says: tells,
    error: then === 'error' ? errno.EINVAL : 0,
  };
}

function givesRange(record: SeenRecord, { random }: HostState, rule: 'R1' | 'R3'): Release {
  const unknown =
    rule === 'R1'
      ? 'no CXL region of the host maps the range'
      : 'the host has no extent of this tag that holds the range';
  return {
    because: `It gives back exactly what was asked, because ${unknown} (${rule}): nothing looks whether it is in use.`,
    decisions: [{ extent: record.extent, verdict: 'releases', because: unknown, rule }],
    goes: [],
    range: record,
    says: silence,
    error: rule === 'R1' ? errno.ENXIO : 0,
    random,
  };
}

/** Nothing is sent for a request: `says` why in a sentence, `because` beside the extent. */
export const givesNothing = (
  { extent }: SeenRecord,
  random: number,
  { says, because, rule }: Pick<Decision, 'because' | 'rule'> & { readonly says: string },
): Release => ({
  because: says,
  decisions: [{ extent, verdict: 'keeps', because, rule }],
  goes: [],
  says: silence,
  error: 0,
  random,
});

const WAITS =
  'Nothing is sent, and the host does not try again: the fabric manager has to ask once more (R4).';

const USED = 'a dax device holds it';

const busy = ({ extent }: HostExtent, because: string): Decision => ({
  extent,
  verdict: 'keeps',
  because,
  rule: 'R4',
});

/** The driver is asked, and says no: nothing more is printed or sent. */
function groupBusy(
  record: SeenRecord,
  home: HostRegion,
  { random }: HostState,
  goes: readonly Going[],
): Release {
  const decisions = goes.map(({ extent, held }) =>
    busy(extent, held ? USED : 'an extent of its group is in use'),
  );
  const alone = goes.length === 1;
  return {
    because: `${alone ? 'A dax device holds the extent.' : 'A dax device holds an extent of the group.'} ${WAITS}`,
    decisions,
    goes: [],
    says: asks(record, goes, home),
    error: 0,
    random,
  };
}

/** Linux tells the dax driver of a group that is to go. */
const asks =
  (record: SeenRecord, [first]: readonly Going[], home: HostRegion) =>
  (log: Log): void => {
    mapped(record, home)(log);
    if (first !== undefined) notifies(1, first.extent, home, log);
  };

const leaves = ({ extent }: HostExtent, because: string): Decision => ({
  extent,
  verdict: 'releases',
  because,
  rule: 'R7',
});

/** The whole extent, and with it all others of its group. */
function wholeGroup(
  record: SeenRecord,
  home: HostRegion,
  host: HostState,
  goes: readonly Going[],
): Release {
  const decisions = goes.map(({ extent }) =>
    leaves(extent, inside(record, extent) ? 'not in use' : 'it is in the same group (R6)'),
  );
  return {
    because: whyGiven(record, goes),
    decisions,
    goes,
    says: (log) => {
      asks(record, goes, home)(log);
      for (const { extent } of goes) sayResourceReleased(host, extent, true, log);
    },
    error: 0,
    random: host.random,
  };
}

function whyGiven(record: SeenRecord, [first, ...others]: readonly Going[]): string {
  if (others.length > 0)
    return 'Linux gives back all extents of a group when one of them is asked for (R6), a command each (R7).';
  return first?.extent.length === record.length
    ? 'The extent is not in use, so Linux gives it back at once.'
    : 'Linux gives back whole extents, even when only a part is asked for (R7).';
}

/** Every extent that the range touches; those in use stay. */
function eachFree(
  record: SeenRecord,
  home: HostRegion,
  { random }: HostState,
  goes: readonly Going[],
): Release {
  const free = goes.filter(({ held }) => !held);
  const because =
    free.length === 0
      ? `A dax device holds the extent. ${WAITS}`
      : goes.length === 1
        ? whyGiven(record, goes)
        : 'This series gives back every extent that the range touches, as far as it is not in use (R2, R7).';
  return {
    because,
    decisions: goes.map(({ extent, held }) =>
      held ? busy(extent, USED) : leaves(extent, 'not in use'),
    ),
    goes,
    says: mapped(record, home),
    error: 0,
    random,
  };
}
