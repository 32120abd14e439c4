import { newNumbers } from './beliefs';
import { decode } from '../codec/message';
import { dcExtentListReply } from '../layouts/dc-extent-list';
import type { HostContext } from './behaviour';
import { listExtents, listPage } from './commands';
import { withSeed } from './dax-devices';
import {
  hostWith,
  withRegion,
  type HostRegion,
  type HostState,
  type SeenExtent,
} from './host-state';
import { judged } from './judge';
import { count, errno, errnoOf } from './lines';
import { logOf, say, speaks, type Log } from './log';
import { doing, sending } from './moves';
import { newScan, withRest, type TaskOf } from './tasks';
import type { HostReply, Move } from './twin';

type Scan = TaskOf<'scan'>;

interface Page {
  readonly returned: number;
  readonly total: number;
  readonly generation: number;
  readonly extents: readonly SeenExtent[];
}

function pageOf(reply: HostReply): Page {
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

const regionOf = ({ regions }: HostState, { region }: Scan): HostRegion | undefined =>
  regions.find(({ id }) => id === region);

/** 4801h for the next page; once all is read, what the host makes of it. */
export function scanMove(turn: HostContext, scan: Scan): Move {
  const { sees, behaviour } = turn;
  const { scansIn, scanTries } = behaviour.series;
  const all = scan.promised !== undefined && scan.read >= scan.promised.total;
  if (all && scansIn === 'driver') return takeMove(turn, scan);
  const again = scan.tries > 1 && scan.read === 0;
  const told = {
    title: `asks for the extents of region${scan.region}`,
    because: again
      ? `The list changed while it was read, so the host begins anew: try ${scan.tries} of ${scanTries}.`
      : 'A region that is created may have capacity accepted before. The list comes in pages.',
  };
  const command = listExtents(listPage(sees.payload), scan.read);
  return sending(turn, told, logOf(turn), command, (reply, log) =>
    afterPage(turn, scan, reply, log),
  );
}

function afterPage(turn: HostContext, scan: Scan, reply: HostReply, log: Log): HostState {
  const { host, behaviour } = turn;
  if (reply.code !== 0) return failed(host, scan, errnoOf(reply.code, turn.sees), log);
  const page = pageOf(reply);
  const { returned, total, generation } = page;
  const last = scan.read + returned - 1;
  say(log, 'listRead', { first: scan.read, last, total, generation });
  const promised = scan.promised ?? { total, generation };
  if (promised.total !== total || promised.generation !== generation) {
    say(log, 'listChanged', {
      generation,
      firstGeneration: promised.generation,
      firstTotal: promised.total,
      total,
    });
    return scan.tries < behaviour.series.scanTries
      ? withRest(host, scan, [{ ...newScan(scan.region), tries: scan.tries + 1 }])
      : failed(host, scan, errno.EAGAIN, log);
  }
  const next = { ...scan, promised, read: scan.read + returned };
  return behaviour.series.scansIn === 'driver'
    ? pageKept(host, scan, next, page, log)
    : pageTaken(turn, scan, next, page, log);
}

/** Keeps a page until all are read. */
function pageKept(
  host: HostState,
  scan: Scan,
  next: Scan,
  { extents, returned, total }: Page,
  log: Log,
): HostState {
  for (const i of extents.keys()) say(log, 'listExtent', { index: scan.read + i, total });
  const found = [...scan.found, ...extents];
  // A device that promises more and returns nothing would be asked for ever.
  if (returned === 0 && next.read < total) {
    say(log, 'listStuck', { remaining: total - next.read });
    return failed(host, scan, errno.ENXIO, log);
  }
  return next.read >= total && found.length + host.staged.length === 0
    ? finished(host, scan, log)
    : withRest(host, scan, [{ ...next, found }]);
}

/** Takes each extent of a page as it is read, before it asks for the next page. */
function pageTaken(
  { host, sees, behaviour }: HostContext,
  scan: Scan,
  next: Scan,
  { extents, returned, total }: Page,
  log: Log,
): HostState {
  const numbers = newNumbers(behaviour.series.firstIndex);
  let after = host;
  let { error } = next;
  for (const [i, extent] of extents.entries()) {
    say(log, 'listExtent', { index: scan.read + i, total });
    const bench = { host: after, sees, behaviour, recovered: true, log, numbers };
    const judgement = judged([extent], bench);
    after = judgement.host;
    error = judgement.error === 0 ? error : judgement.error;
  }
  const left = { ...next, error };
  if (returned > 0 && left.read < total) return withRest(after, scan, [left]);
  return error === 0 ? finished(after, scan, log) : failed(after, scan, error, log);
}

/** The search is over, and the driver has the region from now on. */
function finished(host: HostState, scan: Scan, log: Log): HostState {
  const home = regionOf(host, scan);
  const rest = withRest(host, scan, []);
  if (home === undefined) return rest;
  const ready = withRegion(rest, scan.region, { phase: 'ready', listed: true });
  if (home.driver === 'bound') say(log, 'regionProbed', { ...speaks(home), error: 0 });
  return log.series.scansIn === 'region' ? ready : withSeed(ready, scan.region);
}

/** The search came to nothing: what a driver does that cannot read its list, or one that goes on regardless. */
function failed(host: HostState, scan: Scan, error: number, log: Log): HostState {
  const home = regionOf(host, scan);
  const rest = withRest(host, scan, []);
  if (home === undefined) return rest;
  say(log, 'scanFailed', { decoder: home.decoder, error });
  say(log, 'scanEnded', { region: home.id });
  if (log.series.scansIn === 'region') return withRegion(rest, scan.region, { phase: 'ready' });
  say(log, 'regionProbed', { ...speaks(home), error });
  say(log, 'probeFailed', { ...speaks(home), error });
  return withRegion(rest, scan.region, { phase: 'ready', driver: 'failed' });
}

/** Shows what was accepted before, and what is staged with it, without an answer to the device. */
function takeMove(turn: HostContext, scan: Scan): Move {
  const { host, sees, behaviour } = turn;
  const log = logOf(turn);
  const chain = [...host.staged, ...scan.found];
  const judgement = judged(chain, { host, sees, behaviour, recovered: true, log });
  const { decisions, unfit } = judgement;
  const goes = unfit.map((extent) => ({ extent, held: false }));
  const taken = hostWith(finished(judgement.host, scan, log), { staged: [] });
  const because = 'It was accepted before, and its group could not come up.';
  const next =
    goes.length === 0
      ? taken
      : hostWith(taken, { tasks: [{ kind: 'release', goes, because }, ...taken.tasks] });
  const shown = judgement.names.length;
  const told = {
    title: `takes over ${count(shown, 'extent')} accepted before`,
    because: whyTaken(host.staged.length, chain.length - shown),
    decisions,
  };
  return doing(told, log, next);
}

function whyTaken(staged: number, left: number): string {
  const told = 'The device has them as accepted already, so no response is sent.';
  const more =
    staged === 0
      ? ''
      : ` ${count(staged, 'offer')} of an open chain stood in the same list: Linux takes them for accepted, and the device does not.`;
  const out =
    left === 0 ? '' : ` ${count(left, 'extent')} of the list is left out, and stays accepted.`;
  return `${told}${more}${out}`;
}
