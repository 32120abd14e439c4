import { expect, test } from 'vitest';
import { readScenario } from '../model/simulation/scenario/read-scenario';
import { positionOf, type RunPosition } from '../model/simulation/run/branches';
import { withMarksAt } from '../model/simulation/run/branch-edits';
import { examples } from './examples';
import { decodeLink } from './share-link';
import { shareOf } from './share';
import { Simulator } from './simulator';
import type { ShareWish } from './messages';

const { scenario } = examples.get('tour') ?? { scenario: undefined };
if (scenario === undefined) throw new Error('no tour');
const bare = positionOf(scenario, 7);
const notes: readonly (readonly [number, string])[] = [
  [3, 'the first answer'],
  [7, 'look at e3'],
  [9, 'and what becomes of it'],
];
const moment = notes.reduce<RunPosition>(
  (run, [step, note]) => withMarksAt(run, step, { note }),
  withMarksAt(bare, 5, { bookmarked: true }),
);
const steps = moment.timeline.frames.length;

async function opened(wish: ShareWish) {
  const { fragment = '', characters } = await shareOf(moment, wish);
  expect(characters).toBe(fragment.length);
  const link = await decodeLink(fragment);
  if (!link.ok) throw new Error(link.problem.what);
  const read = readScenario(link.text);
  if (!read.ok) throw new Error(read.problem.what);
  return { fragment, frames: positionOf(read.scenario, link.step).timeline.frames };
}

test.each<[ShareWish, number, (string | undefined)[], boolean]>([
  [{}, steps, ['the first answer', 'look at e3', 'and what becomes of it'], true],
  [{ withoutRest: true }, 7, ['the first answer', 'look at e3', undefined], true],
  [{ withoutMarks: true }, steps, [undefined, 'look at e3', undefined], false],
  [{ withoutRest: true, withoutMarks: true }, 7, [undefined, 'look at e3', undefined], false],
])('a link %j holds its steps and marks, and opens at the same state', async (wish, ...holds) => {
  const { fragment, frames } = await opened(wish);
  const noted = notes.map(([step]) => frames[step - 1]?.note);
  expect([frames.length, noted, frames[4]?.bookmarked]).toEqual(holds);
  const answer = await new Simulator().open({ kind: 'link', fragment });
  expect([answer.problem, answer.remark]).toEqual([undefined, undefined]);
  expect(answer.update.slices.run?.step).toBe(7);
});

test('what a part costs is what the link with or without it is longer', async () => {
  const whole = await shareOf(moment);
  const cut = await shareOf(moment, { withoutRest: true });
  const unmarked = await shareOf(moment, { withoutMarks: true });
  expect(whole.rest).toEqual({
    count: steps - 7,
    characters: whole.characters - cut.characters,
  });
  expect(cut.rest).toEqual(whole.rest);
  expect(whole.marks).toEqual({ count: 3, characters: whole.characters - unmarked.characters });
  expect(cut.marks.count).toBe(2);
  expect((await shareOf(bare)).marks).toEqual({ count: 0, characters: 0 });
});
