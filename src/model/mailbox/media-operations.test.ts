import { expect, test } from 'vitest';
import { le, readAt, wait, writeAt } from '../testing/fm';
import { answerOf, deviceWith, ldIn, mailbox, outputOf, R0, run } from '../testing/run';
import { MiB } from '../units';

const wipe = (subclass: number, ...ranges: readonly (readonly [start: number, length: number])[]) =>
  mailbox(
    0x4402,
    `01${le(subclass, 1)}0000${le(ranges.length, 4)}` +
      ranges.map(([start, length]) => le(start, 8) + le(length, 8)).join(''),
  );
const discover = (start: number, operations: number) =>
  mailbox(0x4402, `0000000000000000${le(start, 2)}${le(operations, 2)}`);
const B = 2 * MiB;
const state = deviceWith({ accepted: [[R0, 2 * B]] });

test.each([
  [0, 2, '0100', '0101'],
  [0, 9, '0100', '0101'],
  [0, 1, '0100'],
  [1, 1, '0101'],
  [1, 2, '0101'],
  [0, 0],
])('4402h discovers from operation %i, %i of them', (start, operations, ...found) => {
  const head = `${le(64, 8)}${le(2, 2)}${le(found.length, 2)}`;
  expect(outputOf(run(state, discover(start, operations)))).toBe(head + found.join(''));
});

const byteAt = (from: typeof state, dpa: number): number | undefined => {
  const { reply } = run(from, readAt(dpa, 1));
  return reply.kind === 'memory' ? reply.data?.[0] : undefined;
};
const written = run(state, writeAt(64, '11'), writeAt(128, '22'), writeAt(R0 + 64, '33')).state;

test.each<[string, number, readonly (readonly [number, number])[], readonly number[]]>([
  ['sanitizes one line', 0, [[64, 64]], [0x0f, 0x22, 0x33]],
  ['zeroes one line', 1, [[64, 64]], [0, 0x22, 0x33]],
  [
    'zeroes two lines',
    1,
    [
      [64, 64],
      [128, 64],
    ],
    [0, 0, 0x33],
  ],
  ['zeroes a range of lines', 1, [[64, 128]], [0, 0, 0x33]],
  ['takes a DPA of region 0 for an offset into its backend', 1, [[R0, 128]], [0x11, 0x22, 0x33]],
])('4402h %s when it ends', (_, subclass, ranges, bytes) => {
  const begun = run(written, wipe(subclass, ...ranges));
  expect(answerOf(begun)).toBe('01h');
  const at = [64, 128, R0 + 64];
  expect(at.map((dpa) => byteAt(run(begun.state, wait(3.9)).state, dpa))).toEqual([
    0x11, 0x22, 0x33,
  ]);
  expect(at.map((dpa) => byteAt(run(begun.state, wait(4)).state, dpa))).toEqual(bytes);
});

test('4402h over no range is done at once', () => {
  const { state: after, ...result } = run(written, wipe(1));
  expect(answerOf({ state: after, ...result })).toBe('00h');
  expect(after.device.lds[0]?.background.runtime).toBe(0);
});

/** Seconds by the bytes of all ranges. */
test.each([
  [512 * MiB, 4],
  [512 * MiB + 64, 8],
  [1024 * MiB, 8],
  [2048 * MiB, 15],
  [4096 * MiB, 30],
  [8192 * MiB, 60],
  [16_384 * MiB, 120],
  [16_384 * MiB + 64, 240],
])('4402h over %i bytes takes %i s', (length, seconds) => {
  const large = deviceWith({ staticMiB: 32_768 });
  const { background } = ldIn(run(large, wipe(0, [0, length - 64], [length - 64, 64])).state);
  expect(background.runtime).toBe(seconds * 1e9);
});

test.each([
  [256, 4],
  [512, 4],
  [768, 8],
  [32_768, 240],
  [65_536, 480],
  [131_072, 900],
  [262_144, 1800],
  [524_288, 3600],
  [1_048_576, 7200],
  [1_048_576 + 256, 14_400],
])('4400h of %i MiB takes %i s', (staticMiB, seconds) => {
  const { background } = ldIn(run(deviceWith({ staticMiB }), mailbox(0x4400)).state);
  expect(background.runtime).toBe(seconds * 1e9);
});
