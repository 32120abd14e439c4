import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../model/simulation/scenario/read-scenario';
import { firstActions } from './cut-link';
import { examples } from './examples';
import { positionOf } from '../model/simulation/run/branches';
import { writeScenario } from '../model/simulation/scenario/write-scenario';
import { stateHash } from '../model/simulation/state-hash';
import { stateAt } from '../model/simulation/run/timeline';
import { shareOf } from './share';
import { Simulator } from './simulator';

const { scenario } = examples.get('tour') ?? { scenario: undefined };
if (scenario === undefined) throw new Error('no tour');
const whole = positionOf(scenario, 11).timeline;
const { fragment = '' } = await shareOf(positionOf(scenario, 11));

describe('a scenario text that ends somewhere', () => {
  const text = writeScenario(scenario);
  const compact = JSON.stringify(JSON.parse(text));
  test.each([
    ['an action a line', text],
    ['without blanks', compact],
  ])('holds the first steps of the run: %s', (_, file) => {
    let most = 0;
    for (let end = 0; end < file.length; end += 1) {
      const begin = firstActions(file.slice(0, end));
      if (begin === undefined) continue;
      const read = readScenario(begin);
      if (!read.ok) throw new Error(read.problem.what);
      const { frames } = positionOf(read.scenario, 0).timeline;
      expect(frames.length).toBeGreaterThanOrEqual(most);
      most = frames.length;
      expect(stateHash(stateAt({ ...whole, frames }, most))).toBe(stateHash(stateAt(whole, most)));
    }
    expect(most).toBe(whole.frames.length);
  });
});

test('a link that was cut opens its first steps and says so', async () => {
  const run = fragment.slice(0, fragment.indexOf('&'));
  const cut = run.slice(0, Math.floor(run.length * 0.9));
  const { update, problem, remark } = await new Simulator().open({ kind: 'link', fragment: cut });
  const { step = 0, steps = 0 } = update.slices.run ?? {};
  expect(problem).toBeUndefined();
  expect(steps).toBeGreaterThan(3);
  expect(step).toBe(steps);
  expect(remark?.title).toBe('This link was cut short');
  expect(remark?.what).toMatch(new RegExp(`^Its first ${steps} steps are open. Received `));
});

test('a link cut anywhere opens some first steps, or says that it was cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(fragment.indexOf('&') - 1), async (end) => {
      const opened = await new Simulator().open({ kind: 'link', fragment: fragment.slice(0, end) });
      const card = opened.problem ?? opened.remark;
      expect(['This link was cut short', 'This is not a DCDscope link']).toContain(card?.title);
    }),
    { numRuns: 60 },
  );
});
