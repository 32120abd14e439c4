import { rootBusOf, type VirtualMachine } from './virtual-machine';
import { qtest } from './qtest';

/** Where the configuration space of every function is mapped. */
const ecam = 0xb000_0000;

/** Addresses given to the BARs. A bridge's window is counted in MiB, so each device has its own. */
export const deviceComponents = 0xc000_0000;
export const deviceRegisters = 0xc010_0000;
export const deviceMsix = 0xc011_0000;
export const upstreamComponents = 0xc020_0000;
export const switchRegisters = 0xc030_0000;

const enableEcam = [
  // PCIEXBAR of the host bridge 00:00.0, at 60h, by the legacy ports.
  ...[qtest.outl(0xcf8, 0x8000_0060), qtest.outl(0xcfc, ecam + 1)],
];

const configAt = (bus: number, fn: number, register: number): number =>
  ecam + bus * 2 ** 20 + fn * 2 ** 12 + register;

const memoryAndMaster = 6;

/** A bridge: its buses, and its memory window from the first BAR on; no other window. */
function bridge(bus: number, last: number, windowEnd: number): string[] {
  const buses = last * 2 ** 16 + (bus + 1) * 2 ** 8 + bus;
  const window = ((windowEnd >>> 16) - 0x10) * 2 ** 16 + (deviceComponents >>> 16);
  return [
    qtest.writel(configAt(bus, 0, 0x18), buses),
    qtest.writew(configAt(bus, 0, 0x1c), 0x00f0),
    qtest.writel(configAt(bus, 0, 0x20), window),
    qtest.writel(configAt(bus, 0, 0x24), 0x0000_fff0),
    qtest.writew(configAt(bus, 0, 4), memoryAndMaster),
  ];
}

const bar = (bus: number, fn: number, index: number, address: number): string[] => [
  qtest.writel(configAt(bus, fn, 0x10 + 4 * index), address),
  qtest.writel(configAt(bus, fn, 0x14 + 4 * index), 0),
];

const enable = (bus: number, fn: number): string =>
  qtest.writew(configAt(bus, fn, 4), memoryAndMaster);

const deviceBus = (machine: VirtualMachine): number =>
  rootBusOf(machine) + (machine.topology === 'switch' ? 3 : 1);

const switchCommands = (rootBus: number): string[] => [
  ...bridge(rootBus + 1, rootBus + 3, upstreamComponents),
  ...bar(rootBus + 1, 0, 0, upstreamComponents),
  ...bar(rootBus + 1, 1, 0, switchRegisters),
  enable(rootBus + 1, 1),
  ...bridge(rootBus + 2, rootBus + 3, upstreamComponents),
];

/** What firmware does, in qtest commands: bus numbers, windows, BARs, memory decoding. */
export function enumerationCommands(machine: VirtualMachine): readonly string[] {
  const bus = deviceBus(machine);
  const rootBus = rootBusOf(machine);
  return [
    ...enableEcam,
    ...bridge(rootBus, bus, switchRegisters + 0x10_0000),
    ...(machine.topology === 'switch' ? switchCommands(rootBus) : []),
    ...bar(bus, 0, 0, deviceComponents),
    ...bar(bus, 0, 2, deviceRegisters),
    ...bar(bus, 0, 4, deviceMsix),
    enable(bus, 0),
  ];
}

/** Where a register of the device's configuration space is mapped. */
export const deviceConfig = (machine: VirtualMachine, register: number): number =>
  configAt(deviceBus(machine), 0, register);
