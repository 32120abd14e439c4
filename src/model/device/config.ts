import { CAPACITY_UNIT, iec, MiB, counted } from '../units';
import type { Fixture, Profile } from './profiles/profile';

/** What `-device cxl-type3` is given. Sizes in bytes. */
export interface DeviceConfig {
  /** The id in QEMU's object tree: `/machine/peripheral/<id>`. */
  readonly id: string;
  readonly staticVolatile: number;
  readonly staticPersistent: number;
  readonly dynamicCapacity: number;
  readonly regionCount: number;
  /** Lifts the number of extents the device supports, to see what QEMU cannot do. */
  readonly extentLimit?: number;
  /** PCIe serial number; without one QEMU reports all ones. */
  readonly serial?: number;
  /** It is plugged into the root port. Otherwise a switch is between them, through which a fabric manager asks. */
  readonly direct?: boolean;
  /** Its regions may be shared between hosts, and nothing is accepted beforehand. */
  readonly sharable?: boolean;
  /** Nothing is accepted beforehand. */
  readonly startsEmpty?: boolean;
}

/** Regions QEMU has room for. It does not check; more of them corrupt its memory. */
export const MAX_REGIONS = 8;

/** Why there is no such device, in QEMU's own words where it has any, and what to change. */
export interface ConfigProblem {
  readonly desc: string;
  readonly hint?: string;
  readonly field: keyof DeviceConfig;
  readonly fix: string;
  /** Whether QEMU says so. */
  readonly isQemu: boolean;
}

/** Why there is no such device under the rules of a profile. */
export function configProblem(
  config: DeviceConfig,
  profile: Pick<Profile, 'regionSize' | 'noBackendText' | 'sizes' | 'sharing' | 'preAccepted'>,
): ConfigProblem | undefined {
  const kind = kindProblem(config, profile);
  return kind !== undefined || profile.sizes !== 'free' ? kind : qemuProblem(config, profile);
}

/**
 * The checks QEMU makes when the device is realized, in its order (QEMU 10.0, 11.1).
 * More than eight regions are refused here with words of our own: QEMU writes past its array.
 */
function qemuProblem(
  config: DeviceConfig,
  { regionSize, noBackendText }: Pick<Profile, 'regionSize' | 'noBackendText'>,
): ConfigProblem | undefined {
  const { staticVolatile, staticPersistent, dynamicCapacity, regionCount } = config;
  if (staticVolatile === 0 && staticPersistent === 0 && regionCount === 0) {
    return {
      desc: 'at least one memdev property must be set',
      field: 'staticVolatile',
      fix: 'Give the device static memory or at least one region.',
      isQemu: true,
    };
  }
  if (regionCount === 0) return undefined;
  if (regionCount > MAX_REGIONS) {
    return {
      desc: `${regionCount} regions: QEMU has room for ${MAX_REGIONS} and writes past its array`,
      field: 'regionCount',
      fix: `Use 1 to ${MAX_REGIONS} regions.`,
      isQemu: true,
    };
  }
  if (dynamicCapacity === 0) {
    return {
      desc: noBackendText,
      field: 'dynamicCapacity',
      fix: 'Give the regions a memory backend, or use no regions.',
      isQemu: true,
    };
  }
  if (regionSize === 'share') return regionProblem(config);
  return typeof regionSize === 'number' ? fixedRegionProblem(config, regionSize) : undefined;
}

/** What only some devices can be; and sizes, where a profile has one device. */
function kindProblem(
  config: DeviceConfig,
  { sizes, sharing, preAccepted }: Pick<Profile, 'sizes' | 'sharing' | 'preAccepted'>,
): ConfigProblem | undefined {
  if (config.sharable === true && !sharing) {
    return {
      desc: 'the regions of this device cannot be shared',
      field: 'sharable',
      fix: 'Make the device not sharable, or choose other device rules.',
      isQemu: false,
    };
  }
  if (config.startsEmpty === true && preAccepted.length === 0) {
    return {
      desc: 'this device always starts empty',
      field: 'startsEmpty',
      fix: 'Leave it out: nothing is accepted when the run begins.',
      isQemu: false,
    };
  }
  return sizes === 'free' ? undefined : fixtureProblem(config, sizes);
}

/** The first size that is not the one that there is. */
function fixtureProblem(config: DeviceConfig, sizes: Fixture): ConfigProblem | undefined {
  const wanted = { ...sizes, staticPersistent: 0 };
  const field = fixedFields.find((name) => config[name] !== wanted[name]);
  if (field === undefined) return undefined;
  const text = (value: number): string => (field === 'regionCount' ? `${value}` : iec(value));
  return {
    desc: `the device is fixed: ${fixedWords[field]} is ${text(wanted[field])}, and ${text(config[field])} was asked for`,
    field,
    fix: `Use ${iec(sizes.staticVolatile)} of static memory and ${sizes.regionCount} region of ${iec(sizes.dynamicCapacity)}: “New device” fills them in.`,
    isQemu: false,
  };
}

const fixedWords = {
  staticVolatile: 'its static memory',
  staticPersistent: 'its persistent static memory',
  dynamicCapacity: 'its dynamic capacity',
  regionCount: 'its number of regions',
} as const;

const fixedFields = [
  'staticVolatile',
  'staticPersistent',
  'dynamicCapacity',
  'regionCount',
] as const;

function regionProblem(config: DeviceConfig): ConfigProblem | undefined {
  const { staticVolatile, staticPersistent, dynamicCapacity, regionCount } = config;
  const length = Math.ceil(dynamicCapacity / regionCount);
  const hint = 'setup DC regions failed';
  if (dynamicCapacity % (regionCount * CAPACITY_UNIT) !== 0) {
    return {
      desc: `backend size is not multiple of region len: 0x${length.toString(16)}`,
      hint,
      field: 'dynamicCapacity',
      fix: `Make the dynamic capacity a multiple of ${iec(regionCount * CAPACITY_UNIT)}: ${regionCount} regions of n × 256 MiB.`,
      isQemu: true,
    };
  }
  if ((staticVolatile + staticPersistent) % CAPACITY_UNIT !== 0) {
    return {
      desc: 'DC region base not aligned to 0x10000000',
      hint,
      field: 'staticVolatile',
      fix: 'Make the static memory a multiple of 256 MiB.',
      isQemu: true,
    };
  }
  return undefined;
}

/** The checks of the 2023 series: regions have a fixed size, and the backend must hold them all. */
function fixedRegionProblem(config: DeviceConfig, regionSize: number): ConfigProblem | undefined {
  const needed = config.regionCount * regionSize;
  if (config.dynamicCapacity < needed) {
    return {
      desc: `too small host backend size, increase to ${needed / MiB} MiB or more`,
      field: 'dynamicCapacity',
      fix: `Give the ${counted(config.regionCount, 'region')} a backend of ${needed / MiB} MiB.`,
      isQemu: true,
    };
  }
  if ((config.staticVolatile + config.staticPersistent) % CAPACITY_UNIT === 0) return undefined;
  return {
    desc: 'DC region size is unaligned to 10000000',
    field: 'staticVolatile',
    fix: 'Make the static memory a multiple of 256 MiB.',
    isQemu: true,
  };
}
