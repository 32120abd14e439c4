import type { MachineDeedName } from './deed-members';

export type { MachineDeed, MachineDeedName } from './deed-members';

interface DeedFacts {
  /** What the host does, where nothing more can be said of it. */
  readonly says: string;
  /** Which way capacity goes between the host and those who use it. */
  readonly goes?: 'toUse' | 'fromUse';
  /** The driver learns anew of the device. */
  readonly learns?: true;
}

/**
 * The deeds of a user of the host machine: a row here, one in `deed-members.ts` for what the deed says, and one in
 * `steps/machine-deeds.ts` for what comes of it.
 */
const machineDeeds: Readonly<Record<MachineDeedName, DeedFacts>> = {
  createRegion: { says: 'creates a region' },
  destroyRegion: { says: 'destroys a region' },
  claim: { says: 'claims capacity', goes: 'toUse' },
  resize: { says: 'resizes a dax device', goes: 'toUse' },
  destroyDax: { says: 'destroys a dax device', goes: 'fromUse' },
  online: { says: 'brings memory online', goes: 'toUse' },
  offline: { says: 'takes memory offline', goes: 'fromUse' },
  createDax: { says: 'makes a dax device' },
  setUuid: { says: 'claims capacity' },
  bindDax: { says: 'binds a driver to a dax device' },
  unbindDax: { says: 'unbinds the driver of a dax device' },
  systemRam: { says: 'converts a dax device to system RAM' },
  memory: { says: 'changes its memory' },
  unloadDriver: { says: 'unloads its dax driver' },
  loadDriver: { says: 'loads its dax driver' },
  loadModule: { says: 'loads a module' },
  unloadModule: { says: 'unloads a module' },
  unbindDevice: { says: 'unbinds the driver of the device' },
  bindDevice: { says: 'binds the driver of the device', learns: true },
  restart: { says: 'restarts', learns: true },
};

/** What is known of a deed by its name. */
export const deedFacts = (name: MachineDeedName): DeedFacts => machineDeeds[name];

/** Whether a deed is one of a user of the host machine. */
export const isMachineDeed = (name: string): name is MachineDeedName => name in machineDeeds;
