import { wrap64 } from '../units';
import type { Region } from './device-state';

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Whether both are numbers that JavaScript reckons with exactly, which is much faster than with a `bigint`. */
const areSafe = (start: bigint, length: bigint): boolean => start <= SAFE && length <= SAFE;

/** What is left of a range of blocks, as `%` gives it. */
export const remainder = (value: bigint, divisor: number): number =>
  value <= SAFE ? Number(value) % divisor : Number(value % BigInt(divisor));

/** Whole blocks in a length. */
export const blocksIn = (length: bigint, block: number): number =>
  length <= SAFE ? Math.floor(Number(length) / block) : Number(length / BigInt(block));

/**
 * The region that a range of DPAs lies in, as QEMU 10.0 and 11.1 find it: the last one that starts at or
 * below `start`, unless the range ends past its end. The end is worked out modulo 2^64, so a length close to
 * 2^64 can pass. Both in bytes, as they came over the wire.
 */
export function findRegion(
  regions: readonly Region[],
  start: bigint,
  length: bigint,
): Region | undefined {
  const dpa = Number(start);
  let at = regions.length - 1;
  while (at > 0 && (regions[at]?.base ?? 0) > dpa) at -= 1;
  const region = regions[at];
  if (region === undefined || dpa < region.base || dpa >= region.base + region.length)
    return undefined;
  return endsInside(region, start, length) ? region : undefined;
}

const endsInside = (region: Region, start: bigint, length: bigint): boolean =>
  length <= SAFE
    ? Number(start) + Number(length) <= region.base + region.length
    : wrap64(start + length) <= BigInt(region.base + region.length);

/** Whether start + length leaves 64 bits: what QEMU's checks do not foresee. */
export const wraps = (start: bigint, length: bigint): boolean =>
  !areSafe(start, length) && start + length !== wrap64(start + length);

/** Whether the last byte of a range lies past 64 bits: what QEMU's range type cannot hold. */
export const leaves64Bits = (start: bigint, length: bigint): boolean =>
  !areSafe(start, length) && start + length > 1n << 64n;
