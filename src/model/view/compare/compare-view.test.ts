import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { twinIds } from '../../host/twin-id';
import type { Action } from '../../simulation/action';
import { againstProfile, againstRun, againstTwin } from '../../simulation/compare/compare';
import { timelineOf } from '../../simulation/run/timeline';
import { anyDevice, anyPlans, play } from '../../testing/plans';
import {
  add,
  next,
  respond,
  R0,
  scenarioWith,
  type Described,
  type Range,
} from '../../testing/run';
import { MiB } from '../../units';
import { compareBook, compareView } from './compare-view';
import { drawnStates, type MapLayer } from '../page';
import type { CompareMark, CompareRegion, CompareView, Letter } from '../page/compare';

const linux: Described = { twin: 'linux-v11' };
const runOf = (described: Described, actions: readonly Action[]) =>
  timelineOf(scenarioWith(described, actions));
const offer = add([
  [0, 4 * MiB],
  [8 * MiB, 2 * MiB],
]);
const moves = [next, next, next, next];
const one: Range = [R0, 4 * MiB];

const marksText = (marks: readonly CompareMark[] = []): string =>
  marks.map(({ firstBlock, blocks, only }) => `${only} ${firstBlock}+${blocks}`).join(', ');

describe('a host that accepts against one that does nothing', () => {
  const book = compareBook(againstTwin(runOf(linux, [offer, ...moves]), 'manual'));

  test('opens at the row where they part', () => {
    const view = compareView(book);
    expect([view.row, view.lastRow, view.says]).toEqual([
      3,
      5,
      'Only A goes on: its host accepts e1 and e2.',
    ]);
    expect(view.differing).toEqual([{ from: 3, to: 5 }]);
  });

  test('marks what each holds, by address', () => {
    const { a, b } = compareView(book, 3);
    expect(marksText(a.regions[0]?.device)).toBe('both 0+2, both 4+1');
    expect(marksText(a.regions[0]?.host)).toBe('A 0+2, A 4+1');
    expect(b.regions.map(({ device, host }) => [device, host])).toEqual(
      a.regions.map(({ device, host }) => [device, host]),
    );
  });

  test('tells it in words', () => {
    expect(compareView(book, 3).items.map(({ only, text }) => `${only}: ${text}`)).toEqual([
      'both: accepted in A, offered in B: e1 and e2, 6 MiB',
      'A: only A’s host shows e1 and e2, 6 MiB',
    ]);
  });

  test('says who waits, and what both logs hold', () => {
    const { a, b } = compareView(book, 4);
    expect([a.waits, b.waits]).toEqual([false, true]);
    expect([a.log.held, b.log.held]).toEqual([0, 2]);
    expect([a.step, b.step]).toEqual([4, 1]);
  });
});

describe('the lost closing record: nine extents in one request, then another, on a log of eight', () => {
  const device: Described = { twin: 'linux-v9', staticMiB: 0, dcMiB: 512, regions: 1 };
  const nine = add(Array.from({ length: 9 }, (_, i): Range => [16 * i * MiB, 16 * MiB]));
  const one = add([[256 * MiB, 16 * MiB]]);
  const watchdog: Action = { kind: 'clock', ns: 20e9 };
  const run = runOf(device, [nine, ...moves, watchdog, one, ...moves]);
  const book = compareBook(againstTwin(run, 'linux-v11'));

  test('Linux v9 and v11 part when the watchdog of v11 barks', () => {
    const view = compareView(book);
    expect([view.row, view.says]).toEqual([7, 'Only B goes on: its host refuses e1–e9.']);
    expect([view.a.waits, view.b.waits]).toEqual([true, false]);
  });

  test('the next response is then right in one and wrong in the other', () => {
    const { told } = compareView(book);
    expect(told.map(({ row, text }) => `${row} ${text}`)).toContain(
      '10 A’s host leaves e10 waiting (the device answers 0Fh Invalid Physical Address). B’s host accepts e10.',
    );
  });

  test('marks nothing on either map that is not between the two runs', () => {
    const view = compareView(book, 99);
    for (const { map } of [...view.a.regions, ...view.b.regions]) {
      expect(map.marks).toEqual([]);
      const spans = [map.device, map.host].flatMap((layer) => layer.spans);
      expect(spans.length).toBeGreaterThan(0);
      expect(spans.filter((span) => 'differs' in span)).toEqual([]);
    }
  });

  test('in the end one shows nine extents that are not there, the other holds the tenth', () => {
    const view = compareView(book, 99);
    expect([view.a.hostExtents, view.b.hostExtents]).toEqual([9, 1]);
    expect(view.items.map(({ only, text }) => `${only}: ${text}`)).toEqual([
      'A: offered only in A: e1, e2, e3, e4, e5 and 4 more, 144 MiB',
      'both: offered in A, accepted in B: e10, 16 MiB',
      'A: only A’s host shows e1, e2, e3, e4, e5 and 3 more, 128 MiB',
    ]);
    expect(marksText(view.a.regions[0]?.device)).toBe('A 0+72, both 128+8');
  });
});

describe('the sentence of a row', () => {
  const saysOf = (left: readonly Action[], right: readonly Action[], row?: number) =>
    compareView(compareBook(againstRun(runOf({}, left), runOf({}, right))), row).says;

  const table: readonly (readonly [string, readonly Action[], readonly Action[], string])[] = [
    [
      'the same command with another answer',
      [offer, respond([one, [R0 + 8 * MiB, 2 * MiB]])],
      [offer, respond([[R0, 8 * MiB]])],
      'Add DC Response (4802h): A gets 00h Success, B gets 0Fh Invalid Physical Address.',
    ],
    [
      'other parts of one offer',
      [offer, respond([one])],
      [offer, respond([[R0 + 8 * MiB, 2 * MiB]])],
      'Add DC Response (4802h) is sent with other bytes: 2 of 32 differ, the first at byte 0Ah.',
    ],
    ['nothing', [offer], [offer], 'A and B agree in every row.'],
  ];
  test.each(table)('%s', (_, left, right, says) => {
    expect(saysOf(left, right)).toBe(says);
  });

  test('before and after the difference', () => {
    expect(saysOf([offer], [add([[0, 2 * MiB]])], 0)).toBe('A and B agree in this row.');
    expect(saysOf([offer, { kind: 'reset' }], [{ kind: 'reset' }], 2)).toBe(
      'Nothing new differs since row 1.',
    );
  });

  test('names the bytes that two QEMUs answer differently', () => {
    const comparison = againstProfile(runOf(linux, [offer, ...moves]), 'qemu-10.0');
    expect(compareView(compareBook(comparison)).says).toMatch(
      /^Get Event Records \(0100h\) is answered with other bytes: \d+ of 288 differ, the first at byte \w+h\.$/,
    );
  });
});

test('the host that never stops is told of', () => {
  const comparison = againstTwin(runOf({ twin: 'manual' }, [offer]), 'linux-v11', 2);
  expect(compareView(compareBook(comparison)).notes).toHaveLength(1);
});

describe('in random runs', () => {
  test('a cell is marked exactly where its two counts of states differ, or blocks have changed places', () => {
    const runs = fc.tuple(anyDevice, anyPlans(20)).map(([described, plans]) =>
      runOf(
        described,
        play(described, plans).map(({ action }) => action),
      ),
    );
    fc.assert(
      fc.property(runs, fc.constantFrom(...twinIds), fc.nat(30), (run, twin, wish) => {
        const view = compareView(compareBook(againstTwin(run, twin)), wish);
        view.a.regions.forEach((left, index) => {
          const right = view.b.regions[index];
          if (right === undefined) throw new Error('the regions are the same');
          for (const layer of ['device', 'host'] as const) {
            expect(heldWhere(left[layer], left, right, layer)).toEqual([]);
            expect(unmarked(left, right, layer)).toEqual([]);
          }
        });
        expect(lettersIn(view)).toEqual(['A', 'B']);
      }),
      { numRuns: 60 },
    );
  });
});

const cellsOf = ({ blocksPerCell }: CompareRegion['map'], mark: CompareMark): readonly number[] => {
  const first = Math.floor(mark.firstBlock / blocksPerCell);
  const last = Math.floor((mark.firstBlock + mark.blocks - 1) / blocksPerCell);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
};

const held = ({ counts }: MapLayer, cell: number): number =>
  drawnStates.slice(1).reduce((sum, _, i) => sum + (counts[cell * 4 + i + 1] ?? 0), 0);

/** Marks that claim a cell for a run that holds nothing there. */
function heldWhere(
  marks: readonly CompareMark[],
  left: CompareRegion,
  right: CompareRegion,
  layer: 'device' | 'host',
): readonly CompareMark[] {
  return marks.filter((mark) =>
    cellsOf(left.map, mark).some((cell) => {
      const [a, b] = [held(left.map[layer], cell), held(right.map[layer], cell)];
      return (mark.only !== 'B' && a === 0) || (mark.only !== 'A' && b === 0);
    }),
  );
}

/** Cells that are not the same in both maps and have no mark. */
function unmarked(
  left: CompareRegion,
  right: CompareRegion,
  layer: 'device' | 'host',
): readonly number[] {
  const marked = new Set(left[layer].flatMap((mark) => cellsOf(left.map, mark)));
  const [a, b] = [left.map[layer].counts, right.map[layer].counts];
  return Array.from({ length: a.length / 4 }, (_, cell) => cell).filter(
    (cell) => !marked.has(cell) && drawnStates.some((_, i) => a[cell * 4 + i] !== b[cell * 4 + i]),
  );
}

/** Whose entities the maps of both sides name. */
function lettersIn({ a, b }: CompareView): readonly (Letter | undefined)[] {
  return [a, b].map(({ letter, regions }) => {
    const ids = regions.flatMap(({ map }) => [
      map.id,
      ...[map.fm, map.device, map.host].flatMap(({ spans }) => spans.map(({ id }) => id)),
    ]);
    return ids.every((id) => id.startsWith(`${letter}:`)) ? letter : undefined;
  });
}
