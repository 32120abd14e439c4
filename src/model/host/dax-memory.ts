import { iec } from '../units';
import { PMD } from './checks';
import { replacedDax } from './dax-devices';
import { bind, deviceOf, unbind, unknownDax } from './dax-drivers';
import { bytesIn } from './dax-space';
import {
  deedDone,
  deedFailed,
  inTurn,
  deedRefused,
  type DeedResult,
  type HostLimits,
  type Refusal,
} from './deed';
import { hostWith, type DaxDevice, type HostState } from './host-state';
import { count, errno } from './lines';
import { newLog, say, type Log } from './log';

/** A range as memory: what is left of it when both ends move inward to a memory block. */
export interface OnlineRange {
  readonly hpa: number;
  readonly length: number;
  /** Whole memory blocks in it; none when it is too small. */
  readonly blocks: number;
}

/** The memory that each range of a dax device gives, by host physical address. */
export const memoryOf = (
  { ranges }: Pick<DaxDevice, 'ranges'>,
  blockSize: number,
): readonly OnlineRange[] =>
  ranges.map(({ hpa: from, length }) => {
    const first = Math.ceil(from / blockSize);
    const blocks = Math.max(0, Math.floor((from + length) / blockSize) - first);
    return { hpa: blocks === 0 ? from : first * blockSize, length: blocks * blockSize, blocks };
  });

/** A memory block of the kernel: `memory147` is the 148th of its size. */
export interface MemoryBlock {
  readonly name: string;
  readonly hpa: number;
  readonly online: boolean;
}

/** The memory blocks that dax devices give, by address. */
export const memoryBlocks = ({
  daxDevices,
}: Pick<HostState, 'daxDevices'>): readonly MemoryBlock[] =>
  daxDevices
    .filter(({ driver }) => driver === 'kmem')
    .flatMap((device) =>
      memoryOf(device, device.blockSize).flatMap(({ hpa, blocks }) =>
        Array.from({ length: blocks }, (_, i): MemoryBlock => {
          const at = hpa + i * device.blockSize;
          return { name: `memory${at / device.blockSize}`, hpa: at, online: device.online };
        }),
      ),
    )
    .toSorted((a, b) => a.hpa - b.hpa);

const blocksOf = (memory: readonly OnlineRange[]): number =>
  memory.reduce((sum, { blocks }) => sum + blocks, 0);

const isPower = (value: number): boolean => Number.isInteger(Math.log2(value));

interface Wanted {
  readonly dax: string;
  readonly blockSize: number;
}

/** Tells what kmem makes of a dax device; whether it takes it. */
function sayProbed(device: DaxDevice, blockSize: number, log: Log): boolean {
  const { region, index, ranges } = device;
  const told = { region, dax: index };
  const memory = memoryOf(device, blockSize);
  for (const [mapping, { blocks }] of memory.entries()) {
    const range = ranges[mapping];
    if (blocks > 0 || range === undefined) continue;
    const { hpa: start, length } = range;
    say(log, 'mappingTooSmall', { ...told, mapping, range: { start, length } });
  }
  const bytes = blocksOf(memory) * blockSize;
  const lost = bytesIn(ranges) - bytes;
  if (bytes === 0) {
    say(log, 'memoryTooSmall', told);
    say(log, 'memoryRefused', { ...told, error: errno.EINVAL });
  } else if (lost > 0) {
    say(log, 'memoryTruncated', { ...told, size: lost });
  }
  return bytes > 0;
}

const RAM = 'daxctl reconfigure-device --mode=system-ram';

/** Hands a dax device to the kmem driver, which makes whole memory blocks of it. */
export function systemRam(
  host: HostState,
  { dax: id, blockSize }: Wanted,
  { series, clock }: HostLimits,
): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id);
  const problem = ramProblem(device, blockSize);
  if (problem !== undefined) return problem;
  const unbound = replacedDax(host, device, [{ ...device, driver: 'none' }]);
  if (!host.modules.kmem) {
    const why = 'the module kmem is not loaded';
    const fix = 'Load kmem first. It has no driver now.';
    return { ...deedFailed(RAM, 'ENXIO', { what: cannotBeRam(id), why, fix }), host: unbound };
  }
  const log = newLog(series, clock, host);
  const free = replacedDax(unbound, device, [{ ...device, driver: 'none', wanted: true }]);
  const probed = probedByKmem(free, blockSize, log);
  if (deviceOf(probed, id)?.driver === 'kmem') {
    const blocks = blocksOf(memoryOf(device, blockSize));
    const lost = bytesIn(device.ranges) - blocks * blockSize;
    return deedDone(
      probed,
      `converts ${id} to system RAM: ${count(blocks, 'memory block')} of ${iec(blockSize)}`,
      lost === 0
        ? 'Every range is whole memory blocks.'
        : `Each range is trimmed inward to whole memory blocks, so ${iec(lost)} cannot be used.`,
      log.lines,
    );
  }
  const why = `no memory block of ${iec(blockSize)} fits into its ranges`;
  const fix = 'Offer larger extents, or use smaller memory blocks. It has no driver now.';
  const refusal = deedFailed(RAM, 'EINVAL', { what: cannotBeRam(id), why, fix }, log.lines);
  return { ...refusal, host: probed };
}

const cannotBeRam = (id: string): string => `${id} cannot become system RAM.`;

const withKmem = (host: HostState): HostState =>
  hostWith(host, { modules: { ...host.modules, kmem: true } });

/** Whenever kmem is told of a device, or loaded, it tries all that are for it and have no driver. */
export const probedByKmem = (host: HostState, blockSize: number, log: Log): HostState =>
  hostWith(host, {
    daxDevices: host.daxDevices.map((device) => {
      const tries =
        device.driver === 'none' &&
        device.ranges.length > 0 &&
        (device.wanted || log.series.prefersKmem);
      return tries && sayProbed(device, blockSize, log)
        ? { ...device, driver: 'kmem', blockSize }
        : device;
    }),
  });

function ramProblem({ id, driver, ranges }: DaxDevice, blockSize: number): Refusal | undefined {
  const what = cannotBeRam(id);
  if (driver === 'kmem') {
    return deedRefused(what, 'It is system RAM already.', 'Go on, or take it offline first.');
  }
  if (ranges.length === 0) {
    return deedRefused(what, 'It holds no capacity.', 'Claim some for it first.');
  }
  if (blockSize < PMD || !isPower(blockSize)) {
    return deedRefused(
      what,
      `A memory block has a power of two of bytes, at least ${iec(PMD)}.`,
      'Use 128 MiB, as small machines do, or up to 2 GiB.',
    );
  }
  return undefined;
}

/** Takes the memory blocks of a dax device into use, or out of it. */
export function setOnline(host: HostState, id: string, online: boolean): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id);
  if (device.driver !== 'kmem') {
    return deedRefused(
      `${id} is not online.`,
      'It is a dax device, not system RAM.',
      'Go on, or convert it to system RAM first.',
    );
  }
  return deedDone(
    replacedDax(host, device, [{ ...device, online }]),
    online ? `brings the memory of ${id} online` : `takes the memory of ${id} offline`,
    online
      ? 'The kernel uses it like any other RAM, and cannot give it back before it is offline.'
      : 'Its memory is no longer the kernel’s; the device still holds its capacity.',
  );
}

/** What `daxctl reconfigure-device --mode=system-ram` does: system RAM, and online. */
export function online(host: HostState, wanted: Wanted, machine: HostLimits): DeedResult {
  const converted = systemRam(withKmem(host), wanted, machine);
  if (!converted.done) return converted;
  const up = setOnline(converted.host, wanted.dax, true);
  return up.done ? { ...converted, host: up.host } : up;
}

/** Takes the memory of a dax device from the kernel again, and makes it a dax device for programs. */
export function offline(host: HostState, id: string, { series }: HostLimits): DeedResult {
  const off = inTurn(host, [
    (next) => setOnline(next, id, false),
    (next) => unbind(next, id),
    (next) => bind(next, { dax: id, driver: 'device_dax', told: true }, series),
  ]);
  return off.done
    ? {
        ...off,
        title: `takes ${id} offline`,
        because:
          'Its memory is no longer the kernel’s; the device still holds its capacity, and is a dax device again.',
      }
    : off;
}
