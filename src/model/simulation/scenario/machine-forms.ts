import * as v from 'valibot';
import { hostModules } from '../../host/host-state';
import type { MachineDeed } from '../action';
import '../steps/machine-deeds';
import { matching, whole } from './scenario-fields';

const address = whole(0, Number.MAX_SAFE_INTEGER);
const region = whole(0, Number.MAX_SAFE_INTEGER);
const dax = matching(/^dax\d{1,9}\.\d{1,9}$/, 'a dax device such as "dax0.1"');
const tag = matching(
  /^(?:|0|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i,
  'a UUID, "0" or ""',
);

const claimed = matching(
  /^(?:0|[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i,
  'a UUID, or "0"',
);
const blockSize = whole(1, Number.MAX_SAFE_INTEGER);
const module = v.picklist(hostModules, hostModules.join(', '));

/** What each deed of a user of the host machine says besides its name. */
export const machineMembers = {
  createRegion: { start: address, length: address },
  destroyRegion: { region },
  claim: { region, of: tag, size: v.exactOptional(address) },
  resize: { dax, size: address },
  destroyDax: { dax },
  online: { dax, blockSize },
  offline: { dax },
  createDax: { region },
  setUuid: { dax, of: claimed },
  bindDax: {
    dax,
    driver: v.exactOptional(v.picklist(['device_dax', 'kmem'], 'device_dax or kmem')),
  },
  unbindDax: { dax },
  systemRam: { dax, blockSize },
  memory: { dax, online: v.boolean('true or false') },
  unloadDriver: {},
  loadDriver: {},
  loadModule: { module },
  unloadModule: { module },
  unbindDevice: {},
  bindDevice: {},
  restart: {},
};

const deeds = v.variant('deed', [
  v.object({ deed: v.literal('createRegion'), ...machineMembers.createRegion }),
  v.object({ deed: v.literal('destroyRegion'), ...machineMembers.destroyRegion }),
  v.object({ deed: v.literal('claim'), ...machineMembers.claim }),
  v.object({ deed: v.literal('resize'), ...machineMembers.resize }),
  v.object({ deed: v.literal('destroyDax'), ...machineMembers.destroyDax }),
  v.object({ deed: v.literal('online'), ...machineMembers.online }),
  v.object({ deed: v.literal('offline'), ...machineMembers.offline }),
  v.object({ deed: v.literal('createDax'), ...machineMembers.createDax }),
  v.object({ deed: v.literal('setUuid'), ...machineMembers.setUuid }),
  v.object({ deed: v.literal('bindDax'), ...machineMembers.bindDax }),
  v.object({ deed: v.literal('unbindDax'), ...machineMembers.unbindDax }),
  v.object({ deed: v.literal('systemRam'), ...machineMembers.systemRam }),
  v.object({ deed: v.literal('memory'), ...machineMembers.memory }),
  v.object({ deed: v.literal('unloadDriver'), ...machineMembers.unloadDriver }),
  v.object({ deed: v.literal('loadDriver'), ...machineMembers.loadDriver }),
  v.object({ deed: v.literal('loadModule'), ...machineMembers.loadModule }),
  v.object({ deed: v.literal('unloadModule'), ...machineMembers.unloadModule }),
  v.object({ deed: v.literal('unbindDevice'), ...machineMembers.unbindDevice }),
  v.object({ deed: v.literal('bindDevice'), ...machineMembers.bindDevice }),
  v.object({ deed: v.literal('restart'), ...machineMembers.restart }),
]);

/** The deed that an object describes, and nothing else of it; or what is wrong with it. */
export function machineDeedOf(
  described: unknown,
): { readonly deed: MachineDeed } | { readonly expected: string } {
  const parsed = v.safeParse(deeds, described, { abortEarly: true });
  return parsed.success ? { deed: parsed.output } : { expected: parsed.issues[0].message };
}
