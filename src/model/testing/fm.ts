import { encode } from '../codec/message';
import { fromHex } from '../codec/codec';
import { initiateAdd } from '../layouts/fm-dcd';
import type { Action } from '../simulation/action';
import type { Range } from './run';

/** A command of the fabric manager to the FM-owned LD, or to the switch; the payload as hex digits or bytes. */
export const fm = (
  opcode: number,
  payload: string | Uint8Array = '',
  to: 'ld' | 'switch' = 'ld',
): Action => ({
  kind: 'fmApi',
  to,
  opcode,
  payload: typeof payload === 'string' ? fromHex(payload.replaceAll(' ', '')) : payload,
});

/** A number as hex digits of so many bytes, the lowest first. */
export const le = (value: number, bytes: number): string =>
  Array.from({ length: bytes }, (_, i) =>
    (Math.floor(value / 256 ** i) % 256).toString(16).padStart(2, '0'),
  ).join('');

interface Initiated {
  readonly policy?: number;
  readonly count?: number;
  readonly tag?: string;
}

const NO_TAG = '0'.repeat(32);

const initiate =
  (opcode: number, usual: number) =>
  (extents: readonly Range[], { policy = usual, count, tag = NO_TAG }: Initiated = {}): Action =>
    fm(
      opcode,
      encode(
        initiateAdd,
        {
          host: 0,
          policy,
          region: 0,
          length: 0n,
          tag: NO_TAG,
          extentCount: count ?? extents.length,
        },
        extents.map(([start, length]) => ({
          start: BigInt.asUintN(64, BigInt(start)),
          length: BigInt.asUintN(64, BigInt(length)),
          tag,
          sharedSeq: 0,
          extentReserved: '0'.repeat(12),
        })),
      ),
    );

/** 5604h and 5605h with extents by DPA; policy, count and the tag of every extent may be said. */
export const initiateAddOf = initiate(0x5604, 2);
export const initiateReleaseOf = initiate(0x5605, 1);

/** Lets virtual time pass, in seconds. */
export const wait = (seconds: number): Action => ({ kind: 'clock', ns: seconds * 1e9 });

export const readAt = (dpa: number, length = 8): Action => ({
  kind: 'read',
  space: 'dpa',
  at: dpa,
  length,
});

/** A guest writes bytes, given as hex digits. */
export const writeAt = (dpa: number, data: string): Action => ({
  kind: 'write',
  space: 'dpa',
  at: dpa,
  data: fromHex(data),
});
