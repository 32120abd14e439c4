import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import { againstTwin, type Comparison } from '../../simulation/compare/compare';
import type { SimulationState } from '../../simulation/state';
import { stateAt, timelineOf } from '../../simulation/run/timeline';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { blocksOf } from '../../testing/blocks';
import { anyTwin } from '../../testing/host-plans';
import { add, next, R0, scenarioWith } from '../../testing/run';
import { MiB } from '../../units';
import { compareBook, compareView } from './compare-view';

const SLOW = 120_000;

/** The extents that a list of names stands for; nothing where it leaves some out. */
function named(names: string): readonly number[] {
  if (names.includes('more')) return [];
  return names.split(/, | and /).flatMap((name) => {
    const [first = 0, last = first] = (name.match(/\d+/g) ?? []).map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** Whether others lie over an extent, as the mock allows: its blocks then do not tell whose they are. */
const overlaps = ({ id, start, length }: Numbered, others: readonly Numbered[]): boolean =>
  others.some(
    (other) =>
      other.id !== id && other.start < start + length && other.start + other.length > start,
  );

interface Numbered {
  readonly id: number;
  readonly start: number;
  readonly length: number;
}

const fatesOfHeld = { none: 'gives back', some: 'gives back part of', all: 'keeps' } as const;
const fatesOfOffer = (waits: boolean) =>
  ({ none: waits ? 'leaves' : 'refuses', some: 'accepts part of', all: 'accepts' }) as const;

/** What became of an extent between two states, counted block by block. */
function recounted(before: SimulationState, after: SimulationState, id: number): string {
  const pendingIn = ({ device }: SimulationState) =>
    ldOf(device).pending.flatMap(({ extents }) => extents);
  const acceptedIn = ({ device }: SimulationState) => inOrder(ldOf(device).accepted);
  const offer = pendingIn(before).find((extent) => extent.id === id);
  const extent = offer ?? acceptedIn(before).find((held) => held.id === id);
  if (extent === undefined) return 'is not there';
  if (overlaps(extent, [...acceptedIn(before), ...pendingIn(before)])) return 'overlaps';
  const held = blocksOf(acceptedIn(after));
  const own = [...blocksOf([extent])];
  const taken = own.filter((block) => held.has(block)).length;
  const waits = pendingIn(after).some((other) => other.id === id);
  const part = taken === 0 ? 'none' : taken === own.length ? 'all' : 'some';
  return offer === undefined ? fatesOfHeld[part] : fatesOfOffer(waits)[part];
}

/** The clauses of a headline about hosts: what it says, and of which extents. */
function clausesOf(text: string): readonly (readonly [fate: string, ids: readonly number[]])[] {
  const plain = text.replaceAll(/ \([^()]*(?:\([^()]*\)[^()]*)*\)/g, '').replaceAll(' waiting', '');
  const fates = 'accepts part of|accepts|refuses|leaves|gives back part of|gives back|keeps';
  const found = plain.matchAll(
    new RegExp(
      `(${fates}) ((?:e\\d+(?:–e\\d+)?|\\d+ more)(?:(?:, | and )(?:e\\d+(?:–e\\d+)?|\\d+ more))*)`,
      'g',
    ),
  );
  return [...found].map(([, fate = '', names = '']) => [fate, named(names)] as const);
}

interface Headline {
  readonly row: number;
  readonly text: string;
}

/** Looks at each extent that a headline names in the states of its side; tells whether it is about hosts. */
function isTrue(comparison: Comparison, { row, text }: Headline): boolean {
  const [, a, b] = /^A’s host (.*)\. B’s host (.*)\.$/.exec(text) ?? [];
  if (a === undefined || b === undefined) return false;
  const [at, from] = [comparison.rows[row] ?? start, comparison.rows[row - 1] ?? start];
  const statesOf = (side: 'a' | 'b') =>
    [stateAt(comparison[side], from[side]), stateAt(comparison[side], at[side])] as const;
  const sides = [
    { says: a, states: statesOf('a') },
    { says: b, states: statesOf('b') },
  ];
  const claims = sides.flatMap(({ says, states }) =>
    clausesOf(says).flatMap(([fate, ids]) => ids.map((id) => ({ id, fate, states }))),
  );
  for (const { id, fate, states } of claims) {
    const real = recounted(...states, id);
    if (real !== 'overlaps') expect([text, id, fate]).toEqual([text, id, real]);
  }
  return true;
}

const start = { a: 0, b: 0 };

test(
  'a headline about hosts says what the states of each side say',
  () => {
    let headlines = 0;
    fc.assert(
      fc.property(anyRuns, anyTwin, (described, twin) => {
        const comparison = againstTwin(playedRun(described), twin);
        const { told } = compareView(compareBook(comparison), 0);
        headlines += told.filter((headline) => isTrue(comparison, headline)).length;
      }),
      { numRuns: 800 },
    );
    expect(headlines).toBeGreaterThan(0);
  },
  SLOW,
);

describe('the headline', () => {
  const offers = add([
    [0, 4 * MiB],
    [8 * MiB, 4 * MiB],
    [256 * MiB, 4 * MiB],
  ]);
  const run = timelineOf(
    scenarioWith({ twin: 'linux-v11', decoder: [R0, 64 * MiB] }, [offers, next, next, next, next]),
  );

  test('says who accepts, who refuses and who leaves offers waiting', () => {
    expect(compareView(compareBook(againstTwin(run, 'silent'))).says).toMatch(
      /^A’s host accepts e1 and e2 and refuses e3 \(.*A4\)\. B’s host leaves e1, e2 and e3 waiting \(this host never answers, S5\)\.$/,
    );
  });

  test('names only what became different', () => {
    expect(compareView(compareBook(againstTwin(run, 'partial'))).says).toBe(
      'A’s host accepts e2. B’s host refuses e2 (this host takes every other extent; the rest of its group is taken without it (A16)).',
    );
  });
});
