import { ldOf } from '../../device/device-state';
import { claim, createDax, setUuid } from '../../host/claim';
import { destroyDax, resize } from '../../host/dax';
import { bind, unbind } from '../../host/dax-drivers';
import { offline, online, setOnline, systemRam } from '../../host/dax-memory';
import { deedRefused, type DeedResult, type HostLimits } from '../../host/deed';
import { bindDevice, restart, unbindDevice } from '../../host/device-driver';
import type { HostState } from '../../host/host-state';
import { loadModule, unloadModule } from '../../host/modules';
import { createRegion, destroyRegion } from '../../host/regions';
import { twins } from '../../host/twins';
import type { MachineDeed, MachineDeedName } from '../deeds';
import { setMachineDoer } from './host-deeds';
import type { SimulationState } from '../state';

// Imported for this by whatever makes such a deed: a run that has none does without the rest.
setMachineDoer(resultOf);

const machineOf = ({ device, partitions, host, clock }: SimulationState): HostLimits => ({
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
    return deedRefused(
      'The kernel of the host has crashed.',
      `${host.crashed}.`,
      'Restart the host.',
    );
  }
  return done(host, deed, machine);
}

/** What comes of each deed. */
type Doers = {
  readonly [Name in MachineDeedName]: (
    host: HostState,
    deed: Extract<MachineDeed, { readonly deed: Name }>,
    machine: HostLimits,
  ) => DeedResult;
};

const doers: Doers = {
  createRegion: (host, { start, length }, machine) =>
    createRegion(host, { start, length }, machine),
  destroyRegion: (host, deed) => destroyRegion(host, deed.region),
  claim,
  resize,
  destroyDax: (host, deed, machine) => destroyDax(host, deed.dax, machine),
  online,
  offline: (host, deed, machine) => offline(host, deed.dax, machine),
  createDax: (host, deed) => createDax(host, deed.region),
  setUuid,
  bindDax: (host, deed, machine) =>
    bind(host, { driver: 'device_dax', ...deed, told: false }, machine.series),
  unbindDax: (host, deed) => unbind(host, deed.dax),
  systemRam,
  memory: (host, deed) => setOnline(host, deed.dax, deed.online),
  unloadDriver: (host) => unloadModule(host, 'dax_cxl'),
  loadDriver: (host, _, machine) => loadModule(host, 'dax_cxl', machine),
  loadModule: (host, deed, machine) => loadModule(host, deed.module, machine),
  unloadModule: (host, deed) => unloadModule(host, deed.module),
  unbindDevice: (host) => unbindDevice(host),
  bindDevice: (host, _, machine) => bindDevice(host, machine),
  restart: (host, _, machine) => restart(host, machine),
};

const done = (host: HostState, deed: MachineDeed, machine: HostLimits): DeedResult =>
  // The row of a deed takes that deed: a type can say so of each, but not of all at once.
  (doers[deed.deed] as Doer)(host, deed, machine);

type Doer = (host: HostState, deed: MachineDeed, machine: HostLimits) => DeedResult;
