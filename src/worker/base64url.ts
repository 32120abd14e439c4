const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextets: ReadonlyMap<string, number> = new Map(
  Array.from(alphabet, (letter, value) => [letter, value]),
);

/** RFC 4648 section 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      text += alphabet.charAt((bits >> held) & 63);
    }
    bits &= 63;
  }
  return held === 0 ? text : text + alphabet.charAt((bits << (6 - held)) & 63);
}

/** Nothing for text that no bytes are written as: a strange letter, a lone letter, or set bits left over. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const sextet = sextets.get(letter);
    if (sextet === undefined) return undefined;
    bits = (bits << 6) | sextet;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >> held;
    bits &= (1 << held) - 1;
  }
  return held === 6 || bits !== 0 ? undefined : bytes;
}
