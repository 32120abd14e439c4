import { expect, test } from 'vitest';
import { initiateAddOf } from '../testing/fm';
import { answerOf, deviceWith, refusalOf, R0, R1, run, type Range } from '../testing/run';
import { MiB } from '../units';

const BLOCK = 2 * MiB;
/** Without static memory, a region begins at DPA 0. */
const bare = deviceWith({ staticMiB: 0 });
const usual = deviceWith();
const pending = '1Eh 5604.not-pending at extents[0].start';

test.each<[string, typeof bare, Range, Range, string]>([
  ['nothing at DPA 0: everything', bare, [0, 0], [64 * MiB, BLOCK], pending],
  [
    'nothing at DPA 0: everything, also of another region',
    bare,
    [0, 0],
    [512 * MiB, BLOCK],
    pending,
  ],
  ['nothing elsewhere', bare, [BLOCK, 0], [64 * MiB, BLOCK], '00h'],
  ['something at DPA 0', bare, [0, BLOCK], [64 * MiB, BLOCK], '00h'],
  ['nothing at the start of a region above', usual, [R0, 0], [R1, BLOCK], '00h'],
  ['a block below', usual, [R0, BLOCK], [R0 + BLOCK, BLOCK], '00h'],
  ['a block that ends inside', usual, [R0, 2 * BLOCK], [R0 + BLOCK, 2 * BLOCK], pending],
  ['a block that begins inside', usual, [R0 + 2 * BLOCK, BLOCK], [R0, 3 * BLOCK], pending],
  ['a block above', usual, [R0 + BLOCK, BLOCK], [R0, BLOCK], '00h'],
  ['something, asked about nothing', usual, [R0, 2 * BLOCK], [R0 + BLOCK, 0], '00h'],
  ['something, asked about nothing at DPA 0', bare, [BLOCK, BLOCK], [0, 0], pending],
])('on offer is %s', (_, state, offered, asked, expected) => {
  const result = run(state, initiateAddOf([offered]), initiateAddOf([asked]));
  const told = [answerOf(result), refusalOf(result)].filter((text) => text !== undefined);
  expect(told.join(' ')).toBe(expected);
});
