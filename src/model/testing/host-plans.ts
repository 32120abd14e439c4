import fc from 'fast-check';
import { twinIds } from '../host/twin-id';
import { uuidOf } from '../host/lines';
import type { HostDeed } from '../simulation/action';
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

/** A claim of something that is there, or not. */
const claims = fc
  .tuple(fc.nat(9), fc.option(fc.constantFrom(2, 4, 64), { nil: undefined }))
  .map(([pick, mib]): Plan =>
    deed(({ host }) => {
      const tag = host.extents[pick % Math.max(1, host.extents.length)]?.tag;
      const of = pick % 3 === 0 || tag === undefined ? '0' : pick % 3 === 1 ? uuidOf(tag) : '';
      const region = host.regions[0]?.id ?? 0;
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
    deed(({ host }) => {
      const dax = host.daxDevices[pick % Math.max(1, host.daxDevices.length)]?.id ?? 'dax0.9';
      if (what === 'resize') return { deed: what, dax, size: pick * 2 * MiB };
      return what === 'online' ? { deed: what, dax, blockSize: 2 * MiB } : { deed: what, dax };
    }),
  );

/** What users of the host machine do. */
export const machinePlans: readonly fc.WeightedArbitrary<Plan>[] = [
  { weight: 2, arbitrary: regions },
  { weight: 3, arbitrary: claims },
  { weight: 2, arbitrary: onDax },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('unloadDriver', 'loadDriver', 'restart')
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
