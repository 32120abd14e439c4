import { ldOf } from '../device/device-state';
import type { ExtentId } from '../device/extent';
import { note, type HostVerdict, type Trail } from '../happening';
import { firstChain, openOffers } from '../host/beliefs';
import { clearLog, giveBack, listExtents, readLog, respond } from '../host/commands';
import { claim, createDax, setUuid } from '../host/claim';
import { destroyDax, resize } from '../host/dax';
import { bind, unbind } from '../host/dax-drivers';
import { offline, online, setOnline, systemRam } from '../host/dax-memory';
import { meaningless, type DeedResult, type Machine } from '../host/deed';
import type { HostState, SeenRecord } from '../host/host-state';
import { loadModule, unloadModule } from '../host/modules';
import { bindDevice, restart, unbindDevice } from '../host/device-driver';
import { createRegion, destroyRegion } from '../host/regions';
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

/** What a user of the host machine does. One that fails may have done a part of it. */
function doMachineDeed(state: SimulationState, deed: MachineDeed, trail: Trail): Stepped {
  const result = resultOf(state, deed);
  if (result.done) {
    const { title, because } = result;
    trail.cause = note(trail, 'host', { what: 'hostMoved', title, because });
  }
  for (const line of result.prints) note(trail, 'host', { what: 'hostPrinted', ...line });
  const reply: Reply = result.done
    ? { kind: 'none' }
    : { kind: 'cannot', what: result.what, why: result.why, fix: result.fix };
  if (result.host === undefined || result.host === state.host) return { state, reply };
  const after = learns.has(deed.deed)
    ? stateWith(state, { partitions: partitionsOf(state.device) })
    : state;
  return withHost({ state: after, reply }, result.host, undefined, trail);
}

/** By these the driver learns anew of the device. */
const learns: ReadonlySet<MachineDeed['deed']> = new Set(['restart', 'bindDevice']);

const machineOf = ({ device, partitions, host, clock }: SimulationState): Machine => ({
  series: twins[host.twin].series,
  partitions,
  blockSize: ldOf(device).regions[0]?.blockSize ?? 0,
  clock,
});

function resultOf(state: SimulationState, deed: MachineDeed): DeedResult {
  const { host } = state;
  const machine = machineOf(state);
  if (deed.deed === 'restart') return restart(host, machine);
  if (host.crashed !== undefined) {
    return meaningless(
      'The kernel of the host has crashed.',
      `${host.crashed}.`,
      'Restart the host.',
    );
  }
  return isOfRegions(deed) ? regionDeed(host, deed, machine) : daxDeed(host, deed, machine);
}

type RegionDeed = Extract<MachineDeed, { readonly deed: keyof typeof regionDeeds }>;

const regionDeeds = {
  createRegion: true,
  destroyRegion: true,
  unloadDriver: true,
  loadDriver: true,
  loadModule: true,
  unloadModule: true,
  unbindDevice: true,
  bindDevice: true,
  restart: true,
} as const;

const isOfRegions = (deed: MachineDeed): deed is RegionDeed => deed.deed in regionDeeds;

/** Deeds about regions and drivers. */
function regionDeed(host: HostState, deed: RegionDeed, machine: Machine): DeedResult {
  switch (deed.deed) {
    case 'createRegion':
      return createRegion(host, { start: deed.start, length: deed.length }, machine);
    case 'destroyRegion':
      return destroyRegion(host, deed.region);
    case 'unloadDriver':
      return unloadModule(host, 'dax_cxl');
    case 'loadDriver':
      return loadModule(host, 'dax_cxl', machine);
    case 'loadModule':
      return loadModule(host, deed.module, machine);
    case 'unloadModule':
      return unloadModule(host, deed.module);
    case 'unbindDevice':
      return unbindDevice(host);
    case 'bindDevice':
      return bindDevice(host, machine);
    case 'restart':
      return restart(host, machine);
  }
}

/** Deeds about dax devices. */
function daxDeed(
  host: HostState,
  deed: Exclude<MachineDeed, RegionDeed>,
  machine: Machine,
): DeedResult {
  switch (deed.deed) {
    case 'claim':
      return claim(host, deed, machine);
    case 'createDax':
      return createDax(host, deed.region);
    case 'setUuid':
      return setUuid(host, deed, machine);
    case 'resize':
      return resize(host, deed, machine);
    case 'destroyDax':
      return destroyDax(host, deed.dax, machine);
    case 'bindDax':
      return bind(host, { driver: 'device_dax', ...deed, told: false }, machine.series);
    case 'unbindDax':
      return unbind(host, deed.dax);
    case 'systemRam':
      return systemRam(host, deed, machine);
    case 'memory':
      return setOnline(host, deed.dax, deed.online);
    case 'online':
      return online(host, deed, machine);
    case 'offline':
      return offline(host, deed.dax, machine);
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
