import { type JsonValue, MiB } from '../../model/index';

/** What a QEMU is started with. */
export interface VirtualMachine {
  readonly staticMiB: number;
  readonly dcMiB: number;
  readonly regionCount: number;
  /** `switch` has a switch between root port and device, whose mailbox takes FM API commands. */
  readonly topology: 'direct' | 'switch';
  /** The options of an exported command line, in place of those made here. */
  readonly exported?: readonly string[];
}

/** Bus number of the CXL host bridge: ours, or that of the page's command line. */
export const rootBusOf = ({ exported }: VirtualMachine): number =>
  exported === undefined ? 52 : 12;

export const deviceId = 'cxl-dcd0';
export const devicePath = `/machine/peripheral/${deviceId}`;

/** Where the fixed memory window of a machine with 128 MiB of memory begins. */
export const windowBase = 0x1_1000_0000;

export const spaceBytes = ({ staticMiB, dcMiB }: VirtualMachine): number =>
  (staticMiB + dcMiB) * MiB;
export const regionBytes = ({ dcMiB, regionCount }: VirtualMachine): number =>
  (dcMiB * MiB) / regionCount;
export const regionBase = (machine: VirtualMachine, region: number): number =>
  machine.staticMiB * MiB + region * regionBytes(machine);

const serialNumber = 0xdcd_0001;

/** The machine as the member `device` of a trace. */
export const deviceMember = (machine: VirtualMachine): JsonValue => ({
  config: {
    static_mb: machine.staticMiB,
    dc_mb: machine.dcMiB,
    num_regions: machine.regionCount,
    sn: serialNumber,
    topology: machine.topology,
    hdm_for_passthrough: false,
    hdm: true,
    device_id: deviceId,
  },
  region_bases: Array.from({ length: machine.regionCount }, (_, at) => regionBase(machine, at)),
  qom_path: devicePath,
  fmw_base: windowBase,
  fmw_bytes: spaceBytes(machine),
});

const backend = (id: string, mebibytes: number): string[] => [
  '-object',
  `memory-backend-ram,id=${id},size=${mebibytes}M`,
];

const switchArguments = [
  ...['-device', 'cxl-upstream,bus=rp0,id=us0,addr=0.0,multifunction=on'],
  ...['-device', 'cxl-switch-mailbox-cci,bus=rp0,addr=0.1,target=us0'],
  ...['-device', 'cxl-downstream,port=0,bus=us0,id=dsp0,chassis=0,slot=4'],
];

/** Arguments that describe the machine to QEMU. */
export function machineArguments(machine: VirtualMachine): readonly string[] {
  const { exported } = machine;
  if (exported !== undefined) return [...exported, '-nodefaults', '-display', 'none'];
  const { staticMiB, dcMiB, regionCount, topology } = machine;
  const fixed = staticMiB > 0;
  const device = [
    `cxl-type3,id=${deviceId},bus=${topology === 'switch' ? 'dsp0' : 'rp0'},sn=${serialNumber}`,
    `volatile-dc-memdev=dc,num-dc-regions=${regionCount}${fixed ? ',volatile-memdev=static' : ''}`,
  ];
  const window = `cxl-fmw.0.targets.0=cxl.1,cxl-fmw.0.size=${staticMiB + dcMiB}M`;
  return [
    ...['-machine', `q35,cxl=on,${window}`, '-m', '128M', '-smp', '1'],
    ...['-nodefaults', '-display', 'none'],
    ...(fixed ? backend('static', staticMiB) : []),
    ...backend('dc', dcMiB),
    ...['-device', `pxb-cxl,bus_nr=${rootBusOf(machine)},bus=pcie.0,id=cxl.1`],
    ...['-device', 'cxl-rp,port=0,bus=cxl.1,id=rp0,chassis=0,slot=2'],
    ...(topology === 'switch' ? switchArguments : []),
    ...['-device', device.join(',')],
  ];
}
