import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Scenario } from '../model/simulation/scenario/scenario';
import { writeScenario } from '../model/simulation/scenario/write-scenario';
import { readScenario } from '../model/simulation/scenario/read-scenario';
import { positionOf, type RunPosition } from '../model/simulation/run/branches';
import { withCheckAt, withMarksAt } from '../model/simulation/run/branch-edits';
import { examples } from './examples';
import { decodeLink } from './share-link';
import { shareOf } from './share';
import { Simulator } from './simulator';
import type { ShareWish } from './messages';

const { scenario } = examples.get('tour') ?? { scenario: undefined };
if (scenario === undefined) throw new Error('no tour');
const tour: Scenario = scenario;
const bare = positionOf(scenario, 7);
const notes: readonly (readonly [number, string])[] = [
  [3, 'the first answer'],
  [7, 'look at e3'],
  [9, 'and what becomes of it'],
];
const moment = notes.reduce<RunPosition>(
  (run, [step, note]) => withMarksAt(run, step, { note }),
  withCheckAt(withMarksAt(bare, 5, { bookmarked: true }), 4, true),
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
  expect(frames[3]?.expects !== undefined).toBe(frames[4]?.bookmarked);
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
  expect(whole.marks).toEqual({ count: 4, characters: whole.characters - unmarked.characters });
  expect(cut.marks.count).toBe(3);
  expect((await shareOf(bare)).marks).toEqual({ count: 0, characters: 0 });
});

test('a lesson fits into 700 characters, and a hundred bare steps into 1,500', async () => {
  const folder = new URL('../model/suites/lessons/', import.meta.url);
  const lessons = readdirSync(folder).filter((name) => /^\d/.test(name));
  for (const name of lessons) {
    const read = readScenario(readFileSync(new URL(name, folder), 'utf8'));
    if (!read.ok) throw new Error(read.problem.what);
    const { characters } = await shareOf(positionOf(read.scenario, 3), { withoutMarks: true });
    const steps = positionOf(read.scenario, 0).timeline.frames.length;
    // One lesson is as long as three: its answer comes in many parts.
    expect(characters, name).toBeLessThanOrEqual(steps > 40 ? 1500 : 700);
  }
  const random = randomScenario(100);
  expect((await shareOf(positionOf(random, 100))).characters).toBeLessThanOrEqual(1500);
});

/** Steps with places and lengths that do not repeat. */
function randomScenario(steps: number): Scenario {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 0x7fff_ffff;
    return seed % below;
  };
  const actions = Array.from({ length: steps }, (_, at): unknown =>
    at % 4 === 0
      ? { add: next(2), extents: [[next(200) * 2 ** 21, (1 + next(16)) * 2 ** 21]] }
      : at % 16 === 5
        ? { release: next(2), extents: [[next(200) * 2 ** 21, 2 ** 21]] }
        : { host: 'next' },
  );
  const written = JSON.parse(writeScenario(tour)) as object;
  const file = { ...written, actions, queue: [] };
  const read = readScenario(JSON.stringify(file));
  if (!read.ok) throw new Error(read.problem.what);
  return read.scenario;
}
