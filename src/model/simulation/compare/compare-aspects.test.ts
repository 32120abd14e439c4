import { describe, expect, test } from 'vitest';
import { fm, initiateAddOf, readAt, writeAt } from '../../testing/fm';
import {
  add,
  askBack,
  clear,
  giveBack,
  mailbox,
  R0,
  respond,
  scenarioWith,
  type Described,
} from '../../testing/run';
import { MiB } from '../../units';
import { isHostMove, type Action } from '../action';
import { againstProfile, againstRun } from './compare';
import { groupsOf, paired, rowsOf, type Group } from './compare-align';
import { differencesIn } from './compare-differences';
import { timelineOf } from '../run/timeline';

const B = 2 * MiB;
const runOf = (actions: readonly Action[], described: Described = {}) =>
  timelineOf(scenarioWith(described, actions));
const offer = add([[0, 4 * B]]);
const whole = respond([[R0, 4 * B]]);
const halves = respond([
  [R0, 2 * B],
  [R0 + 2 * B, 2 * B],
]);

/** What differs in the last row of two runs with the same inputs up to their last. */
function lastAspects(before: readonly Action[], a: readonly Action[], b: readonly Action[]) {
  const { rows, ...comparison } = againstRun(runOf([...before, ...a]), runOf([...before, ...b]));
  const found = differencesIn({ rows, ...comparison }).at(-1);
  return found?.row === rows.length - 1 ? found.aspects : [];
}

describe('two runs differ in', () => {
  test.each<[string, readonly Action[], readonly Action[], readonly Action[], readonly string[]]>([
    ['nothing', [offer], [whole], [whole], []],
    ['what is sent and kept', [offer], [whole], [halves], ['sent', 'accepted', 'host']],
    ['what is sent and answered', [], [mailbox(0x4801, '00')], [mailbox(0x4801, '0000')], ['sent']],
    ['the opcode', [], [mailbox(0x0102)], [mailbox(0x0400)], ['sent', 'reply']],
    [
      'the code',
      [],
      [mailbox(0x4801, '0000000000000000')],
      [mailbox(0x4801, '0000000009000000')],
      ['sent', 'reply'],
    ],
    ['a QMP answer', [], [add([[0, 0]])], [add([[0, 1]])], ['reply']],
    [
      'what a guest reads',
      [offer, whole, writeAt(R0, 'ff')],
      [readAt(R0, 1)],
      [readAt(R0 + 1, 1)],
      ['reply'],
    ],
    ['whether a guest may', [offer, whole], [readAt(R0, 8)], [readAt(R0 + 4 * B, 8)], ['reply']],
    ['how much is read', [offer, whole], [readAt(R0, 8)], [readAt(R0, 16)], ['reply']],
    ['one that crashed', [], [respond([])], [mailbox(0x0400)], ['sent', 'reply', 'crash']],
    ['two ways to crash', [], [respond([])], [initiateAddOf([])], ['sent', 'crash']],
    [
      'what is asked back',
      [offer, whole],
      [askBack([[0, B]])],
      [askBack([[B, B]])],
      ['askedBack', 'log'],
    ],
    ['what is offered', [], [offer], [add([[0, 2 * B]])], ['pending', 'log']],
    [
      'groups of the same extents',
      [],
      [
        add([
          [0, B],
          [2 * B, B],
        ]),
      ],
      [add([[0, B]]), add([[2 * B, B]])],
      ['pending', 'log'],
    ],
    ['the records left', [offer, whole], [clear([1])], [clear([1, 2])], ['sent']],
    ['the record cleared', [offer, whole], [clear([1])], [clear([2])], ['sent', 'reply', 'log']],
    [
      'what is given back',
      [offer, whole],
      [giveBack([[R0, B]])],
      [giveBack([[R0 + B, B]])],
      ['sent', 'accepted', 'bitmap', 'host'],
    ],
    [
      'a tag in the records',
      [],
      [initiateAddOf([[R0, B]], { tag: '11'.repeat(16) })],
      [initiateAddOf([[R0, B]])],
      ['sent', 'log'],
    ],
    ['to whom it is sent', [], [fm(0x0001)], [fm(0x0001, '', 'switch')], ['reply']],
  ])('%s', (_, before, a, b, aspects) => {
    expect(lastAspects(before, a, b)).toEqual(aspects);
  });

  test.each<[Described, readonly string[] | undefined]>([
    [{ dcMiB: 4096, regions: 2 }, undefined],
    [{ dcMiB: 4096, regions: 1 }, ['regions']],
  ])('regions from the start, where %o', (described, aspects) => {
    const [first] = differencesIn(againstProfile(runOf([], described), 'qemu-v3'));
    expect(first?.aspects).toEqual(aspects);
  });

  test('lost records, by their number', () => {
    const lost = (times: number) => Array.from({ length: 8 + times }, (_, i) => add([[i * B, B]]));
    const { rows, ...comparison } = againstRun(runOf(lost(1)), runOf(lost(2)));
    expect(differencesIn({ rows, ...comparison }).at(-1)?.aspects).toEqual(['pending', 'log']);
  });
});

describe('rows', () => {
  const isInput = (action: Action): boolean => !isHostMove(action);
  const next: Action = { kind: 'host', deed: 'next' };
  const reset: Action = { kind: 'reset' };
  const groupsIn = (actions: readonly Action[]): readonly Group[] =>
    groupsOf(runOf(actions).frames, isInput);

  test.each<[string, readonly Action[], readonly string[]]>([
    ['no step', [], ['0-0']],
    ['moves only', [next, next], ['0-2']],
    ['an input only', [reset], ['0-0', '0-1']],
    ['moves around inputs', [next, reset, next, reset, reset], ['0-1', '1-3', '3-4', '4-5']],
  ])('of %s come from these groups', (_, actions, expected) => {
    expect(groupsIn(actions).map(({ from, to }) => `${from}-${to}`)).toEqual(expected);
  });

  const [a, b, c] = [add([[0, B]]), add([[B, B]]), add([[2 * B, B]])];
  test.each<[string, readonly Action[], readonly Action[], readonly string[]]>([
    ['the same', [a, b], [a, b], ['0/0', '1/1', '2/2']],
    ['one more in front', [a, b], [c, a, b], ['0/0', '0/1', '1/2', '2/3']],
    ['one left out', [a, b, c], [a, c], ['0/0', '1/1', '2/1', '3/2']],
    ['one more in between', [a, c], [a, b, c], ['0/0', '1/1', '1/2', '2/3']],
    ['one more at the end', [a], [a, b], ['0/0', '1/1', '1/2']],
    ['another in its place', [a, b, c], [a, reset, c], ['0/0', '1/1', '2/2', '3/3']],
    ['two that changed places', [a, b], [b, a], ['0/0', '1/0', '2/1', '2/2']],
    ['moves of different numbers', [a, next, next, b], [a, b], ['0/0', '1/1', '2/1', '3/1', '4/2']],
    ['nothing at all', [], [a], ['0/0', '0/1']],
  ])('pair inputs: %s', (_, one, other, expected) => {
    const rows = rowsOf(paired(groupsIn(one), groupsIn(other)));
    expect(rows.map((row) => `${row.a}/${row.b}`)).toEqual(expected);
  });
});
