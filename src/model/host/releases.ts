import type { Release, Turn } from './behaviour';
import { inside, touched } from './checks';
import { inUse } from './dax-space';
import { regionAt, type HostExtent, type HostState, type SeenRecord } from './host-state';
import { errno, eventFailed, isTagged, keptText, kernel } from './lines';
import type { Decision } from './twin';

/** What Linux makes of a release request: rows R1 to R7 of the host table. */
export function released(record: SeenRecord, { behaviour, host }: Turn): Release {
  const { series } = behaviour;
  if (regionAt(host, record.start) === undefined) return givesRange(record, host, 'R1');
  const meant =
    series.releases === 'touched' ? touched(host.held, record) : containing(record, host);
  if (meant.length === 0) {
    return series.acknowledgesUnknown
      ? givesRange(record, host, 'R3')
      : givesNothing(record, host.random, {
          says: 'No extent of the host touches the range, so nothing is sent (R3).',
          because: 'no extent of the host touches the range, so nothing is sent (R3)',
          rule: 'R3',
        });
  }
  const used = inUse(host, meant);
  if (series.releases === 'touched') return eachFree(record, host, meant, used);
  return used.size > 0
    ? groupBusy(host, meant, used, series.printsBusy)
    : wholeGroup(record, host, meant);
}

/** The extent that holds the whole range and has its tag, with all others of that tag. */
function containing(record: SeenRecord, host: HostState): readonly HostExtent[] {
  const found = touched(host.held, record).find(
    (extent) => inside(record, extent) && extent.tag === record.tag,
  );
  if (found === undefined) return [];
  if (!isTagged(found)) return [found];
  return [
    found,
    ...host.extents.filter(({ tag, index }) => tag === found.tag && index !== found.index),
  ];
}

function givesRange(record: SeenRecord, { random }: HostState, rule: 'R1' | 'R3'): Release {
  const unknown =
    rule === 'R1'
      ? 'no CXL region of the host maps the range'
      : 'the host has no extent of this tag that holds the range';
  return {
    because: `It gives back exactly what was asked, because ${unknown} (${rule}): nothing looks whether it is in use.`,
    decisions: [{ extent: record.extent, verdict: 'releases', because: unknown, rule }],
    gives: [record],
    forgets: [],
    prints: rule === 'R1' ? [eventFailed(errno.ENXIO)] : [],
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
  gives: [],
  forgets: [],
  prints: [],
  random,
});

const WAITS =
  'Nothing is sent, and the host does not try again: the fabric manager has to ask once more (R4).';

const busy = ({ extent }: HostExtent, why: string): Decision => ({
  extent,
  verdict: 'keeps',
  because: why,
  rule: 'R4',
});

const USED = 'a dax device holds it';

function groupBusy(
  { random }: HostState,
  meant: readonly HostExtent[],
  used: ReadonlySet<HostExtent>,
  prints: boolean,
): Release {
  return {
    because: `${meant.length === 1 ? 'A dax device holds the extent.' : 'A dax device holds an extent of the tag.'} ${WAITS}`,
    decisions: meant.map((extent) =>
      busy(extent, used.has(extent) ? USED : 'an extent with its tag is in use'),
    ),
    gives: [],
    forgets: [],
    prints: prints ? [eventFailed(errno.EBUSY)] : [],
    random,
  };
}

const goes = ({ extent }: HostExtent, because: string): Decision => ({
  extent,
  verdict: 'releases',
  because,
  rule: 'R7',
});

const gone = (extents: readonly HostExtent[]): Release['prints'] =>
  extents.map((extent) => kernel(`Remove extent ${keptText(extent)}`));

/** The whole extent, and with it all others of its tag. */
function wholeGroup(
  record: SeenRecord,
  { random }: HostState,
  meant: readonly HostExtent[],
): Release {
  return {
    because: whyGiven(record, meant),
    decisions: meant.map((extent, i) =>
      goes(extent, i === 0 ? 'not in use' : 'it has the same tag (R6)'),
    ),
    gives: meant,
    forgets: meant,
    prints: gone(meant),
    random,
  };
}

function whyGiven(record: SeenRecord, [first, ...others]: readonly HostExtent[]): string {
  if (others.length > 0)
    return 'Linux gives back all extents of a tag when one of them is asked for (R6), a command each (R7).';
  return first?.length === record.length
    ? 'The extent is not in use, so Linux gives it back at once.'
    : 'Linux gives back whole extents, even when only a part is asked for (R7).';
}

/** Every extent that the range touches; those in use stay. */
function eachFree(
  record: SeenRecord,
  { random }: HostState,
  meant: readonly HostExtent[],
  used: ReadonlySet<HostExtent>,
): Release {
  const free = meant.filter((extent) => !used.has(extent));
  const because =
    free.length === 0
      ? `A dax device holds the extent. ${WAITS}`
      : meant.length === 1
        ? whyGiven(record, meant)
        : 'This series gives back every extent that the range touches, as far as it is not in use (R2, R7).';
  return {
    because,
    decisions: meant.map((extent) =>
      used.has(extent) ? busy(extent, USED) : goes(extent, 'not in use'),
    ),
    gives: free,
    forgets: free,
    prints: gone(free),
    random,
  };
}
