import { expect, test } from 'vitest';
import { stateAt } from '../model/simulation/run/timeline';
import { positionOf } from '../model/simulation/run/branches';
import { stateHash } from '../model/simulation/state-hash';
import { examples } from './examples';
import { shareOf } from './share';
import { Simulator } from './simulator';

const tour = examples.get('tour');
if (tour === undefined) throw new Error('no tour');
const moment = positionOf(tour.scenario, 7);
const { fragment = '' } = await shareOf(moment);

test('the hash of a state is the same for a copy, and another for each step that changed something', () => {
  const { timeline } = moment;
  const hashes = timeline.frames.map((_, index) => stateHash(stateAt(timeline, index + 1)));
  expect(hashes.every((hash) => /^[0-9a-f]{12}$/.test(hash))).toBe(true);
  expect(new Set(hashes).size).toBeGreaterThan(hashes.length / 2);
  expect(stateHash(structuredClone(stateAt(timeline, 7)))).toBe(hashes[6]);
});

test('a link carries the hash at its step, and opens without a remark', async () => {
  expect(fragment).toMatch(/&t=7&h=7\.[0-9a-f]{12}$/);
  const stepped = fragment.replace('&t=7', '') + '&t=3';
  for (const link of [fragment, stepped]) {
    const answer = await new Simulator().open({ kind: 'link', fragment: link });
    expect(answer.problem).toBeUndefined();
    expect(answer.remark).toBeUndefined();
    expect(answer.update.slices.run?.step).toBe(link === fragment ? 7 : 3);
  }
});

test.each(['7.000000000000', '900.000000000000'])(
  'a link with the hash %s opens and says that it differs',
  async (hash) => {
    const other = fragment.replace(/&h=.*/, `&h=${hash}`);
    const answer = await new Simulator().open({ kind: 'link', fragment: other });
    expect(answer.problem).toBeUndefined();
    expect(answer.update.slices.run?.step).toBe(7);
    const [step] = hash.split('.');
    expect(answer.remark?.title).toBe(`This build computes something else at step ${step}`);
  },
);

test('a link of the comparison carries it too', async () => {
  const compared = await shareOf(moment, {
    compare: { what: { kind: 'twin', twin: 'silent' }, row: 4 },
  });
  const answer = await new Simulator().open({ kind: 'link', fragment: compared.fragment ?? '' });
  expect(compared.fragment).toMatch(/&c=host\/silent&r=4&h=7\./);
  expect(answer.compare).toEqual({ what: { kind: 'twin', twin: 'silent' }, row: 4 });
  expect(answer.remark).toBeUndefined();
});
