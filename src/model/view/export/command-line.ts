import type { DeviceConfig } from '../../device/config';
import type { ProfileId } from '../../device/profiles/profile';
import { KiB, MiB } from '../../units';

/** A size as QEMU reads it: the largest unit that divides it. */
export function qemuSize(bytes: number): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let [value, unit] = [bytes, 0];
  while (value > 0 && value % KiB === 0 && unit < units.length - 1) {
    value /= KiB;
    unit += 1;
  }
  return `${value}${units[unit] ?? ''}`;
}

interface Backend {
  readonly id: string;
  readonly size: number;
  /** The property of the device that names it. */
  readonly property: string;
}

/** The arguments of QEMU that make a device, one option a line, and what it is plugged into. */
export function commandLine(device: DeviceConfig, profile: ProfileId): readonly string[] {
  const { id, regionCount, serial, direct } = device;
  const used = backends(device, profile).filter(({ size }) => size > 0);
  const port = direct === true ? 'rp0' : 'dsp0';
  return [
    '-M q35,cxl=on,cxl-fmw.0.targets.0=cxl.1,cxl-fmw.0.size=16G',
    '-m 4G,maxmem=32G,slots=8',
    ...used.map(
      (each) => `-object memory-backend-ram,id=${each.id},share=on,size=${qemuSize(each.size)}`,
    ),
    '-device pxb-cxl,bus_nr=12,bus=pcie.0,id=cxl.1',
    '-device cxl-rp,port=0,bus=cxl.1,id=rp0,chassis=0,slot=2',
    ...(direct === true
      ? []
      : [
          '-device cxl-upstream,bus=rp0,id=us0',
          '-device cxl-downstream,port=0,bus=us0,id=dsp0,chassis=0,slot=4',
        ]),
    [
      `-device cxl-type3,bus=${port}`,
      ...used.map((each) => `${each.property}=${each.id}`),
      ...(regionCount === 0 ? [] : [`num-dc-regions=${regionCount}`]),
      ...(serial === undefined ? [] : [`sn=${serial}`]),
      `id=${id}`,
    ].join(','),
  ];
}

const backends = (device: DeviceConfig, profile: ProfileId): readonly Backend[] => [
  { id: 'vmem0', size: device.staticVolatile, property: 'volatile-memdev' },
  { id: 'pmem0', size: device.staticPersistent, property: 'persistent-memdev' },
  // QEMU starts no persistent device without a label storage area.
  { id: 'lsa0', size: device.staticPersistent === 0 ? 0 : MiB, property: 'lsa' },
  {
    id: 'dcmem0',
    size: device.regionCount === 0 ? 0 : device.dynamicCapacity,
    property: profile === 'qemu-v3' ? 'nonvolatile-dc-memdev' : 'volatile-dc-memdev',
  },
];
