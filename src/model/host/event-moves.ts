import { dcEventTypes } from '../event-log/event-log';
import type { Turn } from './behaviour';
import { forgotten, inboxAfter, markedDone } from './beliefs';
import { clearLimit, clearLog, giveBack, readLog } from './commands';
import { hostWith, type HostState, type InboxRecord } from './host-state';
import { commandFailed, count, errno, eventFailed, eventRange, kernel, sending } from './lines';
import { withReleases } from './tasks';
import { traced } from './trace';
import type { HostReply, Move } from './twin';

/** A move with nothing to tell but its title and its reason. */
export const quiet: Pick<Move, 'decisions' | 'stages' | 'prints'> = {
  decisions: [],
  stages: [],
  prints: [],
};

/** The line that a refused command of an event leaves. */
export const onFailure = ({ code }: HostReply): Move['prints'] =>
  code === 0 ? [] : [commandFailed(code)];

const WHY_READ: Readonly<Record<HostState['rereads'], string>> = {
  no: 'The event status says that the Dynamic Capacity log holds records (S1, S2).',
  afterClear: 'reads again until the log gives no record (S13).',
  atStart: 'reads what the log holds when its driver has just been loaded (S2).',
};

/** 0100h, with a trace line for every record (S2, S3). */
export function readMove({ host, sees, behaviour }: Turn): Move {
  const why = WHY_READ[host.rereads];
  return {
    ...quiet,
    title: 'reads the event log',
    because: host.rereads === 'no' ? why : `${behaviour.name} ${why}`,
    command: readLog(),
    printsOn: (reply) =>
      reply.code === 0 ? traced(reply, sees, behaviour.series) : onFailure(reply),
    after: (reply) => (reply === undefined ? host : inboxAfter(host, reply)),
  };
}

/** 0101h for what was read, whatever became of the commands in between (S12). */
export function clearMove({ host, sees }: Turn): Move {
  const most = clearLimit(sees.payload);
  const handles = host.inbox.slice(0, most).map(({ handle }) => handle);
  return {
    ...quiet,
    title: `clears ${count(handles.length, 'event record')}`,
    because:
      'Every record of the batch has been dealt with. Records are cleared after the answer is sent (S12).',
    command: clearLog(handles),
    prints: [kernel(`Event log '4': Clearing ${handles.length}`)],
    printsOn: onFailure,
    after: (reply) =>
      hostWith(host, {
        inbox: host.inbox.slice(most),
        rereads: reply?.code === 0 ? 'afterClear' : 'no',
      }),
  };
}

/** Answers a release request: the first range now, the others in commands that follow (R1 to R7). */
export function releaseMove(turn: Turn, record: InboxRecord): Move {
  const { behaviour, host } = turn;
  const { because, decisions, gives, forgets, prints, random } = behaviour.releases(record, turn);
  const [first, ...rest] = gives;
  const told = kernel(`DCD event release : ${eventRange(record)}`);
  const done = hostWith(markedDone(host, [record]), { random });
  if (first === undefined) {
    return {
      ...quiet,
      title: 'keeps what it is asked to release',
      because,
      decisions,
      prints: [told, ...prints],
      after: () => done,
    };
  }
  return {
    title: 'gives an extent back',
    because,
    command: giveBack([first]),
    decisions,
    stages: [],
    prints: [told, ...prints, sending(0x4803)],
    printsOn: onFailure,
    after: () =>
      withReleases(forgotten(done, forgets), rest, { because, rule: 'R7', urgent: true }),
  };
}

/** A forced release, or an event that the host has no handler for (A21). */
export function ignoreMove({ host, behaviour }: Turn, record: InboxRecord): Move {
  const forced = record.type === dcEventTypes.forcedRelease;
  if (!forced && behaviour.handsOver) return handOver(host, `an event of type ${record.type}`);
  return {
    ...quiet,
    title: forced ? 'ignores a forced release' : `cannot handle an event of type ${record.type}`,
    because: forced
      ? `${behaviour.name} does nothing on a forced release, and goes on using what the device has taken away.`
      : `${behaviour.name} has no handler for this type of event (A21).`,
    prints: [forced ? kernel('Forced release event ignored.') : eventFailed(errno.EINVAL)],
    after: () => markedDone(host, [record]),
  };
}

/** A host that is at a loss: a person plays it from here on. */
const handOver = (host: HostState, what: string): Move => ({
  ...quiet,
  title: 'cannot decide and hands over to you',
  because: `It does not know what to make of ${what}. From here on you play the host.`,
  after: () => hostWith(host, { twin: 'manual' }),
});
