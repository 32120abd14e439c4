import { crc32 } from '../../model/index';
import { runKey } from './drawing';
import { escaped } from './svg-pen';

/*
 * A run inside of a picture: the text of a link or of a scenario. In SVG it is an element of the metadata, in PNG a
 * chunk iTXt (PNG, third edition, 11.3.3.4). Nothing else of a foreign picture is looked at.
 */

const namespace = 'urn:dcdscope:run';

/** Metadata with the run in it. */
export const metadataOf = (run: string): string =>
  `<metadata><${runKey} xmlns="${namespace}">${escaped(run)}</${runKey}></metadata>`;

/** The run in the metadata of an SVG, if there is one. */
export function runInSvg(svg: string): string | undefined {
  const open = new RegExp(`<${runKey}\\b[^>]*>`).exec(svg);
  if (open === null) return undefined;
  const from = open.index + open[0].length;
  const to = svg.indexOf(`</${runKey}>`, from);
  return to === -1 ? undefined : unescaped(svg.slice(from, to));
}

const signs: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|apos|amp);/g, (sign) => signs[sign] ?? sign);

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const isPng = (bytes: Uint8Array): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

interface Chunk {
  readonly type: string;
  /** Of its length, from the begin of the file. */
  readonly at: number;
  readonly data: Uint8Array;
  readonly isWhole: boolean;
}

const latin = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** The chunks of a PNG, up to the one that is cut or changed. */
function chunksOf(png: Uint8Array): readonly Chunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signature.length; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    const type = latin(png.subarray(at + 4, at + 8));
    const isThere = end + 4 <= png.length;
    const isWhole =
      isThere &&
      (type !== 'iTXt' || view.getUint32(end) === crc32(latin(png.subarray(at + 4, end))));
    chunks.push({ type, at, data: png.subarray(at + 8, end), isWhole });
    if (!isThere) break;
    at = end + 4;
  }
  return chunks;
}

/** A PNG with the run as its second chunk. */
export function pngWithRun(png: Uint8Array, run: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(run);
  // Keyword, then: not compressed, method 0, no language, no translated keyword.
  const head = new TextEncoder().encode(`${runKey}\0\0\0\0\0`);
  const length = head.length + text.length;
  const chunk = new Uint8Array(12 + length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, length);
  chunk.set(new TextEncoder().encode('iTXt'), 4);
  chunk.set(head, 8);
  chunk.set(text, 8 + head.length);
  view.setUint32(8 + length, crc32(latin(chunk.subarray(4, 8 + length))));
  const second = chunksOf(png)[1]?.at ?? png.length;
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, second));
  whole.set(chunk, second);
  whole.set(png.subarray(second), second + chunk.length);
  return whole;
}

/** What a picture was found to hold. */
export type Carried =
  { readonly kind: 'run'; readonly text: string } | { readonly kind: 'none' | 'damaged' };

/** The run in a PNG. */
export function runInPng(png: Uint8Array): Carried {
  const chunks = chunksOf(png);
  for (const { type, data, isWhole } of chunks) {
    if (type !== 'iTXt') continue;
    const end = data.indexOf(0);
    if (latin(data.subarray(0, end)) !== runKey) continue;
    if (!isWhole) return { kind: 'damaged' };
    return { kind: 'run', text: new TextDecoder().decode(data.subarray(end + 5)) };
  }
  return { kind: chunks.at(-1)?.type === 'IEND' ? 'none' : 'damaged' };
}
