import { dcEventTypes } from '../event-log/event-log';
import type { Going, HostContext } from './behaviour';
import { withoutExtents, inboxAfter, withRecordsDone } from './beliefs';
import { inRegion, notifies, sayGivenBack, sayHidden, sayResourceReleased } from './coming-up';
import { clearLimit, clearLog, giveBack, readLog } from './commands';
import { hostWith, type HostState, type InboxRecord, type Range } from './host-state';
import { count, errno, isTagged } from './lines';
import { logOf, say, type Log } from './log';
import { doing, sending, type Told } from './moves';
import type { Series } from './series';
import { tracesOf } from './trace';
import type { Move } from './twin';

const WHY_READ: Readonly<Record<HostState['rereads'], string>> = {
  no: 'The event status says that the Dynamic Capacity log holds records (S1, S2).',
  afterClear: 'reads again until the log gives no record (S13).',
  atStart: 'reads what the log holds when its driver has just been loaded (S2).',
};

/** 0100h, with a trace line for every record (S2, S3). */
export function readMove(turn: HostContext): Move {
  const { host, sees, behaviour } = turn;
  const why = WHY_READ[host.rereads];
  const because = host.rereads === 'no' ? why : `${behaviour.name} ${why}`;
  return sending(
    turn,
    { title: 'reads the event log', because },
    logOf(turn),
    readLog(),
    (reply, log) => {
      if (reply.code === 0) log.lines.push(...tracesOf(reply, sees, behaviour.series));
      const next = inboxAfter(host, reply);
      if (!host.starting || next.inbox.length > 0) return next;
      say(log, 'dcdSupported', {});
      return hostWith(next, { starting: false });
    },
  );
}

/** 0101h for what was read, whatever became of the commands in between (S12). */
export function clearMove(turn: HostContext): Move {
  const { host, sees } = turn;
  const most = clearLimit(sees.payload);
  const handles = host.inbox.slice(0, most).map(({ handle }) => handle);
  const log = logOf(turn);
  for (const handle of handles) say(log, 'recordCleared', { handle });
  const told = {
    title: `clears ${count(handles.length, 'event record')}`,
    because:
      'Every record of the batch has been dealt with. Records are cleared after the answer is sent (S12).',
  };
  return sending(turn, told, log, clearLog(handles), ({ code }) =>
    hostWith(host, {
      inbox: host.inbox.slice(most),
      rereads: code === 0 ? 'afterClear' : 'no',
    }),
  );
}

/** A record's range as the kernel tells it when it comes to a record. */
export const rangeOf = ({
  start,
  length,
}: Range): { readonly dpa: number; readonly length: number } => ({ dpa: start, length });

/** What Linux prints when an event comes to nothing. */
export const sayFailed = (log: Log, error: number): void => {
  if (error !== 0) say(log, 'eventFailed', { error });
};

/** Answers a release request: the first range now, the others in commands that follow (R1 to R7). */
export function releaseMove(turn: HostContext, record: InboxRecord): Move {
  const { behaviour, host } = turn;
  const { because, decisions, goes, range, says, error, random } = behaviour.releases(record, turn);
  const log = logOf(turn);
  say(log, 'eventRelease', rangeOf(record));
  says(log);
  const done = hostWith(withRecordsDone(host, [record]), { random });
  const told = { title: 'gives an extent back', because, decisions };
  if (range !== undefined) {
    say(log, 'releaseResponse', { range });
    return sending(turn, told, log, giveBack([range]), ({ code }, later) => {
      if (code !== 0) say(later, 'releaseFailed', { range });
      sayFailed(later, error);
      return done;
    });
  }
  if (goes.every(({ held }) => held)) {
    for (const going of goes) sayAsked(done, going, behaviour.series, log);
    sayFailed(log, error);
    return doing({ ...told, title: 'keeps what it is asked to release' }, log, done);
  }
  return givingBack({ ...turn, host: done }, told, goes, log);
}

/** Series without groups ask the dax driver for each extent by itself. */
function sayAsked(host: HostState, { extent }: Going, { groups }: Series, log: Log): void {
  const home = host.regions.find(({ id }) => id === extent.region);
  if (groups || home === undefined) return;
  const { region, index } = extent;
  say(log, 'extentRemoving', { region, extent: index, range: inRegion(extent) });
  notifies(1, extent, home, log);
}

/** 4803h for the first of these extents that nobody holds; what is left goes on before the next event record. */
export function givingBack(turn: HostContext, told: Told, goes: readonly Going[], log: Log): Move {
  const { host, behaviour } = turn;
  const { series } = behaviour;
  const at = goes.findIndex(({ held }) => !held);
  const first = goes[at];
  if (first === undefined) return doing(told, log, host);
  const { extent } = first;
  for (const going of goes.slice(0, at + 1)) sayAsked(host, going, series, log);
  if (!series.groups) sayResourceReleased(host, extent, true, log);
  sayHidden(extent, log);
  sayResourceReleased(host, extent, false, log);
  sayGivenBack(host, extent, log);
  const rest = goes.slice(at + 1);
  return sending(turn, told, log, giveBack([extent]), ({ code }, later) => {
    if (code !== 0) say(later, 'releaseFailed', { range: extent });
    const next = withoutExtents(host, [extent]);
    if (rest.some(({ held }) => !held)) {
      const task = { kind: 'release', goes: rest, because: told.because } as const;
      return hostWith(next, { tasks: [task, ...next.tasks] });
    }
    for (const going of rest) sayAsked(host, going, series, later);
    return next;
  });
}

const nameOfEvent: ReadonlyMap<number, 'eventForced'> = new Map([
  [dcEventTypes.forcedRelease, 'eventForced'],
]);

/** A forced release, or an event that the host has no handler for (A21). */
export function ignoreMove(turn: HostContext, record: InboxRecord): Move {
  const { host, behaviour } = turn;
  const forced = record.type === dcEventTypes.forcedRelease;
  const log = logOf(turn);
  if (!forced && behaviour.handsOver) return handOver(turn, `an event of type ${record.type}`);
  say(log, nameOfEvent.get(record.type) ?? 'eventUnknown', rangeOf(record));
  if (forced) say(log, 'forcedIgnored', {});
  else sayFailed(log, errno.EINVAL);
  const told = {
    title: forced ? 'ignores a forced release' : `cannot handle an event of type ${record.type}`,
    because: forced
      ? `${behaviour.name} does nothing on a forced release, and goes on using what the device has taken away.`
      : `${behaviour.name} has no handler for this type of event (A21).`,
  };
  return doing(told, log, withRecordsDone(host, [record]));
}

/** What a host holds that no host of its series ever held, because another one played before it. */
export function neverSeen({ host, behaviour }: HostContext): string | undefined {
  if (behaviour.series.groups) return undefined;
  const tagged = host.extents.find(isTagged);
  return (
    tagged &&
    `e${tagged.extent}: it has a tag, and ${behaviour.name} of this series never takes one`
  );
}

/** A host that is at a loss: a person plays it from here on. */
export const handOver = (turn: HostContext, what: string): Move =>
  doing(
    {
      title: 'cannot decide and hands over to you',
      because: `It does not know what to make of ${what}. From here on you play the host.`,
    },
    logOf(turn),
    hostWith(turn.host, { twin: 'manual' }),
  );
