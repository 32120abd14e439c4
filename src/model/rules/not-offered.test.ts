import { expect, test } from 'vitest';
import {
  deviceWith,
  mailbox,
  R0,
  R1,
  refused,
  respond,
  run,
  answerOf,
  type Range,
} from '../testing/run';
import { MiB } from '../units';

const B = 2 * MiB;
/** e1 and e2 in g1, e3 in g2. */
const state = deviceWith({
  pending: [
    [
      [R0, 2 * B],
      [R0 + 4 * B, B],
    ],
    [[R1, B]],
  ],
});

/** What the words of a refusal name: extents, groups, addresses. */
function named(entry: Range): string {
  const { reply } = run(state, respond([entry]));
  if (!('refused' in reply)) return reply.kind;
  return (reply.refused.because.match(/e\d|g\d|0x[\dA-F_]+|zero/g) ?? []).join(' ');
}

test.each<[string, Range, string]>([
  ['begins in an extent and ends past it', [R0, 3 * B], 'e1 0x1040_0000 0x1060_0000'],
  ['begins in the middle of an extent', [R0 + B, 2 * B], 'e1 0x1040_0000 0x1060_0000'],
  ['begins in the second extent', [R0 + 4 * B, 2 * B], 'e2 0x10A0_0000 0x10C0_0000'],
  ['begins where an extent ends', [R0 + 2 * B, B], '0x1040_0000 g1'],
  ['ends where an extent begins', [R0 + 3 * B, B], '0x1060_0000 g1'],
  ['lies past all', [R0 + 8 * B, B], '0x1100_0000 g1'],
  ['lies in the second offer', [R1, B], '0x3000_0000 g2 g1'],
  ['lies past the second offer', [R1 + B, B], '0x3020_0000 g1'],
  ['is empty', [R0, 0], 'zero'],
])('4802h refuses an entry that %s, and names what is near', (_, entry, expected) => {
  expect(named(entry)).toBe(expected);
});

test('4802h with nothing on offer names nothing', () => {
  const { reply } = run(deviceWith(), respond([[R0, B]]));
  expect(reply).toMatchObject({ refused: { because: 'Nothing is offered.' } });
});

const le = (value: number): string =>
  Buffer.from(new BigUint64Array([BigInt(value)]).buffer).toString('hex');
/** 4402h sanitizes one range. */
const wipe = (start: number, length: number) =>
  mailbox(0x4402, `0100000001000000${le(start)}${le(length)}`);
const last = R1 + 512 * MiB;
const full = deviceWith({ accepted: [[last - B, B]] });

test.each<[string, number, number, string]>([
  ['the last line of all', last - 64, 64, '01h'],
  ['all of the last block', last - B, B, '01h'],
  ['a line more', last - 64, 128, '02h 4402.whole-lines at ranges[0].start'],
  ['a line past the end', last, 64, '02h 4402.whole-lines at ranges[0].start'],
  ['static memory up to its end', R0 - 64, 64, '01h'],
  ['the first line of region 0, which nobody accepted', R0, 64, '01h'],
  ['the second line of region 0', R0 + 64, 64, '02h 4402.backed at ranges[0].start'],
  ['the block before the last', last - 2 * B, B, '02h 4402.backed at ranges[0].start'],
  ['the last two blocks', last - 2 * B, 2 * B, '02h 4402.backed at ranges[0].start'],
])('4402h over %s', (_, start, length, expected) => {
  const told =
    expected === '01h'
      ? answerOf(run(full, wipe(start, length)))
      : refused(full, wipe(start, length));
  expect(told).toBe(expected);
});
