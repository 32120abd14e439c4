import type { ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import type { Frame } from '../../simulation/run/timeline';
import { latestBefore, type Causes, type Entry, type Kind, type Point } from './causes';
import { followed, type Thread } from './thread';

/** One place of a chain: a happening of a step, or what was done in it. */
export interface Node {
  readonly step: number;
  readonly happening?: Happening;
}

/** The way back from a place: to another, or to how the run began; nothing comes before what was done from outside. */
export type Before = { readonly node: Node; readonly thread: Thread } | 'start' | undefined;

/** What led to a place of a chain. */
function before(causes: Causes, node: Node, thread: Thread): Before {
  const { step, happening } = node;
  const frame = causes.frames[step - 1];
  if (frame === undefined) return 'start';
  if (happening === undefined) return beforeDeed(causes, frame, step, thread);
  const follows = followed(causes, frame, happening, thread);
  if (happening.what === 'hostMoved' && !saysDeed(frame.action, happening)) {
    return beforeMove(causes, frame, step, follows) ?? { node: { step }, thread: {} };
  }
  return { node: placeOf(frame, step, causeIn(frame, happening, follows)), thread: follows };
}

/** The number of what caused a happening in its step; `0` is what was done. */
function causeIn({ happenings }: Frame, happening: Happening, { extent }: Thread): number {
  const earlier = (test: (item: Happening) => boolean): number | undefined =>
    happenings.findLast((item) => item.n < happening.n && test(item))?.n;
  switch (happening.what) {
    case 'recordLogged':
    case 'recordDropped':
      return earlier((item) => isRequest(item, happening.extent)) ?? happening.cause;
    case 'commandReceived':
      return (
        earlier((item) => item.what === 'hostDecided' && item.extent === extent) ?? happening.cause
      );
    case 'hostSurfaced':
    case 'hostReleased':
      return earlier(({ what }) => what === 'commandReplied') ?? happening.cause;
    case 'recordsRead':
    case 'recordsCleared':
      // The command in between says nothing more.
      return happenings[happening.cause - 1]?.cause ?? 0;
    default:
      return happening.cause;
  }
}

const isRequest = (happening: Happening, extent: ExtentId): boolean =>
  (happening.what === 'groupOffered' || happening.what === 'releaseAsked') &&
  happening.extents.includes(extent);

/** Kinds that say no more than the action they came of. */
const doings: ReadonlySet<Kind> = new Set<Kind>([
  'qmpReceived',
  'lineWritten',
  'commandReceived',
  'clockMoved',
]);

/** A command that was sent by hand, or a deed of the host's user that the host tells as its move. */
const saysDeed = (action: Frame['action'], { what }: Happening): boolean =>
  action.kind === 'host' ? what === 'hostMoved' && action.deed !== 'next' : doings.has(what);

/** A place of a step by its number. A command that was sent by hand is the action itself. */
function placeOf({ action, happenings }: Frame, step: number, n: number): Node {
  const happening = happenings[n - 1];
  if (happening === undefined) return { step };
  const isDoing = happening.cause === 0 && saysDeed(action, happening);
  return isDoing ? { step } : { step, happening };
}

/** A host's deed answers something; what comes from outside answers nothing. */
function beforeDeed(causes: Causes, frame: Frame, step: number, thread: Thread): Before {
  switch (frame.action.kind) {
    case 'host':
    case 'mailbox':
      return answeredBy(causes, { step, n: 0 }, thread);
    case 'clock':
      return frame.happenings.some(({ what }) => what === 'backgroundEnded')
        ? at(causes, latestOf(causes, ['backgroundStarted'], { step, n: 0 }), {})
        : undefined;
    default:
      return undefined;
  }
}

/** What a host's own move goes back to: what its user did since, else what it saw or did last. */
function beforeMove(causes: Causes, frame: Frame, step: number, thread: Thread): Before {
  const point = { step, n: 0 };
  const seen = sends(frame, LIST)
    ? at(causes, latestOf(causes, ['hostMoved'], point), thread)
    : (answeredBy(causes, point, thread) ??
      at(causes, latestOf(causes, seenKinds(frame), point), {}));
  const deed = causes.deeds.findLast((done) => done < step);
  const saw = seen === undefined || seen === 'start' ? 0 : seen.node.step;
  const goesOn = sends(frame, LIST) || sends(frame, RELEASE) || thread.extent === undefined;
  return deed !== undefined && deed > saw && goesOn ? { node: { step: deed }, thread } : seen;
}

/** Get DC Extent List, which a host sends when a region is made. */
const LIST = 0x4801;
const RELEASE = 0x4803;

const sends = ({ happenings }: Frame, opcode: number): boolean =>
  happenings.some((item) => item.what === 'commandReceived' && item.opcode === opcode);

const seenKinds = (frame: Frame): readonly Kind[] =>
  reads(frame)
    ? ['recordLogged', 'recordsCleared']
    : ['recordLogged', 'recordsRead', 'recordsCleared', 'hostMoved'];

const reads = ({ happenings }: Frame): boolean =>
  happenings.some(({ what }) => what === 'recordsRead');

/** What was known of the thread's extent or record before a point. */
function answeredBy(causes: Causes, point: Point, { extent, record, wants }: Thread): Before {
  if (record !== undefined) {
    const entries = causes.byRecord.get(record);
    const kind = wants === 'read' ? 'recordsRead' : 'recordLogged';
    const known =
      latestBefore(entries, point, ({ what }) => what === kind) ?? latestBefore(entries, point);
    return at(causes, known, { record, ...(extent === undefined ? {} : { extent }) });
  }
  return extent === undefined ? undefined : milestone(causes, point, extent);
}

const milestones: ReadonlySet<Kind> = new Set<Kind>([
  'groupOffered',
  'releaseAsked',
  'extentAccepted',
  'extentSplit',
  'recordLogged',
]);

/** The latest that a host could act on for an extent: its record if it was read, else how it came to be. */
function milestone(causes: Causes, point: Point, extent: ExtentId): Before {
  const found = latestBefore(causes.byExtent.get(extent), point, ({ what }) =>
    milestones.has(what),
  );
  if (found === undefined) return causes.ranges.has(extent) ? 'start' : undefined;
  if (found.happening.what !== 'recordLogged') return at(causes, found, { extent });
  const { serial } = found.happening;
  const read = latestBefore(
    causes.byRecord.get(serial),
    point,
    ({ what }) => what === 'recordsRead',
  );
  return at(causes, read ?? found, { extent, record: serial });
}

const at = (causes: Causes, entry: Entry | undefined, thread: Thread): Before => {
  const frame = entry && causes.frames[entry.step - 1];
  return frame && { node: placeOf(frame, entry.step, entry.happening.n), thread };
};

/** The latest happening of any of these kinds before a point. */
export function latestOf(causes: Causes, kinds: readonly Kind[], point: Point): Entry | undefined {
  const found = kinds
    .map((kind) => latestBefore(causes.byKind.get(kind), point))
    .filter((entry) => entry !== undefined);
  return found.reduce<Entry | undefined>(
    (best, entry) => (best === undefined || isLater(entry, best) ? entry : best),
    undefined,
  );
}

const isLater = (a: Entry, b: Entry): boolean =>
  a.step > b.step || (a.step === b.step && a.happening.n > b.happening.n);

/** The places of a chain from the first back to its end, and where that is. */
export function chainOf(
  causes: Causes,
  from: Node,
  thread: Thread,
): { readonly nodes: readonly Node[]; readonly end: 'action' | 'start' } {
  const nodes: Node[] = [];
  let now: Before = { node: from, thread };
  while (now !== undefined && now !== 'start') {
    nodes.push(now.node);
    now = before(causes, now.node, now.thread);
  }
  return { nodes, end: now ?? 'action' };
}
