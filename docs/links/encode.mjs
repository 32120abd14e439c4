// Scenario JSON on standard input, the fragment of its link on standard output. Argument: the step shown.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

function crc32(text) {
  let crc = ~0;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const step = Number(process.argv[2] ?? 0);
const payload = deflateRawSync(readFileSync(0), { level: 9 }).toString('base64url');
const sealed = `1d${payload.length.toString(36)}.${payload}`;
console.log(`${sealed}.${crc32(sealed).toString(36).padStart(7, '0')}&t=${step}`);
