import type { JsonValue } from '../json';
import type { Token } from './qemu-lexer';

/** A number, and what this program would need to be given instead in order to keep it as it is. */
export interface NumberRead {
  readonly value: JsonValue;
  readonly unkept?: string;
}

const maxDigits = 400;

/**
 * The number of a token. Integers keep every digit: QEMU takes one outside -2^63 to 2^64-1 for a fraction, and what
 * reads the arguments refuses it as that.
 */
export function readNumber({ type, raw }: Pick<Token, 'type' | 'raw'>): NumberRead {
  const number = Number(raw);
  if (raw.length > maxDigits) {
    return { value: number, unkept: `a number of at most ${maxDigits} characters` };
  }
  if (type === 'integer') {
    return { value: Number.isSafeInteger(number) ? number + 0 : BigInt(raw) };
  }
  if (!Number.isFinite(number)) return { value: number, unkept: 'a number below 1.8e308' };
  // QEMU takes 1.0 for a fraction and refuses it as a count; kept as the number 1 it would pass here.
  return Number.isSafeInteger(number)
    ? { value: number, unkept: `the integer ${number} without point or exponent` }
    : { value: number };
}
