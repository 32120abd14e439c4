import { fromHex } from '../codec/codec';
import type { Line } from './line';

/** Bytes in one line: an offset before them and characters after them, as dumps have them, are no bytes. */
const row =
  /^\s*(?:(?:0x)?[0-9a-f]{2,8}\s*[:|]\s*)?((?:[0-9a-f]{2}\s?){1,64}|(?:[0-9a-f]{4}\s){1,16}(?:[0-9a-f]{2,4})?)(?:\s{2,}.*|\s*\|.*)?\s*$/i;

/** An array of C or Python: `0x08, 0x00`. */
const listed = /^\s*(?:0x[0-9a-f]{1,2}\s*,?\s*){1,64}(?:\/[/*].*)?$/i;

/** A dump's offset without a colon, as hexdump -C prints it. */
const dumped = /^\s*[0-9a-f]{8}\s{1,3}((?:[0-9a-f]{2}\s{1,2}){1,16})(?:\s*\|.*)?$/i;

/** The hex digits of a line of bytes; nothing for other text. */
export function hexIn(text: string): string | undefined {
  const line = text.slice(0, longest);
  if (listed.test(line))
    return [...line.matchAll(/0x([0-9a-f]{1,2})\b/gi)]
      .map(([, digits = '']) => digits.padStart(2, '0'))
      .join('')
      .toLowerCase();
  const found = dumped.exec(line)?.[1] ?? row.exec(line)?.[1];
  const digits = found?.replaceAll(/\s/g, '').toLowerCase() ?? '';
  return digits === '' || digits.length % 2 === 1 ? undefined : digits;
}

const longest = 400;

export interface HexRows {
  readonly bytes: Uint8Array;
  /** Index of the line after the last row. */
  readonly end: number;
}

/** The bytes in the rows from a line on: as many as are wanted, or all that follow one another. */
export function rowsFrom(lines: readonly Line[], at: number, wanted?: number): HexRows {
  let digits = '';
  let end = at;
  while (end < lines.length && (wanted === undefined || digits.length < 2 * wanted)) {
    const found = hexIn(lines[end]?.text ?? '');
    if (found === undefined) break;
    digits += found;
    end += 1;
  }
  return { bytes: fromHex(wanted === undefined ? digits : digits.slice(0, 2 * wanted)), end };
}
