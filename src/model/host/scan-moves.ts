import { decode } from '../codec/message';
import { dcExtentListReply } from '../layouts/dc-extent-list';
import type { Turn } from './behaviour';
import { surfaced } from './beliefs';
import { inside } from './checks';
import { listExtents, listPage } from './commands';
import { quiet } from './event-moves';
import { hostWith, type HostState, type SeenExtent } from './host-state';
import { judged } from './judge';
import { count, errno, kernel, sending } from './lines';
import { withReleases, withRest, type TaskOf } from './tasks';
import type { HostLine, HostReply, Move } from './twin';

type Scan = TaskOf<'scan'>;

/** How often Linux begins anew when the list changes under it. */
const MAX_TRIES = 10;

/** A new search for the extents that a region has already. */
export const newScan = (region: number): Scan => ({
  kind: 'scan',
  region,
  tries: 1,
  promised: undefined,
  found: [],
  read: 0,
});

/** The search is over: the region takes offers from now on. */
const finished = (host: HostState, scan: Scan): HostState =>
  hostWith(withRest(host, scan, []), {
    regions: host.regions.map((region) =>
      region.id === scan.region && region.phase === 'scanning'
        ? { ...region, phase: 'ready' }
        : region,
    ),
  });

/** 4801h for the next page; once all is read, what the host makes of it. */
export function scanMove(turn: Turn, scan: Scan): Move {
  const { host, sees } = turn;
  if (scan.promised !== undefined && scan.read >= scan.promised.total) return takeMove(turn, scan);
  const again = scan.tries > 1 && scan.read === 0;
  return {
    ...quiet,
    title: `asks for the extents of region${scan.region}`,
    because: again
      ? `The list changed while it was read, so the host begins anew: try ${scan.tries} of ${MAX_TRIES}.`
      : 'A region that is created may have capacity accepted before. The list comes in pages.',
    command: listExtents(listPage(sees.payload), scan.read),
    prints: [sending(0x4801)],
    printsOn: (reply) => linesOf(scan, reply),
    after: (reply) => (reply === undefined ? host : afterPage(host, scan, reply)),
  };
}

interface Page {
  readonly returned: number;
  readonly total: number;
  readonly generation: number;
  readonly extents: readonly SeenExtent[];
}

function pageOf(reply: HostReply): Page | undefined {
  if (reply.code !== 0) return undefined;
  const { header, items } = decode(dcExtentListReply, reply.output);
  const { returned, total, generation } = header;
  const extents = items.map(({ start, length, tag, sharedSeq }) => ({
    start,
    length,
    tag,
    sharedSeq,
    extent: reply.extentAt(start),
  }));
  return { returned, total, generation, extents };
}

const changed = ({ promised }: Scan, { total, generation }: Page): boolean =>
  promised !== undefined && (promised.total !== total || promised.generation !== generation);

function linesOf(scan: Scan, reply: HostReply): readonly HostLine[] {
  const page = pageOf(reply);
  if (page === undefined) return [kernel('Failed to get extent list')];
  if (scan.promised === undefined || !changed(scan, page)) return [];
  const { generation, total } = scan.promised;
  const line = `Extent list change detected; gen ${generation} != ${page.generation} : cnt ${total} != ${page.total}`;
  return [
    kernel(line),
    ...(scan.tries < MAX_TRIES ? [] : [kernel(`Failed to read extents: ${errno.EAGAIN}`)]),
  ];
}

function afterPage(host: HostState, scan: Scan, reply: HostReply): HostState {
  const page = pageOf(reply);
  if (page === undefined) return finished(host, scan);
  if (changed(scan, page)) {
    return scan.tries < MAX_TRIES
      ? withRest(host, scan, [{ ...newScan(scan.region), tries: scan.tries + 1 }])
      : finished(host, scan);
  }
  const { total, generation, returned, extents } = page;
  const next: Scan = {
    ...scan,
    promised: { total, generation },
    found: [...scan.found, ...extents],
    read: scan.read + returned,
  };
  // A device that promises more and returns nothing would be asked for ever.
  return total === 0 || (returned === 0 && next.read < total)
    ? finished(host, scan)
    : withRest(host, scan, [next]);
}

/** Extents of the list that begin in the region; an entry of no length stands for none. */
function ofRegion(
  { regions }: HostState,
  { region, found, promised }: Scan,
): readonly SeenExtent[] {
  const home = regions.find(({ id }) => id === region);
  return found
    .slice(0, promised?.total)
    .filter(({ start, length }) => length > 0 && inside({ start, length: 1 }, home));
}

/** Shows what was accepted before, without an answer to the device; what does not fit is given back (v11). */
function takeMove({ host, sees, behaviour }: Turn, scan: Scan): Move {
  const { series } = behaviour;
  const found = ofRegion(host, scan);
  const { decisions, surfaces, prints } = judged(found, { host, sees, series, recovered: true });
  const refused = new Set(
    decisions.filter(({ verdict }) => verdict === 'refuses').map(({ extent }) => extent),
  );
  const unfit = found.filter(({ extent }) => refused.has(extent));
  return {
    ...quiet,
    title: `takes over ${count(surfaces.length, 'extent')} accepted before`,
    because: whyTaken(unfit.length, series.givesBackUnfit),
    decisions,
    prints,
    after: () => {
      const taken = surfaced(finished(host, scan), surfaces);
      return series.givesBackUnfit ? withReleases(taken, unfit, GIVES_BACK) : taken;
    },
  };
}

const GIVES_BACK = {
  because: 'It was accepted before, and this host cannot take it over.',
  rule: '2.2',
  urgent: false,
};

function whyTaken(unfit: number, givesBack: boolean): string {
  const told = 'The device has them as accepted already, so no response is sent.';
  if (unfit === 0) return told;
  return `${told} ${count(unfit, 'extent')} cannot be taken over and ${givesBack ? 'will be given back' : 'is left out'}.`;
}
