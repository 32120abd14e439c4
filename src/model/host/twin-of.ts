import { dcEventTypes } from '../event-log/event-log';
import { addMove, refuseStagedMove } from './add-moves';
import type { Behaviour, HostContext } from './behaviour';
import { DC_LOG } from './commands';
import { clearMove, handOver, ignoreMove, neverSeen, readMove, releaseMove } from './event-moves';
import { withRecordsDone } from './beliefs';
import type { HostState, InboxRecord } from './host-state';
import { logOf } from './log';
import { doing } from './moves';
import { taskMove } from './task-moves';
import { urgentTask } from './tasks';
import type { Move, Twin } from './twin';

/** The move for the first record that has not been dealt with (S4). */
function recordMove(turn: HostContext, record: InboxRecord): Move {
  switch (record.type) {
    case dcEventTypes.add:
      return addMove(turn);
    case dcEventTypes.release:
      return turn.behaviour.responses === 0 ? unheardMove(turn, record) : releaseMove(turn, record);
    default:
      return ignoreMove(turn, record);
  }
}

function unheardMove(turn: HostContext, record: InboxRecord): Move {
  const { extent } = record;
  const because = 'this host never answers';
  const told = {
    title: 'leaves a release request unanswered',
    because: 'This host reads and clears, and never answers.',
    decisions: [{ extent, verdict: 'keeps', because, rule: '' } as const],
  };
  return doing(told, logOf(turn), withRecordsDone(turn.host, [record]));
}

/** The events of the device: what was read, then what is there to read. */
function eventMove(turn: HostContext): Move | undefined {
  const { host, sees } = turn;
  // Without Dynamic Capacity the driver leaves the log alone (A1).
  if (sees.partitions.length === 0 || !host.bound) return undefined;
  const record = host.inbox.find(({ done }) => !done);
  if (record !== undefined) {
    const strange = neverSeen(turn);
    return strange === undefined ? recordMove(turn, record) : handOver(turn, strange);
  }
  if (host.inbox.length > 0) return clearMove(turn);
  const waiting = (sees.eventStatus >> DC_LOG) % 2 === 1;
  return host.rereads !== 'no' || waiting ? readMove(turn) : undefined;
}

/** The empty response of a watchdog that ran out (A19), before anything that came later. */
function watchdogMove(turn: HostContext): Move | undefined {
  const { behaviour, host, sees } = turn;
  const { chainTimeout } = behaviour.series;
  const { chainDeadline } = host;
  if (chainTimeout === undefined || chainDeadline === undefined || chainDeadline > sees.clock) {
    return undefined;
  }
  return refuseStagedMove(turn, {
    because: `The chain was not closed within ${chainTimeout / 1e9} s, so the watchdog refuses all of it (A19).`,
    rule: 'A19',
  });
}

function openChainMove(turn: HostContext): Move | undefined {
  const { behaviour, host } = turn;
  if (behaviour.openChain === 'kept' || host.staged.length === 0) return undefined;
  return refuseStagedMove(turn, {
    because:
      'The log is empty and the chain is still open: what is missing was lost, so the whole chain is refused.',
    rule: 'S5',
  });
}

function nextMove(turn: HostContext): Move | undefined {
  const { behaviour, host } = turn;
  if (host.crashed !== undefined) return undefined;
  const urgent = urgentTask(host);
  if (urgent !== undefined) return taskMove(turn, urgent);
  const event = behaviour.handlesEvents
    ? (watchdogMove(turn) ?? eventMove(turn) ?? openChainMove(turn))
    : undefined;
  if (event !== undefined) return event;
  const [task] = host.tasks;
  return task === undefined ? undefined : taskMove(turn, task);
}

const wakesAt = ({ handlesEvents, series }: Behaviour, { chainDeadline, crashed }: HostState) =>
  handlesEvents && series.chainTimeout !== undefined && crashed === undefined
    ? chainDeadline
    : undefined;

/** The machine that all hosts share, with a behaviour of its own. */
export const twinOf = (behaviour: Behaviour): Twin => ({
  id: behaviour.id,
  label: behaviour.label,
  about: behaviour.about,
  series: behaviour.series,
  handlesEvents: behaviour.handlesEvents,
  next: (sees, host) => nextMove({ behaviour, sees, host }),
  wakesAt: (host) => wakesAt(behaviour, host),
});
