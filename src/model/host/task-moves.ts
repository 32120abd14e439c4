import { invariant } from '../assert';
import type { Turn } from './behaviour';
import { forgotten } from './beliefs';
import { giveBack, respond } from './commands';
import { onFailure, quiet } from './event-moves';
import { hostWith, type HostState, type SeenExtent, type Task } from './host-state';
import { count, keptRange, kernel, sending } from './lines';
import { scanMove } from './scan-moves';
import { withRest, type TaskOf } from './tasks';
import type { Move } from './twin';

const LATE = { because: 'It came while its region was being destroyed.', rule: '2.2' };

/** The next command of a task. */
export function taskMove(turn: Turn, task: Task): Move {
  switch (task.kind) {
    case 'respond':
      return respondMove(turn, task);
    case 'release':
      return giveBackMove(turn, task);
    case 'scan':
      return scanMove(turn, task);
    case 'close':
      return closeMove(turn, task);
  }
}

function respondMove({ host }: Turn, task: TaskOf<'respond'>): Move {
  const [first = [], ...rest] = task.chunks;
  return {
    ...quiet,
    title:
      first.length === 0
        ? 'refuses the offer again'
        : `names ${count(first.length, 'more extent')}`,
    because: task.because,
    command: respond(first, rest.length > 0),
    prints: [sending(0x4802)],
    printsOn: onFailure,
    after: (reply) =>
      withRest(host, task, reply?.code === 0 && rest.length > 0 ? [{ ...task, chunks: rest }] : []),
  };
}

function giveBackMove({ host }: Turn, task: TaskOf<'release'>): Move {
  const [first, ...rest] = task.extents;
  invariant(first !== undefined, 'something is to be given back');
  const left = rest.length === 0 ? [] : [{ ...task, extents: rest }];
  return gives(host, first, task, (after) => withRest(after, task, left));
}

/** 4803h for one extent, which the host then no longer shows. */
function gives(
  host: HostState,
  extent: SeenExtent,
  { because, rule }: Pick<TaskOf<'release'>, 'because' | 'rule'>,
  after: (host: HostState) => HostState,
): Move {
  const shown = host.extents.filter(
    ({ start, length }) => start === extent.start && length === extent.length,
  );
  return {
    title: 'gives an extent back',
    because,
    command: giveBack([extent]),
    decisions: [{ extent: extent.extent, verdict: 'releases', because, rule }],
    stages: [],
    prints: [kernel(`Release response dpa ${keptRange(extent)}`), sending(0x4803)],
    printsOn: onFailure,
    after: () => after(forgotten(host, shown)),
  };
}

function closeMove({ host }: Turn, task: TaskOf<'close'>): Move {
  const late = host.extents.find(({ region }) => region === task.region);
  if (late !== undefined) return gives(host, late, LATE, (after) => after);
  return {
    ...quiet,
    title: `takes region${task.region} away`,
    because: 'All its extents are given back, so nothing of the device is mapped any more.',
    after: () =>
      hostWith(withRest(host, task, []), {
        regions: host.regions.filter(({ id }) => id !== task.region),
      }),
  };
}
