import { dcEventTypes } from '../event-log/event-log';
import type { HostContext } from './behaviour';
import { withChainAnswered, withRecordsDone } from './beliefs';
import { chunked, respond } from './commands';
import { rangeOf, sayFailed } from './event-moves';
import {
  hostWith,
  type HostState,
  type InboxRecord,
  type Range,
  type SeenExtent,
  type SeenRecord,
  type Task,
} from './host-state';
import { judged } from './judge';
import type { Judgement } from './judgement';
import { count, errno, errnoOf } from './lines';
import { logOf, say, type Log } from './log';
import { doing, sending } from './moves';
import type { Decision, Move } from './twin';

/** Chains of the offers that stand next in the inbox. Only the last can be open. */
function chainsOf(inbox: readonly InboxRecord[]): readonly (readonly InboxRecord[])[] {
  const chains: InboxRecord[][] = [];
  let open: InboxRecord[] | undefined;
  for (const record of inbox) {
    if (record.done) continue;
    if (record.type !== dcEventTypes.add) break;
    if (open === undefined) chains.push((open = []));
    open.push(record);
    if (!record.more) open = undefined;
  }
  return chains;
}

const isClosed = (chain: readonly SeenRecord[]): boolean => chain.at(-1)?.more === false;

/** Add records up to the one that closes the chain, or up to the end of what was read. */
export function addMove(turn: HostContext): Move {
  const { behaviour, host } = turn;
  const [first = [], second = []] = chainsOf(host.inbox);
  const room = Math.max(0, behaviour.series.chainLimit - host.staged.length);
  if (behaviour.responses === 0) return unansweredMove(turn, first);
  if (behaviour.answersFirst === 'second' && isClosed(first) && isClosed(second)) {
    return answerMove(turn, { chain: second, fresh: second, oldest: false });
  }
  if (first.length > room) return overflowMove(turn, first.slice(0, room + 1));
  return isClosed(first)
    ? answerMove(turn, { chain: [...host.staged, ...first], fresh: first, oldest: true })
    : stageMove(turn, first);
}

const waiting =
  (because: string) =>
  ({ extent }: SeenRecord): Decision => ({ extent, verdict: 'waits', because, rule: 'S5' });

/** The lines of offers that are kept until their chain ends. */
function sayStaged(fresh: readonly SeenRecord[], log: Log): void {
  for (const record of fresh) {
    say(log, 'eventAdd', rangeOf(record));
    if (record.more) say(log, 'moreBit', {});
  }
}

/** The watchdog is wound up by every offer that is staged. */
const deadlineAfter = (
  { behaviour, sees, host }: HostContext,
  staged: readonly SeenRecord[],
): number | undefined => {
  const { chainTimeout } = behaviour.series;
  return chainTimeout === undefined || staged.length === 0
    ? host.chainDeadline
    : sees.clock + chainTimeout;
};

/** Keeps the offers of a chain that is not closed, and winds up the watchdog (S5). */
function stageMove(turn: HostContext, fresh: readonly InboxRecord[]): Move {
  const { host, behaviour } = turn;
  const log = logOf(turn);
  sayStaged(fresh, log);
  const told = {
    title: `stages ${count(fresh.length, 'offered extent')} and waits`,
    because: `The last record has More set, so the chain is not complete. ${behaviour.name} answers only a complete chain (S5).`,
    decisions: fresh.map(waiting('the chain is not closed')),
    stages: fresh,
  };
  const next = hostWith(withRecordsDone(host, fresh), {
    staged: [...host.staged, ...fresh],
    chainDeadline: deadlineAfter(turn, fresh),
  });
  return doing(told, log, next);
}

/** Drops a chain that is too long, and sends nothing: the watchdog will (A20). The last of these is one too many. */
function overflowMove(turn: HostContext, fresh: readonly InboxRecord[]): Move {
  const { host, behaviour } = turn;
  const { chainLimit } = behaviour.series;
  const log = logOf(turn);
  const kept = fresh.slice(0, -1);
  sayStaged(kept, log);
  for (const record of fresh.slice(-1)) say(log, 'eventAdd', rangeOf(record));
  say(log, 'chainTooLong', {});
  sayFailed(log, errno.ENOSPC);
  const because = `the chain has more than ${chainLimit} extents`;
  const told = {
    title: `drops a chain of ${count(host.staged.length + fresh.length, 'offered extent')}`,
    because: `A chain may have ${chainLimit} extents. ${behaviour.name} forgets those it staged and sends nothing until its watchdog runs out (A20).`,
    decisions: [...host.staged, ...fresh].map(({ extent }): Decision => ({
      extent,
      verdict: 'refuses',
      because,
      rule: 'A20',
    })),
  };
  const next = hostWith(withRecordsDone(host, fresh), {
    staged: [],
    chainDeadline: deadlineAfter(turn, kept),
  });
  return doing(told, log, next);
}

/** A host that never answers: the offers are gone from its log and stay open at the device. */
const unansweredMove = (turn: HostContext, fresh: readonly InboxRecord[]): Move =>
  doing(
    {
      title: `leaves ${count(fresh.length, 'offered extent')} unanswered`,
      because: 'This host reads and clears, and never answers.',
      decisions: fresh.map(waiting('this host never answers')),
      stages: fresh,
    },
    logOf(turn),
    withRecordsDone(turn.host, fresh),
  );

/** A complete chain of records: all of it, the records judged in this move, and whether it is the oldest unanswered one. */
interface Closed {
  readonly chain: readonly SeenRecord[];
  readonly fresh: readonly InboxRecord[];
  readonly oldest: boolean;
}

/** Judges a closed chain and sends the response, or the first part of it (S6 to S11). */
function answerMove(turn: HostContext, closed: Closed): Move {
  const { chain, fresh } = closed;
  const { behaviour, host, sees } = turn;
  const log = logOf(turn);
  sayStaged(fresh, log);
  const staged = log.lines.length;
  const found = judged(chain, { host, sees, behaviour, recovered: false, log });
  const judgement = behaviour.answers(found, chain, host);
  // What does not come up after all is not told of.
  if (judgement !== found && judgement.host === host) log.lines.splice(staged);
  const { names, decisions } = judgement;
  const [first = [], ...rest] = chunked(names, sees.payload);
  const told = {
    title: answerTitle(names.length, chain.length),
    because: whyAnswer(closed, decisions),
    decisions,
    stages: fresh,
  };
  return sending(turn, told, log, respond(first, rest.length > 0), (reply, later) => {
    const worked = reply.code === 0;
    if (!worked) sayFailed(later, errnoOf(reply.code, sees));
    return afterAnswer(turn, closed, { judgement, rest, worked });
  });
}

const answerTitle = (named: number, offered: number): string => {
  if (named === offered) return `accepts ${count(named, 'offered extent')}`;
  return named === 0
    ? `refuses ${count(offered, 'offered extent')}`
    : `accepts ${named} of ${count(offered, 'offered extent')}`;
};

function whyAnswer({ oldest }: Closed, decisions: readonly Decision[]): string {
  const order = oldest ? '' : 'It answers the second of two offers first. ';
  const first = decisions.find(({ verdict }) => verdict === 'refuses');
  if (first === undefined) {
    return `${order}The chain is complete and every extent passes all checks (S6 to S8).`;
  }
  return `${order}e${first.extent} is left out: ${first.because}${first.rule === '' ? '' : ` (${first.rule})`}. What a response does not name is refused.`;
}

interface Answer {
  readonly judgement: Judgement;
  readonly rest: readonly (readonly Range[])[];
  readonly worked: boolean;
}

/** Linux surfaces extents before it sends the response and does not take them back if that fails. */
function afterAnswer(
  { behaviour, host, sees }: HostContext,
  { chain, oldest }: Closed,
  { judgement, rest, worked }: Answer,
): HostState {
  const { names } = judgement;
  const again = behaviour.responses === 2 ? chunked(names, sees.payload) : [];
  const tasks: readonly Task[] = [
    ...respondTask(worked ? rest : [], 'The response goes on: it did not fit one command.'),
    ...respondTask(again, 'This host sends every response twice.'),
  ];
  const { random } = judgement.host;
  const shows = behaviour.surfacesEarly || worked;
  const after = shows ? judgement.host : hostWith(host, { random });
  return hostWith(withChainAnswered(after, chain), {
    tasks: [...tasks, ...host.tasks],
    chainDeadline: oldest ? undefined : host.chainDeadline,
  });
}

const respondTask = (chunks: readonly (readonly Range[])[], because: string): readonly Task[] =>
  chunks.length === 0 ? [] : [{ kind: 'respond', chunks, because }];

/** Refuses what is staged without waiting any longer: the watchdog ran out, or the host gives the chain up. */
export function refuseStagedMove(
  turn: HostContext,
  why: { readonly because: string; readonly rule: string },
): Move {
  const { host } = turn;
  const log = logOf(turn);
  if (why.rule === 'A19') say(log, 'chainTimedOut', {});
  const refuses = ({ extent }: SeenExtent): Decision => ({
    extent,
    verdict: 'refuses',
    because: 'the chain was never closed',
    rule: why.rule,
  });
  const told = {
    title: `refuses ${count(host.staged.length, 'staged extent')}`,
    because: why.because,
    decisions: host.staged.map(refuses),
  };
  return sending(turn, told, log, respond([]), ({ code }, later) => {
    if (code !== 0) say(later, 'chainUnanswered', {});
    return hostWith(host, { staged: [], chainDeadline: undefined });
  });
}
