import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  injectFiles,
  offers,
  printInjectLine,
  readInjectLine,
  type InjectFile,
} from './inject-line';
import { printInjectSession, readInjectSession } from './inject-session';

const NO_TAG = '0'.repeat(32);
const TAG = 'deadbeefcafebaadf00dfedcba987654';
const UUID = 'deadbeef-cafe-baad-f00d-fedcba987654';

describe('a line', () => {
  const good: readonly (readonly [InjectFile, string, object])[] = [
    ['dc_inject_extent', '0x88000000:0x4000000::0', { start: 0x8800_0000, length: 0x400_0000 }],
    ['dc_inject_extent', '0x88000000:0x4000000:"":1', { tag: NO_TAG, more: true }],
    ['dc_inject_extent', `2281701376:67108864:${UUID}:0`, { start: 0x8800_0000, tag: TAG }],
    ['dc_inject_extent', `0x88000000:0x4000000:${UUID.toUpperCase()}:0`, { tag: TAG }],
    ['dc_inject_shared_extent', '0x80000000:0x4000000:0:1:2', { tag: NO_TAG, sharedSeq: 2 }],
    ['dc_inject_extent', '010:+8:0:7:0x10', { start: 8, length: 8, more: true, sharedSeq: 16 }],
    ['dc_del_extent', '0x88000000:0x4000000:', { more: false, tag: NO_TAG }],
    ['dc_force_del_extent', `0x0:0x0:${UUID}\n`, { start: 0, length: 0, tag: TAG }],
  ];

  test.each(good)('%s %s', (file, line, says) => {
    expect(readInjectLine(file, line)).toMatchObject({ ok: true, value: says });
  });

  const bad: readonly (readonly [InjectFile, string, number, string, string])[] = [
    ['dc_inject_extent', '', 1, 'nothing', 'a start DPA'],
    ['dc_inject_extent', '0x88000000', 11, 'the end of the line', 'a colon and a length in bytes'],
    ['dc_inject_extent', '0x1:0x2:', 9, 'the end of the line', 'a colon and the More flag'],
    ['dc_inject_extent', '0x1:0x2::', 10, 'nothing', 'the More flag'],
    ['dc_inject_extent', '0x8g:0x2::0', 1, '“0x8g”', 'a start DPA'],
    ['dc_inject_extent', '08:0x2::0', 1, '“08”', 'a start DPA'],
    ['dc_inject_extent', '0x8:64M::0', 5, '“64M”', 'a length in bytes'],
    ['dc_inject_extent', '0x8: -1::0', 6, '“-1”', 'a length in bytes'],
    ['dc_inject_extent', '0x8:0x2:tag:0', 9, '“tag”', 'a tag'],
    ['dc_inject_extent', `0x8:0x2:${TAG}:0`, 9, `“${TAG}”`, 'a tag'],
    ['dc_inject_extent', '0x8:0x2::no', 10, '“no”', 'the More flag'],
    ['dc_inject_extent', '0x8:0x2::0:x', 12, '“x”', 'a sequence number'],
    ['dc_inject_extent', '0x8:0x2::0:1:9', 13, 'one more field, “9”', 'the end of the line'],
    ['dc_del_extent', '0x8:0x2', 8, 'the end of the line', 'a colon and a tag'],
    ['dc_del_extent', '0x8:0x2::0', 9, 'one more field, “0”', 'the end of the line'],
  ];

  test.each(bad)('%s “%s” is told by its column', (file, line, column, found, expected) => {
    const read = readInjectLine(file, line);
    expect(read).toMatchObject({ ok: false, problem: { line: 1, column, found, expected } });
    expect(read.ok || read.problem.hint.length > 0).toBe(true);
  });

  test('numbers that are too big are told with the most there may be', () => {
    const most = readInjectLine('dc_inject_extent', '0x20000000000000:1::0');
    expect(most).toMatchObject({
      problem: { column: 1, expected: 'a start DPA of at most 9,007,199,254,740,991' },
    });
    const sum = readInjectLine('dc_inject_extent', '0x1fffffffffffff:1::0');
    expect(sum).toMatchObject({
      problem: { column: 18, expected: 'a length in bytes of at most 0' },
    });
    const place = readInjectLine('dc_inject_extent', '0:1::0:65536');
    expect(place).toMatchObject({
      problem: { column: 8, hint: 'Write 0 to 65535, or leave it out.' },
    });
  });

  const anyTag = fc.oneof(
    fc.constant(NO_TAG),
    fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')),
  );
  const anyLine = fc
    .record({
      file: fc.constantFrom(...injectFiles),
      start: fc.maxSafeNat(),
      length: fc.maxSafeNat(),
      tag: anyTag,
      more: fc.boolean(),
      sharedSeq: fc.nat(0xffff),
    })
    .filter(({ start, length }) => Number.isSafeInteger(start + length))
    .map(({ file, ...said }) => ({
      file,
      said: offers(file) ? said : { ...said, more: false, sharedSeq: 0 },
    }));

  test('that was printed is read back the same', () => {
    fc.assert(
      fc.property(anyLine, ({ file, said }) => {
        expect(readInjectLine(file, printInjectLine(file, said))).toEqual({
          ok: true,
          value: said,
        });
      }),
    );
  });

  test('of any text is read or told of, inside the text or just behind it', () => {
    const anyText = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fx:" -]{0,60}$/));
    fc.assert(
      fc.property(fc.constantFrom(...injectFiles), anyText, (file, text) => {
        const read = readInjectLine(file, text);
        if (read.ok) return;
        expect(read.problem.column).toBeGreaterThan(0);
        expect(read.problem.column).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });

  test('sessions that were printed are read back the same', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 5 }), (lines) => {
        const requests = lines.map(({ file, said }) => ({
          file,
          line: printInjectLine(file, said),
        }));
        expect(readInjectSession(printInjectSession(requests))).toEqual({ ok: true, requests });
      }),
    );
  });
});

describe('pasted lines', () => {
  test('are taken from a shell, or bare; the number of fields tells the file', () => {
    const text = [
      '# base and pre, one chain',
      "$ echo '0x80000000:0x4000000::1' > /sys/bus/platform/devices/cxl_mem.3/dc_inject_extent",
      'echo 0x88000000:0x4000000:"":0 >dc_inject_shared_extent',
      '',
      '0x80000000:0x4000000:',
      '  0x90000000:0x4000000::0:3',
      '# echo "0x80000000:0x4000000:" | sudo tee /sys/x/dc_force_del_extent',
    ].join('\n');
    expect(readInjectSession(text)).toEqual({
      ok: true,
      requests: [
        { file: 'dc_inject_extent', line: '0x80000000:0x4000000::1' },
        { file: 'dc_inject_shared_extent', line: '0x88000000:0x4000000:"":0' },
        { file: 'dc_del_extent', line: '0x80000000:0x4000000:' },
        { file: 'dc_inject_extent', line: '0x90000000:0x4000000::0:3' },
        { file: 'dc_force_del_extent', line: '0x80000000:0x4000000:' },
      ],
    });
  });

  test('that are wrong are told by line and column', () => {
    expect(readInjectSession('\n\necho 0x8:zz::0 > dc_inject_extent')).toMatchObject({
      problem: { line: 3, column: 10, found: '“zz”' },
    });
    expect(readInjectSession('echo 0x8:1::0 > /sys/x/dc_inject')).toMatchObject({
      problem: { line: 1, column: 24, found: 'the file “dc_inject”' },
    });
  });
});
