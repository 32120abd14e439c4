import fc from 'fast-check';
import { hostModules } from '../host/host-state';
import { twinIds } from '../host/twin-id';
import { uuidOf } from '../host/lines';
import type { HostDeed } from '../simulation/action';
import '../simulation/steps/machine-deeds';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { always, type Plan } from './plan';

export const anyTwin = fc.constantFrom(...twinIds);

const deed =
  (what: (state: SimulationState) => HostDeed): Plan =>
  (state) => ({ kind: 'host', ...what(state) });

/** A CXL region somewhere, most often a whole half of region 0 of the device. */
const regions = fc
  .tuple(fc.constantFrom(0, 0, 0, 256, 2), fc.constantFrom(256, 256, 512, 0))
  .map(([from, length]): Plan =>
    deed(({ partitions }) => ({
      deed: 'createRegion',
      start: (partitions[0]?.start ?? 0) + from * MiB,
      length: length * MiB,
    })),
  );

/** A dax device that is there, or none of that name. */
const daxAt = ({ host }: SimulationState, pick: number): string =>
  host.daxDevices[pick % Math.max(1, host.daxDevices.length)]?.id ?? 'dax0.9';

/** A tag that the host has an extent of, or none. */
const tagAt = ({ host }: SimulationState, pick: number): string => {
  const tag = host.extents[pick % Math.max(1, host.extents.length)]?.tag;
  return pick % 3 === 0 || tag === undefined ? '0' : uuidOf(tag);
};

/** A claim of something that is there, or not. */
const claims = fc
  .tuple(fc.nat(9), fc.option(fc.constantFrom(2, 4, 64), { nil: undefined }))
  .map(([pick, mib]): Plan =>
    deed((state) => {
      const of = pick % 3 === 2 ? '' : tagAt(state, pick);
      const region = state.host.regions[0]?.id ?? 0;
      return {
        deed: 'claim',
        region,
        of,
        ...(mib === undefined ? {} : { size: mib * MiB }),
      };
    }),
  );

const onDax = fc
  .tuple(fc.nat(3), fc.constantFrom('resize', 'destroyDax', 'online', 'online', 'offline'))
  .map(([pick, what]): Plan =>
    deed((state) => {
      const dax = daxAt(state, pick);
      if (what === 'resize') return { deed: what, dax, size: pick * 2 * MiB };
      return what === 'online' ? { deed: what, dax, blockSize: 2 * MiB } : { deed: what, dax };
    }),
  );

const createDax: Plan = deed(({ host }) => ({
  deed: 'createDax',
  region: host.regions[0]?.id ?? 0,
}));

const stepsOfClaims = ['setUuid', 'bindDax', 'unbindDax', 'systemRam', 'memory'] as const;

/** The steps of which a claim and system RAM are made, in any order. */
const steps = fc.tuple(fc.nat(9), fc.constantFrom(...stepsOfClaims)).map(([pick, what]): Plan =>
  deed((state) => {
    const dax = daxAt(state, pick);
    switch (what) {
      case 'setUuid':
        return { deed: what, dax, of: tagAt(state, pick) };
      case 'bindDax':
        return { deed: what, dax, driver: pick % 2 === 0 ? 'device_dax' : 'kmem' };
      case 'unbindDax':
        return { deed: what, dax };
      case 'systemRam':
        return { deed: what, dax, blockSize: 2 * MiB };
      case 'memory':
        return { deed: what, dax, online: pick % 2 === 0 };
    }
  }),
);

const modules = fc
  .tuple(fc.constantFrom('loadModule', 'unloadModule'), fc.constantFrom(...hostModules))
  .map(([what, module]) => always({ kind: 'host', deed: what, module }));

/** What users of the host machine do. */
export const machinePlans: readonly fc.WeightedArbitrary<Plan>[] = [
  { weight: 2, arbitrary: regions },
  { weight: 3, arbitrary: claims },
  { weight: 2, arbitrary: onDax },
  { weight: 1, arbitrary: fc.constant(createDax) },
  { weight: 2, arbitrary: steps },
  { weight: 1, arbitrary: modules },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('unloadDriver', 'loadDriver', 'unbindDevice', 'bindDevice', 'restart')
      .map((what) => always({ kind: 'host', deed: what })),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      deed(({ host }) => ({ deed: 'destroyRegion', region: host.regions[0]?.id ?? 0 })),
    ),
  },
  { weight: 1, arbitrary: anyTwin.map((twin) => always({ kind: 'twin', twin })) },
];
