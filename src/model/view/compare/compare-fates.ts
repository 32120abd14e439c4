import { ldOf } from '../../device/device-state';
import { endOf, type Extent, type ExtentId } from '../../extent';
import { extentsIn, inOrder } from '../../device/extent-list';
import type { Happening } from '../../happening';
import { codeTitle, hexCode } from '../../layouts/return-code';
import type { SimulationState } from '../../simulation/state';
import type { Frame } from '../../simulation/run/timeline';
import { happeningsOf, sum } from '../scene/gather';
import { extentNames, listed } from '../words/names';
import type { Letter } from '../page/compare';

/** A step of one run, and the state before it. */
export interface HostStep {
  readonly frame: Frame;
  readonly before: SimulationState;
}

/** What became of an extent in a step, as the states before and after it say. */
type Fate =
  | 'accepts'
  | 'accepts part of'
  | 'refuses'
  | 'leaves'
  | 'gives back'
  | 'gives back part of'
  | 'keeps';

type Decision = Extract<Happening, { readonly what: 'hostDecided' }>;

interface Decided {
  readonly extent: ExtentId;
  readonly fate: Fate;
  readonly because: string;
}

/** Bytes of an extent that are accepted after a step: as itself, or as what the step made of it. Others may overlap it. */
function acceptedOf({ frame, before }: HostStep, { id, start, length }: Extent): number {
  const known = new Set(inOrder(ldOf(before.device).accepted).map((held) => held.id));
  return sum(
    extentsIn(ldOf(frame.state.device).accepted, start, start + length)
      .filter((held) => held.id === id || !known.has(held.id))
      .map((held) => Math.min(endOf(held), start + length) - Math.max(held.start, start)),
  );
}

function fateOfOffer(step: HostStep, offer: Extent): Fate {
  const { pending } = ldOf(step.frame.state.device);
  const waits = pending.some(({ extents }) => extents.some(({ id }) => id === offer.id));
  const taken = acceptedOf(step, offer);
  if (taken === 0) return waits ? 'leaves' : 'refuses';
  return taken === offer.length ? 'accepts' : 'accepts part of';
}

function fateOfAccepted(step: HostStep, extent: Extent): Fate {
  const left = acceptedOf(step, extent);
  if (left === 0) return 'gives back';
  return left === extent.length ? 'keeps' : 'gives back part of';
}

/** The reason is that of the host where its decision came true, else the answer that it got. */
function reasonOf({ reply }: Frame, { verdict, because, rule }: Decision, fate: Fate): string {
  if (fate.startsWith('accepts')) return '';
  if (reply.kind === 'mailbox' && reply.code !== 0)
    return `the device answers ${hexCode(reply.code)} ${codeTitle(reply.code)}`;
  const came = verdict === 'accepts' ? '' : because.replace(/\.$/, '');
  return came === '' || rule === '' ? came : `${came}, ${rule}`;
}

/** What a host decided of each extent, by its first byte: two runs need not name it alike. */
function decidedIn(step: HostStep): ReadonlyMap<number, Decided> {
  const { frame, before } = step;
  const ld = ldOf(before.device);
  const offers = ld.pending.flatMap(({ extents }) => extents);
  const told = new Map<number, Decided>();
  for (const decision of happeningsOf(frame.happenings, 'hostDecided')) {
    const { extent } = decision;
    const offer = offers.find(({ id }) => id === extent);
    const held = offer ?? inOrder(ld.accepted).find(({ id }) => id === extent);
    if (held === undefined) continue;
    const fate = offer === undefined ? fateOfAccepted(step, held) : fateOfOffer(step, offer);
    told.set(held.start, { extent, fate, because: reasonOf(frame, decision, fate) });
  }
  return told;
}

const phrases: Readonly<Record<Fate, (names: string) => string>> = {
  accepts: (names) => `accepts ${names}`,
  'accepts part of': (names) => `accepts part of ${names}`,
  refuses: (names) => `refuses ${names}`,
  leaves: (names) => `leaves ${names} waiting`,
  'gives back': (names) => `gives back ${names}`,
  'gives back part of': (names) => `gives back part of ${names}`,
  keeps: (names) => `keeps ${names}`,
};

/** `A’s host accepts e3 and e4 and refuses e5 (no CXL region maps its start, A4).` */
function sentenceOf(letter: Letter, decided: readonly Decided[]): string {
  const fates = [...new Set(decided.map(({ fate }) => fate))];
  const clauses = fates.map((fate) => {
    const mine = decided.filter((item) => item.fate === fate);
    const reasons = [...new Set(mine.map(({ because }) => because))];
    const names = extentNames(mine.map(({ extent }) => extent));
    const why = reasons.length === 1 && reasons[0] !== '' ? ` (${reasons[0] ?? ''})` : '';
    return `${phrases[fate](names)}${why}`;
  });
  return `${letter}’s host ${listed(clauses)}.`;
}

/** What became of the same extents in both runs, where that is not the same. */
export function fatesText(a: HostStep, b: HostStep): string | undefined {
  if (a.frame.reply.kind === 'crash' || b.frame.reply.kind === 'crash') return undefined;
  const [ofA, ofB] = [decidedIn(a), decidedIn(b)];
  const torn = [...ofA].flatMap(([start, left]) => {
    const right = ofB.get(start);
    return right === undefined || right.fate === left.fate ? [] : [{ left, right }];
  });
  if (torn.length === 0) return undefined;
  const told = (letter: Letter, side: 'left' | 'right'): string =>
    sentenceOf(
      letter,
      torn.map((pair) => pair[side]),
    );
  return `${told('A', 'left')} ${told('B', 'right')}`;
}
