import { expect, test } from 'vitest';
import { timelineOf } from '../../simulation/run/timeline';
import { add, next, scenarioWith } from '../../testing/run';
import { MiB } from '../../units';
import { tailName } from '../run/branches-view';

const offer = add([[0, 2 * MiB]]);
const timeline = timelineOf({
  ...scenarioWith({ twin: 'linux-v11' }, [offer, next, { kind: 'reset' }, next, next]),
  marks: [{ step: 4, off: true }],
});

test.each([
  [0, 'after step 0: FM offers e1'],
  [1, 'after step 1: device is reset'],
  [2, 'after step 2: device is reset'],
  [5, 'after step 5'],
])('the steps after step %i are called %s', (step, name) => {
  expect(tailName({ timeline, step })).toBe(name);
});

test('where only moves follow, the first of them names the steps', () => {
  expect(tailName({ timeline, step: 3 })).toMatch(/^after step 3: host /);
});

test('a name that the menu has no room for is cut', () => {
  const long = { kind: 'qmp', execute: `x-${'y'.repeat(80)}`, arguments: {} } as const;
  const run = timelineOf(scenarioWith({ twin: 'manual' }, [long]));
  const name = tailName({ timeline: run, step: 0 });
  expect([name.length, name.at(-1)]).toEqual([60, '…']);
});
