import { expect, test } from 'vitest';
import { firstNames, newTrail, type RuleChecked } from '../happening';
import { happeningsOf } from '../view/scene/gather';
import { broken, climb, each, finding, held, once, type EntryRule } from './rule';

const facts = (id: string): Omit<EntryRule<readonly number[], number, number>, 'check'> => ({
  id,
  says: id,
  section: 'QEMU',
  broken: { kind: 'code', code: 'invalidInput' },
  shows: '{0}',
  fix: '',
});

/** Holds for positive numbers, for even ones, and for those above the sum of all before. */
const ladder = [
  each<readonly number[], number, number>({
    of: (entries) => entries,
    start: () => 0,
    rules: [
      {
        ...facts('positive'),
        check: (_, entry) => (entry > 0 ? held(entry) : broken('a', 'b', entry)),
      },
      { ...facts('even'), check: (_, entry) => (entry % 2 === 0 ? held(entry) : broken('a', 'b')) },
      {
        ...facts('above'),
        check: (_, entry, index, sum) =>
          entry > sum ? held(index, sum) : broken('a', `not above ${sum}`),
      },
    ],
    next: (sum, entry) => sum + entry,
  }),
  once<readonly number[]>({
    ...facts('few'),
    check: (entries) => finding(entries.length < 9, 'a', () => 'many'),
  }),
];

function notesOf(entries: readonly number[]): readonly string[] {
  const trail = newTrail(firstNames);
  climb(ladder, entries, trail);
  return happeningsOf(trail.happenings, 'ruleChecked').map(
    ({ rule, verdict, operands }: RuleChecked) => `${rule} ${verdict} ${JSON.stringify(operands)}`,
  );
}

test.each([
  ['the first rule', 0],
  ['the second', 3],
])('one entry that breaks %s is noted as the first of several is', (_, bad) => {
  const alone = notesOf([bad]);
  expect(alone).toEqual(notesOf([bad, 8, 20]));
  expect(alone.filter((line) => line.includes('notReached')).length).toBeGreaterThan(0);
});

test('one entry that holds is noted with its operands; of several, those that came before the break held', () => {
  expect(notesOf([2])).toEqual([
    'positive held [[2]]',
    'even held [[2]]',
    'above held [[0,0]]',
    'few held [[]]',
  ]);
  expect(notesOf([2, 4, 5])).toEqual([
    'positive held [[2],[4],[5]]',
    'even refused [[]]',
    'above held [[0,0],[1,2]]',
    'few notReached []',
  ]);
});
