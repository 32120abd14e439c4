import { invariant } from '../../assert';
import type { ExtentId } from '../../extent';
import { note, type HostVerdict, type Trail } from '../../happening';
import { firstChain, openOffers } from '../../host/beliefs';
import { clearLog, giveBack, listExtents, readLog, respond } from '../../host/commands';
import type { DeedResult } from '../../host/deed';
import type { SeenRecord } from '../../host/host-state';
import type { HostDeed } from '../action';
import { deedFacts, type MachineDeed } from '../deeds';
import { sendByHand, takeNextMove, withHost, type Stepped } from './host-step';
import type { Reply } from '../reply';
import { partitionsOf, stateWith, type SimulationState } from '../state';

/** What a person makes the host do. Extents are named by id. */
export function doDeed(state: SimulationState, deed: HostDeed, trail: Trail): Stepped {
  switch (deed.deed) {
    case 'next':
      return takeNextMove(state, trail);
    case 'read':
      return sendByHand(state, readLog(), trail);
    case 'list':
      return sendByHand(state, listExtents(), trail);
    case 'clear':
      return sendByHand(state, clearLog(state.host.inbox.map(({ handle }) => handle)), trail);
    case 'respond':
      return respondByHand(state, deed.accept, trail);
    case 'release':
      return releaseByHand(state, deed.extents, trail);
    default:
      return doMachineDeed(state, deed, trail);
  }
}

type MachineDoer = (state: SimulationState, deed: MachineDeed) => DeedResult;

let machineDoer: MachineDoer | undefined;

/** The model's one value set at run time, as importing these deeds here makes the page's first load 6 kB larger, past its budget. */
export function setMachineDoer(doer: MachineDoer): void {
  machineDoer = doer;
}

/** What a user of the host machine does. One that fails may have done a part of it. */
function doMachineDeed(state: SimulationState, deed: MachineDeed, trail: Trail): Stepped {
  invariant(machineDoer !== undefined, 'what makes a deed of a user imports machine-deeds');
  const result = machineDoer(state, deed);
  if (result.done) {
    const { title, because } = result;
    trail.cause = note(trail, 'host', { what: 'hostMoved', title, because });
  }
  for (const line of result.prints) note(trail, 'host', { what: 'hostPrinted', line });
  const reply: Reply = result.done
    ? { kind: 'none' }
    : { kind: 'cannot', what: result.what, why: result.why, fix: result.fix };
  if (result.host === undefined || result.host === state.host) return { state, reply };
  const after = deedFacts(deed.deed).learns
    ? stateWith(state, { partitions: partitionsOf(state.device) })
    : state;
  return withHost({ state: after, reply }, result.host, undefined, trail);
}

const missing = (ids: readonly ExtentId[], what: string, fix: string): Reply => ({
  kind: 'cannot',
  what: `${ids.map((id) => `e${id}`).join(', ')} ${ids.length === 1 ? 'is' : 'are'} not ${what}.`,
  why: 'A host can act only on what it has read from the event log or holds.',
  fix,
});

function noteByHand(extent: ExtentId, verdict: HostVerdict, trail: Trail): void {
  note(trail, 'host', {
    what: 'hostDecided',
    extent,
    verdict,
    because: 'decided by hand',
    rule: '',
  });
}

function respondByHand(state: SimulationState, accept: readonly ExtentId[], trail: Trail): Stepped {
  const offers = openOffers(state.host);
  const named = accept.map((id) => offers.find(({ extent }) => extent === id));
  const unknown = accept.filter((_, i) => named[i] === undefined);
  if (unknown.length > 0) {
    return {
      state,
      reply: missing(unknown, 'among the offers the host has read', 'Read the event log first.'),
    };
  }
  const chosen = named.filter((record): record is SeenRecord => record !== undefined);
  for (const { extent } of firstChain(state.host)) {
    const verdict = accept.includes(extent) ? 'accepts' : 'refuses';
    noteByHand(extent, verdict, trail);
  }
  return sendByHand(state, respond(chosen), trail);
}

function releaseByHand(
  state: SimulationState,
  extents: readonly ExtentId[],
  trail: Trail,
): Stepped {
  const named = state.host.extents.filter(({ extent }) => extents.includes(extent));
  const unknown = extents.filter((id) => !named.some(({ extent }) => extent === id));
  if (unknown.length > 0) {
    return {
      state,
      reply: missing(unknown, 'held by the host', 'Choose extents the host has accepted.'),
    };
  }
  for (const { extent } of named) {
    noteByHand(extent, 'releases', trail);
  }
  return sendByHand(state, giveBack(named), trail);
}
