import type { ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import { openOffers } from '../../host/beliefs';
import type { HostState } from '../../host/host-state';
import type { Frame } from '../../simulation/run/timeline';
import { happeningsOf } from '../scene/gather';
import { usesMemory } from './lane-marks';
import { drawnChain, drawnHolding, type Chain, type Holding } from './lane-spans';
import type { LaneSpan } from '../page';

/** Brackets that stand beside each other in a lane; more than these share the last place. */
const TRACKS = 3;

/** A bracket that has begun. Once it has ended it is drawn for good. */
interface Begun {
  readonly lane: LaneSpan['lane'];
  readonly draw: () => LaneSpan;
  ended?: LaneSpan;
}

interface Held {
  readonly holding: Holding;
  readonly begun: Begun;
}

/** What was found in the first steps of a run. It grows with the run; whoever continues it owns it. */
export interface Gathered {
  steps: number;
  memory: boolean;
  host: HostState;
  readonly begun: Begun[];
  readonly tracks: Readonly<Record<LaneSpan['lane'], (Begun | undefined)[]>>;
  readonly chains: Map<number, { readonly chain: Chain; readonly begun: Begun }>;
  readonly chainOf: Map<ExtentId, Chain>;
  readonly chainOfRecord: Map<number, Chain>;
  held: readonly Held[];
}

export const nothingGathered = (host: HostState): Gathered => ({
  steps: 0,
  memory: false,
  host,
  begun: [],
  tracks: { device: [], host: [] },
  chains: new Map(),
  chainOf: new Map(),
  chainOfRecord: new Map(),
  held: [],
});

/** Takes in the next step of the run. */
export function gatherStep(gathered: Gathered, frame: Frame): void {
  const step = gathered.steps + 1;
  const { host } = frame.state;
  gatherChains(gathered, frame.happenings, step);
  if (handsChanged(gathered.host, host)) gatherHoldings(gathered, host, step);
  gathered.memory ||= usesMemory(frame);
  gathered.host = host;
  gathered.steps = step;
}

function gatherChains(gathered: Gathered, happenings: readonly Happening[], step: number): void {
  for (const happening of happenings) {
    switch (happening.what) {
      case 'groupOffered':
        if (happening.extents.length > 1) beginChain(gathered, happening, { happenings, step });
        break;
      case 'recordsRead':
        for (const serial of happening.serials) {
          const reads = gathered.chainOfRecord.get(serial)?.reads;
          if (reads?.at(-1) !== step) reads?.push(step);
        }
        break;
      case 'groupClosed':
        endChain(gathered, happening.group, step);
        break;
      default:
    }
  }
}

interface LaneInstant {
  readonly happenings: readonly Happening[];
  readonly step: number;
}

function beginChain(
  gathered: Gathered,
  { group, extents }: Pick<Chain, 'group' | 'extents'>,
  { happenings, step }: LaneInstant,
): void {
  const last = extents.at(-1);
  const closingLost = happeningsOf(happenings, 'recordDropped').some(
    ({ extent }) => extent === last,
  );
  const chain: Chain = { group, extents, offered: step, closingLost, reads: [] };
  const begun = begin(gathered, 'device', (track) => drawnChain(chain, track));
  gathered.chains.set(group, { chain, begun });
  for (const extent of extents) gathered.chainOf.set(extent, chain);
  for (const { serial, extent } of happeningsOf(happenings, 'recordLogged'))
    if (gathered.chainOf.get(extent) === chain) gathered.chainOfRecord.set(serial, chain);
}

function endChain(gathered: Gathered, group: number, step: number): void {
  const found = gathered.chains.get(group);
  if (found === undefined) return;
  found.chain.answered = step;
  end(gathered, found.begun);
}

const handsChanged = (before: HostState, after: HostState): boolean =>
  before.inbox !== after.inbox ||
  before.staged !== after.staged ||
  before.chainDeadline !== after.chainDeadline;

/** Ends what the host no longer has in its hands, and begins what is new. */
function gatherHoldings(gathered: Gathered, host: HostState, step: number): void {
  const inHand = chainsInHand(gathered, host);
  const isKept = ({ holding: { chain, kind, deadline } }: Held): boolean =>
    inHand.get(chain) === kind && deadline === host.chainDeadline;
  const kept = gathered.held.filter(isKept);
  for (const held of gathered.held) {
    if (isKept(held)) continue;
    held.holding.to = step;
    end(gathered, held.begun);
  }
  const fresh = [...inHand]
    .filter(([chain]) => !kept.some(({ holding }) => holding.chain === chain))
    .map(([chain, kind]): Held => {
      const holding: Holding = { chain, kind, from: step, deadline: host.chainDeadline };
      const draw = (track: number): LaneSpan => drawnHolding(holding, track);
      return { holding, begun: begin(gathered, 'host', draw) };
    });
  gathered.held = [...kept, ...fresh];
}

/** The chains the host has read and not answered, each by whether it waits for more of it. */
function chainsInHand({ chainOf }: Gathered, host: HostState): Map<Chain, Holding['kind']> {
  const inHand = new Map<Chain, Holding['kind']>();
  const staged = new Set(host.staged);
  for (const record of openOffers(host)) {
    const chain = chainOf.get(record.extent);
    // Set aside with More on its last record: more must come before the host answers.
    if (chain !== undefined)
      inHand.set(chain, record.more && staged.has(record) ? 'waiting' : 'chain');
  }
  return inHand;
}

/** Gives a bracket the first place beside its lane that is free. */
function begin(
  { begun, tracks }: Gathered,
  lane: LaneSpan['lane'],
  draw: (track: number) => LaneSpan,
): Begun {
  const places = tracks[lane];
  const free = Array.from({ length: TRACKS }, (_, i) => places[i]).indexOf(undefined);
  const track = free === -1 ? TRACKS - 1 : free;
  const fresh: Begun = { lane, draw: () => draw(track) };
  places[track] = fresh;
  begun.push(fresh);
  return fresh;
}

function end({ tracks }: Gathered, begun: Begun): void {
  begun.ended = begun.draw();
  const places = tracks[begun.lane];
  const place = places.indexOf(begun);
  if (place !== -1) places[place] = undefined;
}
