import { probedByKmem } from './dax-memory';
import { deedDone, deedRefused, type DeedResult, type HostLimits } from './deed';
import { hostWith, withRegion, type HostModule, type HostState } from './host-state';
import { withSeed } from './dax-devices';
import { count } from './lines';
import { newLog, say, speaks, type Log } from './log';
import { scanning } from './new-region';
import { stillRam, takenApart } from './regions';

/** Bytes of a memory block of a small machine. */
const USUAL_BLOCK = 128 * 1024 * 1024;

/** Loads a kernel module; its driver then takes what it can. */
export function loadModule(host: HostState, module: HostModule, machine: HostLimits): DeedResult {
  if (host.modules[module]) {
    const what = `${nameOf(module)} cannot be loaded.`;
    return deedRefused(what, 'It is loaded.', 'Go on, or unload it first.');
  }
  const loaded = hostWith(host, { modules: { ...host.modules, [module]: true } });
  const log = newLog(machine.series, machine.clock, host);
  const next = taking[module](loaded, log);
  return deedDone(
    hostWith(next, { printed: log.printed }),
    `loads ${said(module)}`,
    why[module],
    log.lines,
  );
}

const nameOf = (module: HostModule): string =>
  module === 'dax_cxl' ? 'The dax driver' : `The module ${module}`;

const said = (module: HostModule): string =>
  module === 'dax_cxl' ? 'its dax driver' : `the module ${module}`;

const why: Readonly<Record<HostModule, string>> = {
  dax_cxl: 'Regions that have no extents yet get their driver; one that has some does not.',
  device_dax: 'Programs can map dax devices that it is bound to.',
  kmem: 'Dax devices can become system RAM.',
};

/** What a driver takes as it comes. */
const taking: Readonly<Record<HostModule, (host: HostState, log: Log) => HostState>> = {
  dax_cxl: (host, log) => host.regions.reduce((next, { id }) => probed(next, id, log), host),
  device_dax: (host, { series }) => (series.prefersKmem ? host : withDeviceDax(host)),
  kmem: (host, log) => probedByKmem(host, USUAL_BLOCK, log),
};

/** The driver takes every device that holds something and is for nobody else. */
const withDeviceDax = (host: HostState): HostState =>
  hostWith(host, {
    daxDevices: host.daxDevices.map((device) =>
      device.driver === 'none' && device.ranges.length > 0 && !device.wanted
        ? { ...device, driver: 'device_dax' }
        : device,
    ),
  });

/** The dax driver comes to a region. Extents that are there already stand in its way. */
function probed(host: HostState, id: number, log: Log): HostState {
  const home = host.regions.find((region) => region.id === id);
  if (home === undefined || home.phase === 'closing' || home.phase === 'unmapped') return host;
  if (home.driver === 'bound') return host;
  if (host.extents.some(({ region }) => region === id)) {
    say(log, 'resourcesPresent', speaks(home));
    return withRegion(host, id, { driver: 'inTheWay' });
  }
  if (log.series.scansIn === 'driver') return scanning(host, id, log.series);
  return withSeed(withRegion(host, id, { driver: 'bound' }), id);
}

/** Unloads a kernel module: without the dax driver everything of the regions is given back, claimed or not. */
export function unloadModule(host: HostState, module: HostModule): DeedResult {
  const what = `${nameOf(module)} cannot be unloaded.`;
  if (!host.modules[module]) {
    return deedRefused(what, 'It is not loaded.', 'Load it, or go on without it.');
  }
  const online = host.daxDevices.find((dax) => dax.online);
  if (online !== undefined && module !== 'device_dax') {
    return stillRam(`modprobe -r ${module}`, what, online.id);
  }
  const without = hostWith(host, { modules: { ...host.modules, [module]: false } });
  const next =
    module === 'dax_cxl' ? takenApart(without, 'driverUnloaded') : unbound(without, module);
  return deedDone(next, `unloads ${said(module)}`, whyUnloaded(host, module));
}

const unbound = (host: HostState, module: 'device_dax' | 'kmem'): HostState =>
  hostWith(host, {
    daxDevices: host.daxDevices.map((device) =>
      device.driver === module ? { ...device, driver: 'none', blockSize: 0 } : device,
    ),
  });

function whyUnloaded({ extents }: HostState, module: HostModule): string {
  if (module !== 'dax_cxl') return 'Dax devices that it had keep what they hold.';
  return extents.length === 0
    ? 'It holds no extent, so nothing is sent.'
    : `Its ${count(extents.length, 'extent')} will be given back, a command each, the youngest first. Regions stay.`;
}
