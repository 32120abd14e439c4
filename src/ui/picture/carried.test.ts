import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from '../../model/index';
import { isPng, metadataOf, pngWithRun, runInPng, runInSvg } from './carried';

const run = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc.constant(']]></metadata>&amp;lt;'),
);

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body.toString('latin1')), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
};
/** One black pixel. */
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
  chunk('IEND', Buffer.alloc(0)),
]);

test('a run comes back from the metadata of an SVG as XML can hold it', () => {
  fc.assert(
    fc.property(run, (text) => {
      const shown = text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (sign) =>
        /[\t\n\r]/.test(sign) ? sign : '\uFFFD',
      );
      const svg = `<svg xmlns="http://www.w3.org/2000/svg">${metadataOf(text)}<rect/></svg>`;
      expect(runInSvg(svg)).toBe(shown);
    }),
  );
});

test('a run comes back from a PNG, which stays one', () => {
  fc.assert(
    fc.property(run, (text) => {
      const carrying = pngWithRun(png, text);
      expect(isPng(carrying)).toBe(true);
      expect(runInPng(carrying)).toEqual({
        kind: 'run',
        text: Buffer.from(text, 'utf8').toString('utf8'),
      });
      // What was there is there, in its order.
      const left = [...carrying];
      left.splice(33, carrying.length - png.length);
      expect(Buffer.from(left).equals(png)).toBe(true);
    }),
  );
});

test('a picture without a run has none; one that was cut or changed is damaged', () => {
  expect(runInPng(png)).toEqual({ kind: 'none' });
  expect(runInSvg('<svg><metadata>other</metadata></svg>')).toBeUndefined();
  const carrying = pngWithRun(png, 'https://host/#run');
  for (let end = 8; end < 33 + 12 + 30; end += 1)
    expect(runInPng(carrying.subarray(0, end)).kind).toBe('damaged');
  const text = 33 + 8;
  for (let at = text; at < text + 30; at += 1) {
    const changed = carrying.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(runInPng(changed)).not.toEqual({ kind: 'run', text: 'https://host/#run' });
  }
});

test('no bytes make the reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const file = new Uint8Array([...png.subarray(0, 8), ...bytes]);
      expect(['run', 'none', 'damaged']).toContain(runInPng(file).kind);
    }),
  );
});
