import { ldOf } from '../../device/device-state';
import { claim, createDax, setUuid } from '../../host/claim';
import { destroyDax, resize } from '../../host/dax';
import { bind, unbind } from '../../host/dax-drivers';
import { offline, online, setOnline, systemRam } from '../../host/dax-memory';
import { meaningless, type DeedResult, type Machine } from '../../host/deed';
import { bindDevice, restart, unbindDevice } from '../../host/device-driver';
import type { HostState } from '../../host/host-state';
import { loadModule, unloadModule } from '../../host/modules';
import { createRegion, destroyRegion } from '../../host/regions';
import { twins } from '../../host/twins';
import type { MachineDeed } from '../action';
import { setMachineDoer } from './host-deeds';
import type { SimulationState } from '../state';

// Imported for this by whatever makes such a deed: a run that has none does without the rest.
setMachineDoer(resultOf);

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
