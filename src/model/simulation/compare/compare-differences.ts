import { sameBlocks } from '../../persistent/block-map';
import { ldOf, type Ld, type OfferGroup } from '../../device/device-state';
import type { Comparison } from './compare';
import type { DcRecord } from '../../event-log/event-log';
import { listComparer, type Chunks } from './compare-lists';
import type { Reply } from '../reply';
import type { SimulationState } from '../state';
import { stateAt, type Frame } from '../run/timeline';

/** What two runs can differ in at a row: what its steps sent and got back, and what then is. */
export type Aspect = StepAspect | StateAspect;

type StepAspect = 'sent' | 'reply';

const stateAspects = [
  'crash',
  'regions',
  'accepted',
  'askedBack',
  'pending',
  'bitmap',
  'log',
  'host',
] as const;

export type StateAspect = (typeof stateAspects)[number];

/** Whether an aspect is one of the states, and not of what was sent and answered. */
export const isStateAspect = (aspect: Aspect): aspect is StateAspect =>
  aspect !== 'sent' && aspect !== 'reply';

/** A row at which the runs differ. */
export interface RowDifference {
  readonly row: number;
  readonly aspects: readonly Aspect[];
  /** Those that do not differ in the row before, or differ there in another way. */
  readonly fresh: readonly Aspect[];
}

/** Every row at which the runs differ, in order. */
export function differencesIn(comparison: Comparison): readonly RowDifference[] {
  const found: RowDifference[] = [];
  let before: StateKeys | undefined;
  comparison.rows.forEach(({ a, b }, row) => {
    const [stateA, stateB] = [stateAt(comparison.a, a), stateAt(comparison.b, b)];
    const keys = stateKeys(stateA, stateB, before);
    const steps = stepAspects(comparison, row);
    const states = stateAspects.filter((aspect) => keys.texts[aspect] !== '');
    const fresh = states.filter((aspect) => keys.texts[aspect] !== before?.texts[aspect]);
    before = keys;
    if (steps.length + states.length === 0) return;
    found.push({ row, aspects: [...steps, ...states], fresh: [...steps, ...fresh] });
  });
  return found;
}

/** What the two steps of a row differ in. A run that stays where it is takes no step. */
function stepAspects(comparison: Comparison, row: number): readonly StepAspect[] {
  const { a, b } = stepsOf(comparison, row);
  if (a === undefined || b === undefined) return [];
  return [
    ...(sameSent(a.sent, b.sent) ? [] : ['sent' as const]),
    ...(sameReply(a.reply, b.reply) ? [] : ['reply' as const]),
  ];
}

/** The step that each run takes in a row, if it takes one. */
export function stepsOf(
  { a, b, rows }: Comparison,
  row: number,
): { readonly a: Frame | undefined; readonly b: Frame | undefined } {
  const [now, last] = [rows[row], rows[row - 1]];
  if (now === undefined || last === undefined) return { a: undefined, b: undefined };
  return {
    a: now.a === last.a ? undefined : a.frames[now.a - 1],
    b: now.b === last.b ? undefined : b.frames[now.b - 1],
  };
}

const sameSent = (a: Frame['sent'], b: Frame['sent']): boolean =>
  a?.opcode === b?.opcode && sameBytes(a?.payload, b?.payload);

function sameReply(a: Reply, b: Reply): boolean {
  const [left, right] = [saidBy(a), saidBy(b)];
  return a.kind === b.kind && left.text === right.text && sameBytes(left.bytes, right.bytes);
}

/** What a reply says: in a word, and as bytes where it has some. */
function saidBy(reply: Reply): { readonly text: string; readonly bytes?: Uint8Array | undefined } {
  switch (reply.kind) {
    case 'mailbox':
      return { text: String(reply.code), bytes: reply.output };
    case 'qmp':
      return { text: reply.error?.desc ?? '' };
    case 'memory':
      return { text: reply.memtx, bytes: reply.data };
    default:
      return { text: '' };
  }
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === b || (a?.length === b?.length && (a?.every((byte, i) => byte === b?.[i]) ?? false));

/** How one part of two states differs, as text: equal differences have equal texts, and none has no text. */
interface Part {
  /** The object that is replaced whenever the part changes. */
  readonly of: (state: SimulationState) => unknown;
  readonly differs: (a: SimulationState, b: SimulationState) => string;
}

const ld = (state: SimulationState): Ld => ldOf(state.device);

/** A part that is a list, of whose items some members count. */
const listed = <T extends object>(
  of: (state: SimulationState) => unknown,
  chunks: (state: SimulationState) => Chunks<T>,
  members: readonly (keyof T)[],
): Part => {
  const compared = listComparer(members);
  return { of, differs: (a, b) => compared(chunks(a), chunks(b)) };
};

interface Offer {
  readonly opensGroup: boolean;
  readonly start: number;
  readonly length: number;
}

const offers = new WeakMap<OfferGroup, readonly Offer[]>();

/** The extents of a group, each time the same list. */
function offersIn(group: OfferGroup): readonly Offer[] {
  const known = offers.get(group);
  if (known !== undefined) return known;
  const made = group.extents.map(({ start, length }, i) => ({
    opensGroup: i === 0,
    start,
    length,
  }));
  offers.set(group, made);
  return made;
}

const parts: Readonly<Record<StateAspect, Part>> = {
  crash: {
    of: ({ device }) => device.crashed,
    differs: (a, b) =>
      a.device.crashed === b.device.crashed
        ? ''
        : `${a.device.crashed ?? ''}/${b.device.crashed ?? ''}`,
  },
  regions: listed(
    (state) => ld(state).regions,
    (state) => [ld(state).regions],
    ['base', 'length', 'blockSize'],
  ),
  accepted: listed(
    (state) => ld(state).accepted,
    (state) => ld(state).accepted.byOrder.chunks,
    ['start', 'length', 'tag', 'sharedSeq'],
  ),
  askedBack: listed(
    (state) => ld(state).askedBack,
    (state) => ld(state).askedBack.chunks,
    ['start', 'end'],
  ),
  pending: listed(
    (state) => ld(state).pending,
    (state) => ld(state).pending.map(offersIn),
    ['opensGroup', 'start', 'length'],
  ),
  bitmap: { of: (state) => ld(state).bitmaps, differs: bitmapsDiffer },
  log: {
    of: (state) => ld(state).eventLogs.dynamicCapacity,
    differs: logsDiffer,
  },
  host: listed(
    ({ host }) => host.held,
    ({ host }) => host.held.chunks,
    ['start', 'end'],
  ),
};

interface StateKeys {
  readonly a: SimulationState;
  readonly b: SimulationState;
  readonly texts: Readonly<Record<StateAspect, string>>;
}

/** The texts of all parts. Those that changed on neither side are taken from the row before. */
function stateKeys(
  a: SimulationState,
  b: SimulationState,
  before: StateKeys | undefined,
): StateKeys {
  const text = (aspect: StateAspect): string => {
    const { of, differs } = parts[aspect];
    const known = before !== undefined && of(before.a) === of(a) && of(before.b) === of(b);
    if (known) return before.texts[aspect];
    return of(a) === of(b) ? '' : differs(a, b);
  };
  const texts = {
    crash: text('crash'),
    regions: text('regions'),
    accepted: text('accepted'),
    askedBack: text('askedBack'),
    pending: text('pending'),
    bitmap: text('bitmap'),
    log: text('log'),
    host: text('host'),
  };
  return { a, b, texts };
}

/** Bits of regions that are laid out alike; where they are not, the regions differ already. */
function bitmapsDiffer(a: SimulationState, b: SimulationState): string {
  const differing = ld(a).bitmaps.flatMap((map, region) => {
    const other = ld(b).bitmaps[region];
    return other?.blocks !== map.blocks || sameBlocks(map, other) ? [] : [region];
  });
  return differing.join(',');
}

const comparedRecords = listComparer<DcRecord>([
  'handle',
  'type',
  'more',
  'start',
  'length',
  'tag',
]);

function logsDiffer(a: SimulationState, b: SimulationState): string {
  const [logA, logB] = [ld(a).eventLogs.dynamicCapacity, ld(b).eventLogs.dynamicCapacity];
  const records = comparedRecords([logA.records], [logB.records]);
  const [lostA, lostB] = [logA.overflow.count, logB.overflow.count];
  return lostA === lostB ? records : `${records} lost ${lostA}/${lostB}`;
}
