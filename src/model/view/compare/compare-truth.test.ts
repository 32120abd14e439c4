import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configProblem } from '../../device/config';
import { ldOf } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import { profiles } from '../../device/profiles/profile';
import { isHostMove, type Action } from '../../simulation/action';
import {
  againstProfile,
  againstRun,
  againstTwin,
  type Comparison,
} from '../../simulation/compare/compare';
import type { SimulationState } from '../../simulation/state';
import { stateAt, timelineOf } from '../../simulation/run/timeline';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { BLOCK, blocksOf } from '../../testing/blocks';
import { anyTwin } from '../../testing/host-plans';
import { add, next, respond, R0, scenarioWith } from '../../testing/run';
import { MiB } from '../../units';
import { compareBook, compareView } from './compare-view';
import type { CompareSide, CompareView } from '../page/compare';

const SLOW = 120_000;
const anyProfile = fc.constantFrom(...Object.values(profiles).map(({ id }) => id));

/** A run against another host, another device, and a shorter run of itself. */
const anyComparison: fc.Arbitrary<Comparison> = fc
  .tuple(anyRuns, anyTwin, anyProfile, fc.nat(30), fc.constantFrom('twin', 'profile', 'run'))
  .map(([described, twin, profile, cut, kind]) => {
    const run = playedRun(described);
    if (kind === 'twin') return againstTwin(run, twin);
    if (kind === 'profile' && configProblem(run.start.device, profiles[profile]) === undefined)
      return againstProfile(run, profile);
    const other = timelineOf({
      ...scenarioWith(described.described, described.actions.toSpliced(cut, 1)),
    });
    return againstRun(run, other);
  });

const viewsOf = (comparison: Comparison): readonly CompareView[] => {
  const book = compareBook(comparison);
  return comparison.rows.map((_, row) => compareView(book, row));
};

/** What a sentence says of A and of B, where it says something of both. */
const twoSided: readonly RegExp[] = [
  /^(?:.*?: )?(.*) in A, (.*) in B(?:: .*)?$/,
  /: A gets (.*), B gets (.*)\.$/,
  /: in A it (.*); in B it (.*)\.$/,
  /^In A (.*) In B (.*)$/,
  /^A’s host (.*?)\. B’s host (.*)\.$/,
];

test(
  'no difference says the same of both sides, and rows differ exactly where their states or steps do',
  () => {
    fc.assert(
      fc.property(anyComparison, (comparison) => {
        for (const { items, told, says, differs } of viewsOf(comparison)) {
          const texts = [says, ...items.map(({ text }) => text), ...told.map(({ text }) => text)];
          for (const text of texts) {
            expect(text).not.toMatch(/undefined|not the same|the states differ| {2}|\.\.|: \.$/);
            for (const way of twoSided) {
              const [, a, b] = way.exec(text) ?? [];
              if (a !== undefined) expect([text, a]).not.toEqual([text, b]);
            }
          }
          if (!differs) expect(items).toEqual([]);
        }
      }),
      { numRuns: 120 },
    );
  },
  SLOW,
);

/** What a panel says, counted in the state that it is about. */
function panelOf({ device, host }: SimulationState, step: number) {
  const { eventLogs, accepted, pending } = ldOf(device);
  const { records, overflow } = eventLogs.dynamicCapacity;
  const held = blocksOf(inOrder(accepted));
  const offered = blocksOf(pending.flatMap(({ extents }) => extents));
  return {
    step,
    log: [records.length, overflow.count],
    hostExtents: host.extents.length,
    held: held.size * BLOCK,
    offered: [...offered].filter((block) => !held.has(block)).length * BLOCK,
  };
}

const shownIn = ({ step, log, hostExtents, meters }: CompareSide) => ({
  step,
  log: [log.held, log.lost],
  hostExtents,
  held: meters.reduce((sum, { bytes }) => sum + bytes.accepted + bytes.askedBack, 0),
  offered: meters.reduce((sum, { bytes }) => sum + bytes.offered, 0),
});

test(
  'each panel counts what its own state holds',
  () => {
    fc.assert(
      fc.property(
        anyComparison.filter(({ a }) => a.start.profile !== 'cxl-test'),
        fc.nat(60),
        (comparison, at) => {
          const view = compareView(compareBook(comparison), at);
          const row = comparison.rows[view.row] ?? { a: 0, b: 0 };
          expect(shownIn(view.a)).toEqual(panelOf(stateAt(comparison.a, row.a), row.a));
          expect(shownIn(view.b)).toEqual(panelOf(stateAt(comparison.b, row.b), row.b));
        },
      ),
      { numRuns: 120 },
    );
  },
  SLOW,
);

describe('what was done by hand', () => {
  const deeds = new Set(['read', 'respond', 'clear', 'release', 'list']);
  const isByHand = (action: Action): boolean =>
    action.kind === 'mailbox' || (action.kind === 'host' && deeds.has(action.deed));

  test('is counted, and two hosts are said to agree only where B’s moved by itself', () => {
    fc.assert(
      fc.property(anyRuns, anyTwin, (described, twin) => {
        const comparison = againstTwin(playedRun(described), twin);
        const { notes, says, differences } = compareView(compareBook(comparison));
        const count = described.actions.filter(isByHand).length;
        const told = notes.filter((note) => note.includes(' made by hand '));
        expect(told.map((note) => Number(/^\d+/.exec(note)?.[0]))).toEqual(
          count > 0 ? [count] : [],
        );
        if (differences.length > 0) return;
        const moved = comparison.b.frames.some(
          ({ action, reply }) => isHostMove(action) && reply.kind !== 'cannot',
        );
        expect(says).toBe(
          moved
            ? 'A and B agree in every row.'
            : 'A and B agree in every row, but B’s host did nothing by itself.',
        );
      }),
      { numRuns: 100 },
    );
  });

  const offer = add([[0, 4 * MiB]]);
  const hosts = (actions: readonly Action[]) =>
    compareView(
      compareBook(againstTwin(timelineOf(scenarioWith({ twin: 'linux-v11' }, actions)), 'partial')),
    );

  test('is told in the singular and in the plural', () => {
    expect(hosts([offer, respond([])]).notes).toEqual([
      '1 host step was made by hand and is kept in both.',
    ]);
    const read: Action = { kind: 'host', deed: 'read' };
    expect(hosts([offer, read, { kind: 'host', deed: 'respond', accept: [] }]).notes).toEqual([
      '2 host steps were made by hand and are kept in both.',
    ]);
  });

  test('an agreement of hosts of which one was not asked is not called one', () => {
    expect(hosts([offer, respond([[R0, 4 * MiB]])]).says).toBe(
      'A and B agree in every row, but B’s host did nothing by itself.',
    );
    expect(hosts([offer, next, next]).notes).toEqual([]);
  });
});
