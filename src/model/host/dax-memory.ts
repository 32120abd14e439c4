import { iec } from '../units';
import { PMD } from './checks';
import { replacedDax, unknownDax } from './dax';
import { bytesIn } from './dax-space';
import { did, failed, meaningless, type DeedResult, type Refusal } from './deed';
import type { DaxDevice, HostState } from './host-state';
import { count, kernel } from './lines';
import type { HostLine } from './twin';

/** A range as memory: what is left of it when both ends move inward to a memory block. */
export interface OnlineRange {
  readonly hpa: number;
  readonly length: number;
  /** Whole memory blocks in it; none when it is too small. */
  readonly blocks: number;
}

/** The memory that each range of a dax device gives, by host physical address. */
export function memoryOf(
  { regions }: Pick<HostState, 'regions'>,
  { region, ranges }: Pick<DaxDevice, 'region' | 'ranges'>,
  blockSize: number,
): readonly OnlineRange[] {
  const home = regions.find(({ id }) => id === region);
  return ranges.map(({ start, length }) => {
    const from = (home?.hpa ?? 0) + start - (home?.start ?? 0);
    const first = Math.ceil(from / blockSize);
    const blocks = Math.max(0, Math.floor((from + length) / blockSize) - first);
    return { hpa: blocks === 0 ? from : first * blockSize, length: blocks * blockSize, blocks };
  });
}

const smallLine = (from: number, length: number, at: number): HostLine =>
  kernel(
    `mapping${at}: 0x${from.toString(16)}-0x${(from + length - 1).toString(16)} too small after alignment`,
  );

const isPower = (value: number): boolean => Number.isInteger(Math.log2(value));

/** Hands a dax device to the kernel as system RAM, in whole memory blocks. */
export function online(
  host: HostState,
  { dax: id, blockSize }: { readonly dax: string; readonly blockSize: number },
): DeedResult {
  const dax = host.daxDevices.find((device) => device.id === id);
  if (dax === undefined) return unknownDax(id);
  const memory = memoryOf(host, dax, blockSize);
  const blocks = memory.reduce((sum, range) => sum + range.blocks, 0);
  const small = tooSmall(dax, memory);
  const problem = onlineProblem(dax, blockSize, blocks);
  if (problem !== undefined) return { ...problem, prints: [...small, ...problem.prints] };
  const lost = bytesIn(dax.ranges) - blocks * blockSize;
  return did(
    replacedDax(host, dax, [{ ...dax, mode: 'system-ram', blockSize }]),
    `converts ${id} to system RAM: ${count(blocks, 'memory block')} of ${iec(blockSize)}`,
    lost === 0
      ? 'Every range is whole memory blocks.'
      : `Each range is trimmed inward to whole memory blocks, so ${iec(lost)} cannot be used.`,
    small,
  );
}

function onlineProblem(
  { id, mode }: DaxDevice,
  blockSize: number,
  blocks: number,
): Refusal | undefined {
  const what = `${id} cannot become system RAM.`;
  if (mode === 'system-ram') {
    return meaningless(what, 'It is system RAM already.', 'Go on, or take it offline first.');
  }
  if (blockSize < PMD || !isPower(blockSize)) {
    return meaningless(
      what,
      `A memory block has a power of two of bytes, at least ${iec(PMD)}.`,
      'Use 128 MiB, as small machines do, or up to 2 GiB.',
    );
  }
  if (blocks > 0) return undefined;
  return failed('daxctl reconfigure-device --mode=system-ram', 'EINVAL', {
    what,
    why: `no memory block of ${iec(blockSize)} fits into its ranges`,
    fix: 'Offer larger extents, or use smaller memory blocks.',
  });
}

/** A line for every range that gives no memory at all. */
const tooSmall = ({ ranges }: DaxDevice, memory: readonly OnlineRange[]): readonly HostLine[] =>
  memory.flatMap(({ hpa, blocks }, at) =>
    blocks === 0 ? [smallLine(hpa, ranges[at]?.length ?? 0, at)] : [],
  );

/** Takes the memory of a dax device from the kernel again. */
export function offline(host: HostState, id: string): DeedResult {
  const dax = host.daxDevices.find((device) => device.id === id);
  if (dax === undefined) return unknownDax(id);
  if (dax.mode === 'devdax') {
    return meaningless(
      `${id} is not online.`,
      'It is a dax device, not system RAM.',
      'Go on, or bring it online first.',
    );
  }
  return did(
    replacedDax(host, dax, [{ ...dax, mode: 'devdax', blockSize: 0 }]),
    `takes ${id} offline`,
    'Its memory is no longer the kernel’s; the device still holds its capacity.',
  );
}
