import type { JsonValue } from '../../model/index';

/** Bytes as hex digits, little endian, as traces write them. */
export function le(value: number | bigint, bytes: number): string {
  const digits = BigInt.asUintN(8 * bytes, BigInt(value))
    .toString(16)
    .padStart(2 * bytes, '0');
  return (digits.match(/../g) ?? []).reverse().join('');
}

/** Reads a little-endian number out of hex digits; bytes that are not there count as zero. */
export function readLe(hex: string, offset: number, bytes: number): bigint {
  const digits = hex.slice(2 * offset, 2 * (offset + bytes)).padEnd(2 * bytes, '0');
  return BigInt(`0x${(digits.match(/../g) ?? []).reverse().join('')}`);
}

export const opcodeText = (opcode: number): string => opcode.toString(16).padStart(4, '0');

/** A number of JSON as QEMU takes it for 64 bits: negative ones wrap. `undefined` for what is no integer. */
export const u64 = (value: JsonValue | undefined): bigint | undefined =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
    ? BigInt.asUintN(64, BigInt(value))
    : undefined;
