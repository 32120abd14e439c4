import { dcEventTypes } from '../event-log/event-log';
import type { Turn } from './behaviour';
import { answered, markedDone, surfaced } from './beliefs';
import { chunked, respond } from './commands';
import { onFailure, quiet } from './event-moves';
import {
  hostWith,
  type HostState,
  type InboxRecord,
  type Range,
  type SeenExtent,
  type SeenRecord,
  type Task,
} from './host-state';
import type { Judgement } from './judge';
import { count, errno, eventFailed, eventRange, keptText, kernel, sending } from './lines';
import type { Decision, HostLine, Move } from './twin';

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
export function addMove(turn: Turn): Move {
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

const addLine = (record: SeenRecord): HostLine => kernel(`DCD event add : ${eventRange(record)}`);

const shownLine = (extent: SeenExtent): HostLine => kernel(`Add extent ${keptText(extent)}`);

const deadlineAfter = ({ behaviour, sees, host }: Turn): number | undefined => {
  const { chainTimeout } = behaviour.series;
  return chainTimeout === undefined ? host.chainDeadline : sees.clock + chainTimeout;
};

/** Keeps the offers of a chain that is not closed, and winds up the watchdog (S5). */
function stageMove(turn: Turn, fresh: readonly InboxRecord[]): Move {
  const { host, behaviour } = turn;
  return {
    title: `stages ${count(fresh.length, 'offered extent')} and waits`,
    because: `The last record has More set, so the chain is not complete. ${behaviour.name} answers only a complete chain (S5).`,
    decisions: fresh.map(waiting('the chain is not closed')),
    stages: fresh,
    prints: fresh.flatMap((record) => [
      addLine(record),
      kernel('more bit set; delay the surfacing of extent'),
    ]),
    after: () =>
      hostWith(markedDone(host, fresh), {
        staged: [...host.staged, ...fresh],
        chainDeadline: deadlineAfter(turn),
      }),
  };
}

/** Drops a chain that is too long, and sends nothing: the watchdog will (A20). */
function overflowMove(turn: Turn, fresh: readonly InboxRecord[]): Move {
  const { host, behaviour } = turn;
  const { chainLimit } = behaviour.series;
  const because = `the chain has more than ${chainLimit} extents`;
  return {
    title: `drops a chain of ${count(host.staged.length + fresh.length, 'offered extent')}`,
    because: `A chain may have ${chainLimit} extents. ${behaviour.name} forgets those it staged and sends nothing until its watchdog runs out (A20).`,
    decisions: [...host.staged, ...fresh].map(({ extent }) => ({
      extent,
      verdict: 'refuses',
      because,
      rule: 'A20',
    })),
    stages: [],
    prints: [
      ...fresh.map(addLine),
      kernel(`DC add chain exceeds ${chainLimit} extents; dropping (firmware bug)`),
      eventFailed(errno.ENOSPC),
    ],
    after: () =>
      hostWith(markedDone(host, fresh), { staged: [], chainDeadline: deadlineAfter(turn) }),
  };
}

/** A host that never answers: the offers are gone from its log and stay open at the device. */
function unansweredMove({ host }: Turn, fresh: readonly InboxRecord[]): Move {
  return {
    ...quiet,
    title: `leaves ${count(fresh.length, 'offered extent')} unanswered`,
    because: 'This host reads and clears, and never answers.',
    decisions: fresh.map(waiting('this host never answers')),
    stages: fresh,
    after: () => markedDone(host, fresh),
  };
}

/** A chain to answer, what of it has just been looked at, and whether no older one waits. */
interface Closed {
  readonly chain: readonly SeenRecord[];
  readonly fresh: readonly InboxRecord[];
  readonly oldest: boolean;
}

/** Judges a closed chain and sends the response, or the first part of it (S6 to S11). */
function answerMove(turn: Turn, closed: Closed): Move {
  const { chain, fresh } = closed;
  const judgement = turn.behaviour.judges(chain, turn);
  const { names, surfaces, decisions, prints } = judgement;
  const [first = [], ...rest] = chunked(names, turn.sees.payload);
  return {
    title: answerTitle(names.length, chain.length),
    because: whyAnswer(closed, decisions),
    command: respond(first, rest.length > 0),
    decisions,
    stages: fresh,
    prints: [...fresh.map(addLine), ...prints, ...surfaces.map(shownLine), sending(0x4802)],
    printsOn: onFailure,
    after: (reply) => afterAnswer(turn, closed, { judgement, rest, worked: reply?.code === 0 }),
  };
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
  turn: Turn,
  { chain, oldest }: Closed,
  { judgement, rest, worked }: Answer,
): HostState {
  const { behaviour, host, sees } = turn;
  const { surfaces, names, random } = judgement;
  const again = behaviour.responses === 2 ? chunked(names, sees.payload) : [];
  const tasks: readonly Task[] = [
    ...respondTask(worked ? rest : [], 'The response goes on: it did not fit one command.'),
    ...respondTask(again, 'This host sends every response twice.'),
  ];
  const done = hostWith(answered(host, chain), {
    tasks: [...tasks, ...host.tasks],
    random,
    chainDeadline: oldest ? undefined : host.chainDeadline,
  });
  return behaviour.surfacesEarly || worked ? surfaced(done, surfaces) : done;
}

const respondTask = (chunks: readonly (readonly Range[])[], because: string): readonly Task[] =>
  chunks.length === 0 ? [] : [{ kind: 'respond', chunks, because }];

/** Refuses what is staged without waiting any longer. */
export function refuseStagedMove(
  { host }: Turn,
  why: { readonly because: string; readonly rule: string; readonly prints: readonly HostLine[] },
): Move {
  const { staged } = host;
  return {
    title: `refuses ${count(staged.length, 'staged extent')}`,
    because: why.because,
    command: respond([]),
    decisions: staged.map(({ extent }) => ({
      extent,
      verdict: 'refuses',
      because: 'the chain was never closed',
      rule: why.rule,
    })),
    stages: [],
    prints: [...why.prints, sending(0x4802)],
    printsOn: onFailure,
    after: () => hostWith(host, { staged: [], chainDeadline: undefined }),
  };
}
