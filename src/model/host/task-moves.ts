import type { HostContext } from './behaviour';
import { respond } from './commands';
import { givingBack, sayFailed } from './event-moves';
import type { Task } from './host-state';
import { count, errnoOf } from './lines';
import { logOf } from './log';
import { sending } from './moves';
import { scanMove } from './scan-moves';
import { withRest, type TaskOf } from './tasks';
import { teardownMove } from './teardown';
import type { Move } from './twin';

/** The next command of a task. */
export function taskMove(turn: HostContext, task: Task): Move {
  switch (task.kind) {
    case 'respond':
      return respondMove(turn, task);
    case 'release':
      return giveBackMove(turn, task);
    case 'scan':
      return scanMove(turn, task);
    case 'teardown':
      return teardownMove(turn, task);
  }
}

function respondMove(turn: HostContext, task: TaskOf<'respond'>): Move {
  const { host } = turn;
  const [first = [], ...rest] = task.chunks;
  const title =
    first.length === 0 ? 'refuses the offer again' : `names ${count(first.length, 'more extent')}`;
  const told = { title, because: task.because };
  return sending(turn, told, logOf(turn), respond(first, rest.length > 0), ({ code }, later) => {
    if (code !== 0) sayFailed(later, errnoOf(code, turn.sees));
    const goesOn = code === 0 && rest.length > 0;
    return withRest(host, task, goesOn ? [{ ...task, chunks: rest }] : []);
  });
}

function giveBackMove(turn: HostContext, task: TaskOf<'release'>): Move {
  const { goes, because } = task;
  const host = withRest(turn.host, task, []);
  const next = goes.find(({ held }) => !held);
  const decisions =
    next === undefined
      ? []
      : [{ extent: next.extent.extent, verdict: 'releases', because, rule: 'R7' } as const];
  const told = { title: 'gives an extent back', because, decisions };
  return givingBack({ ...turn, host }, told, goes, logOf(turn));
}
