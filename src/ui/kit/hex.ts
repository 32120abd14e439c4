/** `0a`. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** `0a0b0c` in pairs, sixteen to a line. */
export function spaced(hex: string): string {
  const pairs = bare(hex).match(/..?/g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += 16) lines.push(pairs.slice(at, at + 16).join(' '));
  return lines.join('\n');
}

/** Hex digits without the white space, `0x` and offsets that come with a paste. */
export function bare(text: string): string {
  return text
    .replace(/^\s*[0-9a-f]+:/gim, '')
    .replace(/0x/gi, '')
    .replace(/[\s,_]+/g, '');
}

/** Why text is not whole bytes of hex, if it is not. */
export function hexFault(text: string): string | undefined {
  const digits = bare(text);
  const stranger = /[^0-9a-f]/i.exec(digits);
  if (stranger !== null)
    return `“${stranger[0]}” is not a hex digit. Write pairs such as 02 00 1a.`;
  if (digits.length % 2 === 1) return 'The last byte has one digit only. Write two for each byte.';
  return undefined;
}

/** How many whole bytes the text holds. */
export function byteCount(text: string): number {
  return Math.floor(bare(text).length / 2);
}
