import type { Action, HostDeed } from '../../simulation/action';
import '../../simulation/steps/machine-deeds';
import type { SimulationState } from '../../simulation/state';
import { MiB } from '../../units';
import type { FmDeed, HostCommand } from './recording';

/** The request that a deed of the fabric manager is in QMP. */
export function request({
  fm,
  region,
  extents,
  policy = 'prescriptive',
  tag,
  forced,
}: FmDeed): Action {
  const adds = fm === 'add';
  return {
    kind: 'qmp',
    execute: adds ? 'cxl-add-dynamic-capacity' : 'cxl-release-dynamic-capacity',
    arguments: {
      path: '/machine/peripheral/cxl-dcd0',
      'host-id': 0,
      [adds ? 'selection-policy' : 'removal-policy']: policy,
      ...(forced === undefined ? {} : { 'forced-removal': forced }),
      ...(tag === undefined ? {} : { tag }),
      region,
      extents: extents.map(([offset, len]) => ({ offset, len })),
    },
  };
}

/** Memory blocks of that machine. */
const BLOCK = 128 * MiB;

/** What a user of the host did, in the words of a scenario. */
export function deedsOf(state: SimulationState, command: HostCommand): readonly HostDeed[] {
  const { host, partitions } = state;
  switch (command.host) {
    case 'create-region': {
      const base = partitions[0]?.start ?? 0;
      const start = host.regions.reduce(
        (end, region) => Math.max(end, region.start + region.length),
        base,
      );
      return [{ deed: 'createRegion', start, length: Number(command.size) }];
    }
    case 'destroy-region':
      return [{ deed: 'destroyRegion', region: 0 }];
    case 'load':
      return [{ deed: 'loadModule', module: command.module }];
    case 'unload':
      return [{ deed: 'unloadModule', module: command.module }];
    case 'unload-cxl':
      return [{ deed: 'unbindDevice' }];
    case 'load-cxl':
      return [{ deed: 'bindDevice' }];
    case 'sh':
      return shellDeeds(command.command);
    default:
      return daxDeeds(state, command);
  }
}

type DaxCommand = Exclude<
  HostCommand,
  { readonly host: `${string}-region` | `${string}load` | `${string}-cxl` | 'sh' }
>;

function daxDeeds({ host }: SimulationState, command: DaxCommand): readonly HostDeed[] {
  switch (command.host) {
    case 'claim':
      return [{ deed: 'claim', region: command.region ?? 0, of: command.uuid ?? '0' }];
    case 'claim-size':
      return [{ deed: 'claim', region: 0, of: '', size: command.size }];
    case 'create-dax':
      return [{ deed: 'createDax', region: 0 }];
    case 'uuid':
      return [{ deed: 'setUuid', dax: command.dax, of: command.uuid ?? '0' }];
    case 'size':
      return [{ deed: 'resize', dax: command.dax, size: command.size }];
    case 'bind':
      return [{ deed: 'bindDax', dax: command.dax, driver: command.driver ?? 'device_dax' }];
    case 'unbind':
      return [{ deed: 'unbindDax', dax: command.dax }];
    case 'destroy-dax':
      return [{ deed: 'destroyDax', dax: command.dax }];
    case 'system-ram':
      return [{ deed: 'systemRam', dax: command.dax, blockSize: BLOCK }];
    case 'online':
    case 'offline':
      return host.daxDevices
        .filter(({ driver }) => driver === 'kmem')
        .map(({ id }) => ({ deed: 'memory', dax: id, online: command.host === 'online' }));
  }
}

/** Of what was typed in a shell only these change anything. */
function shellDeeds(text: string): readonly HostDeed[] {
  const [, size, dax] = /^echo (\d+) > \S*\/(dax\d+\.\d+)\/size$/.exec(text) ?? [];
  if (dax !== undefined) return [{ deed: 'resize', dax, size: Number(size) }];
  const [, region] = /^echo region(\d+) > \S*\/delete_region$/.exec(text) ?? [];
  return region === undefined ? [] : [{ deed: 'destroyRegion', region: Number(region) }];
}
