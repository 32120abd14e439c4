import { profileOf } from '../device/device-state';
import type { ExtentId } from '../device/extent';
import { WINDOW_BASE } from '../guest-memory/decoder';
import { note, type HostVerdict, type Trail } from '../happening';
import { firstChain, openOffers } from '../host/beliefs';
import { clearLog, giveBack, listExtents, readLog, respond } from '../host/commands';
import { claim } from '../host/claim';
import { destroyDax, resize } from '../host/dax';
import { offline, online } from '../host/dax-memory';
import type { DeedResult } from '../host/deed';
import type { SeenRecord } from '../host/host-state';
import {
  createRegion,
  destroyRegion,
  loadDriver,
  restart,
  unloadDriver,
  type Machine,
} from '../host/regions';
import { twins } from '../host/twins';
import type { HostDeed, MachineDeed } from './action';
import { sendByHand, takeNextMove, withHost, type Stepped } from './host-step';
import type { Reply } from './reply';
import { partitionsOf, stateWith, type SimulationState } from './state';

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

/** What a user of the host machine does; a refusal leaves the host as it was. */
function doMachineDeed(state: SimulationState, deed: MachineDeed, trail: Trail): Stepped {
  const result = resultOf(state, deed);
  if (!result.done) {
    const { what, why, fix } = result;
    for (const line of result.prints) note(trail, 'host', { what: 'hostPrinted', ...line });
    return { state, reply: { kind: 'cannot', what, why, fix } };
  }
  const { title, because, prints, host } = result;
  trail.cause = note(trail, 'host', { what: 'hostMoved', title, because });
  for (const line of prints) note(trail, 'host', { what: 'hostPrinted', ...line });
  const after =
    deed.deed === 'restart' ? stateWith(state, { partitions: partitionsOf(state.device) }) : state;
  return withHost({ state: after, reply: { kind: 'none' } }, host, undefined, trail);
}

const machineOf = ({ device, partitions }: SimulationState): Machine => ({
  partitions,
  several: profileOf(device).hostRegions === 'many',
  window: WINDOW_BASE,
});

function resultOf(state: SimulationState, deed: MachineDeed): DeedResult {
  const { host, partitions } = state;
  const { claims, firstIndex } = twins[host.twin];
  switch (deed.deed) {
    case 'createRegion':
      return createRegion(host, { start: deed.start, length: deed.length }, machineOf(state));
    case 'destroyRegion':
      return destroyRegion(host, deed.region);
    case 'claim':
      return claim(host, deed, { claims, partitions });
    case 'resize':
      return resize(host, deed, claims);
    case 'destroyDax':
      return destroyDax(host, deed.dax);
    case 'online':
      return online(host, deed);
    case 'offline':
      return offline(host, deed.dax);
    case 'unloadDriver':
      return unloadDriver(host);
    case 'loadDriver':
      return loadDriver(host);
    case 'restart':
      return restart(host, firstIndex);
  }
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
