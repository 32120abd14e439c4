import type { ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import type { Frame } from '../../simulation/run/timeline';
import { extentsOf, type Causes, type Entry } from './causes';

/** What a chain follows from step to step, so that of all that led to a command the right part is told. */
export interface Thread {
  readonly extent?: ExtentId;
  /** Serial of a record of the Dynamic Capacity log. */
  readonly record?: number;
  /** Who cleared a record had read it; who read it found it logged. */
  readonly wants?: 'read' | 'logged';
}

/** The thread as a happening spins it on. */
export function followed(
  causes: Causes,
  frame: Frame,
  happening: Happening,
  thread: Thread,
): Thread {
  switch (happening.what) {
    case 'extentAccepted':
      return { extent: happening.from };
    case 'extentSplit':
    case 'extentReleased':
    case 'extentWithdrawn':
    case 'recordLogged':
    case 'hostDecided':
    case 'hostStaged':
    case 'hostSurfaced':
    case 'hostReleased':
      return happening.extent === 0 ? thread : { extent: happening.extent };
    case 'groupClosed':
      return { ...thread, ...firstOf(causes.byGroup.get(happening.group)?.[0]) };
    case 'recordsCleared':
    case 'recordsRead':
      return throughLog(happening, thread);
    case 'commandReceived':
    case 'hostMoved':
      return thread.extent === undefined && thread.record === undefined
        ? firstThread(frame)
        : thread;
    default:
      return thread;
  }
}

const firstOf = (entry: Entry | undefined): Thread => {
  const extent = entry === undefined ? undefined : extentsOf(entry.happening)[0];
  return extent === undefined ? {} : { extent };
};

function throughLog(
  happening: Extract<Happening, { readonly what: 'recordsRead' | 'recordsCleared' }>,
  thread: Thread,
): Thread {
  if (happening.log !== 'dynamicCapacity') return {};
  const wants = happening.what === 'recordsRead' ? 'logged' : 'read';
  const { serials } = happening;
  const record =
    thread.record !== undefined && serials.includes(thread.record) ? thread.record : serials.at(-1);
  return record === undefined ? {} : { ...thread, record, wants };
}

/** What a step is about when nothing else was asked for: the first extent decided on, else a record. */
function firstThread({ happenings }: Frame): Thread {
  for (const happening of happenings) {
    if (happening.what === 'hostDecided') return { extent: happening.extent };
    if (happening.what === 'recordsRead' || happening.what === 'recordsCleared') {
      return throughLog(happening, {});
    }
  }
  return {};
}
