/**
 * Text as the bytes that QEMU reads: a string with one character, 0 to FFh, for each byte. Regular expressions and
 * comparisons work on it as they do on text.
 */
export type Bytes = string;

const lone = 0xfffd;

/** The UTF-8 of a text; half a surrogate pair becomes U+FFFD. */
export function bytesOf(text: string): Bytes {
  return Array.from(text, (character) => encoded(character.codePointAt(0) ?? lone)).join('');
}

function encoded(codePoint: number): Bytes {
  if (codePoint < 0x80) return String.fromCharCode(codePoint);
  if (isSurrogate(codePoint)) return encoded(lone);
  const tail: number[] = [];
  let rest = codePoint;
  // The first byte has room for 6 bits less one for each byte after it.
  while (rest >= 2 ** (6 - tail.length) || tail.length === 0) {
    tail.unshift(0x80 | (rest & 0x3f));
    rest >>= 6;
  }
  const lead = (0xff80 >> tail.length) & 0xff;
  return String.fromCharCode(lead | rest, ...tail);
}

/** One character of a byte string: its code point, absent if it is none, and where the next begins. */
export interface Decoded {
  readonly codePoint: number | undefined;
  readonly end: number;
}

/** Reads one character of modified UTF-8 as QEMU does: C0h 80h is U+0000, and what is no character is invalid. */
export function decodedAt(bytes: Bytes, at: number): Decoded {
  const lead = bytes.charCodeAt(at);
  if (lead < 0x80) return { codePoint: lead, end: at + 1 };
  if (lead < 0xc0 || lead >= 0xfe) return { codePoint: undefined, end: at + 1 };
  const length = Math.clz32(~(lead << 24));
  let codePoint = lead & (0x7f >> length);
  for (let i = 1; i < length; i += 1) {
    const byte = bytes.charCodeAt(at + i);
    if ((byte & 0xc0) !== 0x80) return { codePoint: undefined, end: at + i };
    codePoint = codePoint * 64 + (byte & 0x3f);
  }
  const fits = isShortest(codePoint, length) && isCharacter(codePoint);
  return { codePoint: fits ? codePoint : undefined, end: at + length };
}

/** Whether a code point needs that many bytes; zero may have two. */
const isShortest = (codePoint: number, length: number): boolean =>
  (codePoint === 0 && length === 2) || codePoint >= (length === 2 ? 0x80 : 2 ** (5 * length - 4));

const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;

/** Whether QEMU takes a code point: no half of a pair, none of Unicode's noncharacters. */
export const isCharacter = (codePoint: number): boolean =>
  codePoint <= 0x10ffff &&
  !isSurrogate(codePoint) &&
  !(codePoint >= 0xfdd0 && codePoint <= 0xfdef) &&
  (codePoint & 0xfffe) !== 0xfffe;

/** The text of bytes as QEMU prints it: U+FFFD where they are no character. */
export function textOf(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { codePoint, end } = decodedAt(bytes, at);
    text += String.fromCodePoint(codePoint ?? lone);
    at = end;
  }
  return text;
}

/** How many UTF-16 units of the text a byte stands for: those of a character are counted at its first byte. */
export function unitsAt(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  return byte < 0xf0 ? 1 : 2;
}
