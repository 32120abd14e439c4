import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeScenario } from '../model/simulation/scenario/write-scenario';
import { add, scenarioWith } from '../model/testing/run';
import { encodeLink } from './share-link';
import { Simulator } from './simulator';

interface Link {
  readonly name: string;
  readonly fragment: string;
}

/** Links as the version of November 2026 made them. They are never written anew: a build that opens one otherwise is wrong. */
const links = JSON.parse(
  readFileSync(new URL('links-of-2026.json', import.meta.url), 'utf8'),
) as readonly Link[];

describe('every link of 2026', () => {
  test('there are at least 40 of them, and each carries the hash of its state', () => {
    expect(links.length).toBeGreaterThanOrEqual(40);
    expect(links.filter(({ fragment }) => !/&h=\d+\.[0-9a-f]{12}/.test(fragment))).toEqual([]);
  });

  test.each(links)('$name', async ({ fragment }) => {
    const simulator = new Simulator();
    const { problem, remark, update } = await simulator.open({ kind: 'link', fragment });
    expect({ problem, remark }).toEqual({});
    expect(update.slices.run?.step).toBe(Number(/&t=(\d+)/.exec(fragment)?.[1]));
  });

  test.each(links.filter((_, index) => index % 10 === 0))(
    '$name: another hash is told',
    async ({ fragment }) => {
      const other = fragment.replace(/(&h=\d+\.)([0-9a-f])/, (_, head: string, digit: string) =>
        head.concat(digit === '0' ? '1' : '0'),
      );
      const { remark } = await new Simulator().open({ kind: 'link', fragment: other });
      expect(remark?.title).toContain('This build computes something else at step');
    },
  );
});

test('the link of the usual lesson has at most 700 characters, 100 bare steps at most 1,500', async () => {
  const lessons = links.filter(({ name }) => name.startsWith('lessons/'));
  const lengths = lessons.map(({ fragment }) => fragment.length).toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(700);
  const bare = scenarioWith(
    { twin: 'linux-v11' },
    Array.from({ length: 100 }, (_, at) => add([[(at % 50) * 2 ** 21, 2 ** 21]])),
  );
  const fragment = await encodeLink(writeScenario(bare), { title: '', step: 100 });
  expect(fragment.length).toBeLessThanOrEqual(1500);
});
