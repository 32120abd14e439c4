import { expect, test } from 'vitest';
import { configCard } from '../model/simulation/scenario/config-card';
import { limits } from '../model/simulation/scenario/limits';
import type { Card } from '../model/view/page';
import * as cards from './cards';
import * as edits from './edit-cards';
import * as links from './link-cards';
import * as requests from './request-cards';

const problem = { line: 2, column: 5, found: 'x', expected: 'y', hint: 'z' };
const invalid = { desc: 'd', field: 'regionCount', fix: 'f', isQemu: true } as const;

/** Each card: what it points at, and what it has for evidence. */
test.each<[string, Card | undefined, readonly string[], readonly string[]]>([
  ['text', requests.textCard(problem), ['Line 2, column 5'], []],
  ['no request', requests.emptyCard, [], []],
  ['no line', requests.noLineCard, [], []],
  ['unknown', cards.unknownCard('host', 'x'), [], []],
  ['no bytes', cards.notHexCard, [], []],
  ['no step', edits.noStep(3, 2), ['step 3'], []],
  ['no branch', edits.noBranch, [], []],
  ['shown branch', edits.shownBranch, [], []],
  ['no move', cards.noMoveCard({ kind: 'cannot', what: 'a', why: 'b', fix: 'c' }), [], []],
  [
    'long note',
    edits.noteProblem('x'.repeat(limits.note + 1)),
    ['note'],
    ['1,001 characters, 1,000 allowed'],
  ],
  ['branches', cards.tooManyBranches, [], ['50 branches are kept']],
  ['actions', cards.tooManyActions(10_001), [], ['10,001 actions, 10,000 allowed']],
  ['no link', links.notALink(), ['the link'], []],
  ['cut', links.cutShort(1000), ['the link'], ['received: 1000', 'declared: cut off too']],
  ['cut later', links.cutShort(1, 2), ['the link'], ['received: 1', 'declared: 2']],
  ['corrupted', links.corrupted('why'), ['the link'], ['why']],
  ['too new', links.tooNew('2', 1), ['the link'], ['needs: 2', 'known: 1']],
  ['codec', links.unknownCodec('z', 'd'), ['the link'], ['found: z', 'known: d']],
  ['long link', links.tooManyCharacters(70_000), ['the link'], []],
  ['big link', links.tooManyBytes(), ['the link'], []],
  ['device', configCard(invalid), ['Regions'], []],
  ['no such device', configCard({ ...invalid, isQemu: false }), ['Regions'], []],
])('%s', (_, card, where, evidence) => {
  expect(card?.where).toEqual(where.map((text) => ({ text })));
  expect(card?.evidence).toEqual(evidence);
  expect([card?.title, card?.what, card?.why, card?.fix]).not.toContain('');
});

test.each([
  [limits.note, 'x', false],
  [limits.note + 1, 'x', true],
])('a note of %i letters and blanks around it is too long: %s%s', (length, letter, long) => {
  expect(edits.noteProblem(` ${letter.repeat(length)} `) !== undefined).toBe(long);
});

test.each([
  ['a', false],
  ['', true],
  ['x'.repeat(limits.name), false],
  ['x'.repeat(limits.name + 1), true],
  ['main', true],
])('the name %s beside “main” is refused: %s', (name, refused) => {
  const card = edits.nameProblem(name, ['main']);
  expect(card !== undefined).toBe(refused);
  if (refused) expect([card?.where, card?.evidence]).toEqual([[{ text: 'name' }], []]);
});

test.each([
  [65_536, 1024 * 1024, undefined],
  [65_537, 0, 'This run is too big for a link'],
  [1, 1024 * 1024 + 1, 'This run is too big for a link'],
  [1, 1024 * 1024, undefined],
])('a link of %i characters with %i bytes: %s', (characters, bytes, title) => {
  expect(links.linkProblem(characters, bytes)?.title).toBe(title);
});

test('a run without steps is told so', () => {
  expect(edits.noStep(1, 0).what).toBe('The run has no steps.');
  expect(edits.noStep(9, 2).what).toBe('The run has steps 1 to 2.');
});

test('a note says by how much it is too long', () => {
  const fix = (length: number): string => edits.noteProblem('x'.repeat(length))?.fix ?? '';
  expect([fix(limits.note + 1), fix(limits.note + 2)]).toMatchInlineSnapshot(`
    [
      "Leave out 1 character, or write the rest on another step.",
      "Leave out 2 characters, or write the rest on another step.",
    ]
  `);
});
