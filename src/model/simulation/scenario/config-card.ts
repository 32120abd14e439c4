import type { ConfigProblem, DeviceConfig } from '../../device/config';
import type { Card } from '../../card';

/** The fields of a device as the form of a new one names them. */
const formLabels: Readonly<Record<keyof DeviceConfig, string>> = {
  id: 'Device id',
  staticVolatile: 'Static capacity, MiB',
  staticPersistent: 'Persistent capacity, MiB',
  dynamicCapacity: 'Dynamic capacity, MiB',
  regionCount: 'Regions',
  direct: 'Topology',
  extentLimit: 'Extent limit',
  serial: 'Serial number',
  sharable: 'Sharable',
  startsEmpty: 'Starts empty',
};

/** A device that QEMU would not start, in QEMU's own words; or one that the rules do not have. */
export const configCard = ({ desc, hint, field, fix, isQemu }: ConfigProblem): Card => ({
  title: isQemu ? 'QEMU would not start this device' : 'These rules have no such device',
  what: hint === undefined ? desc : `${desc} (${hint})`,
  where: [{ text: formLabels[field] }],
  why: isQemu
    ? 'QEMU checks the device when it is created, and stops at the first thing it cannot build.'
    : 'What a device can be like is a matter of its rules.',
  evidence: [],
  fix,
});
