import { profileOf } from '../../device/device-state';
import { profiles } from '../../device/profiles/profile';
import { twins } from '../../host/twins';
import { MOST_MOVES, type Comparison } from '../../simulation/compare/compare';
import { differencesIn, type RowDifference } from '../../simulation/compare/compare-differences';
import type { SimulationState } from '../../simulation/state';
import { stateAt } from '../../simulation/run/timeline';
import { byHandText } from '../host/by-hand';
import { chronicleOf, emptyChronicle, type Chronicle } from '../scene/chronicle';
import { itemsAt, ofRun } from './compare-items';
import { heldByDevice, heldByHost, marksOf, partedRanges, type Parted } from './compare-pieces';
import { sentenceOf } from './compare-words';
import { mapsView } from '../map/map-view';
import { hostAfter, ldAfter, sceneOf } from '../scene/scene';
import { outcomeView } from '../outcome/outcome-view';
import { definedOnly } from '../scene/present';
import type { MapLayer, RegionMap } from '../page';
import type { CompareRegion, CompareSide, CompareView, Letter } from '../page/compare';

type Names = Readonly<Record<Letter, string>>;

/** A comparison with all that does not depend on the row. */
export interface CompareBook {
  readonly comparison: Comparison;
  readonly all: readonly RowDifference[];
  readonly differing: CompareView['differing'];
  /** Those in which something differs anew. */
  readonly fresh: readonly RowDifference[];
  /** Of branches. */
  readonly names: Names | undefined;
  readonly chronicles: Readonly<Record<Letter, Chronicle>>;
  readonly notes: readonly string[];
  /** What a row adds, in words. */
  readonly sentenceOf: (difference: RowDifference) => string;
}

/** Finds every difference once; the rows are then looked up. */
export function compareBook(comparison: Comparison, names?: Names): CompareBook {
  const all = differencesIn(comparison);
  return {
    comparison,
    names,
    all,
    differing: runsOf(all.map(({ row }) => row)),
    fresh: all.filter(({ fresh }) => fresh.length > 0),
    chronicles: {
      A: chronicleOf(comparison.a.frames, emptyChronicle),
      B: chronicleOf(comparison.b.frames, emptyChronicle),
    },
    notes: notesOf(comparison),
    sentenceOf: wordedOnce(comparison),
  };
}

/** Puts each difference into words when it is first asked for. */
function wordedOnce(comparison: Comparison): CompareBook['sentenceOf'] {
  const known = new Map<RowDifference, string>();
  return (difference) => {
    const text = known.get(difference) ?? sentenceOf(comparison, difference);
    known.set(difference, text);
    return text;
  };
}

/** Neighbouring rows as one run. */
function runsOf(rows: readonly number[]): CompareView['differing'] {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.to === row - 1) last.to = row;
    else runs.push({ from: row, to: row });
  }
  return runs;
}

function notesOf({ a, b, stopped, moves }: Comparison): readonly string[] {
  const [first] = stopped;
  const kept = moves === undefined ? undefined : byHandText(a);
  const [dialectA, dialectB] = [a, b].map(({ start }) => profiles[start.profile].qmpDialect);
  return [
    ...(kept === undefined ? [] : [kept]),
    ...(first === undefined
      ? []
      : [
          `B’s host was stopped at its step ${first}: it had made ${MOST_MOVES} moves on one input.`,
        ]),
    ...(dialectA === dialectB
      ? []
      : [
          'The two devices read QMP requests differently: each gets them as they were written for A.',
        ]),
  ];
}

/** Both runs at a row; without one, at the row where they part, or at the last. */
export function compareView(book: CompareBook, wished?: number): CompareView {
  const { comparison, all, differing, fresh, notes } = book;
  const lastRow = comparison.rows.length - 1;
  const row = Math.min(Math.max(wished ?? fresh[0]?.row ?? lastRow, 0), lastRow);
  const here = all.find((difference) => difference.row === row);
  const at = comparison.rows[row] ?? { a: 0, b: 0 };
  const [stateA, stateB] = [stateAt(comparison.a, at.a), stateAt(comparison.b, at.b)];
  const parted = {
    device: partedRanges(heldByDevice(stateA), heldByDevice(stateB)),
    host: partedRanges(heldByHost(stateA), heldByHost(stateB)),
  };
  return {
    row,
    lastRow,
    differing,
    differences: fresh.map((difference) => difference.row),
    told: around(fresh, row).map((difference) => ({
      row: difference.row,
      text: book.sentenceOf(difference),
    })),
    says: saysOf(book, row, here),
    differs: here !== undefined,
    a: sideOf(book, row, 'A', parted),
    b: sideOf(book, row, 'B', parted),
    items: here === undefined ? [] : itemsAt(comparison, row, here.aspects),
    notes,
  };
}

/** Differences that are told in words at once. */
const MAX_TOLD = 100;

/** As many as are told, with those of a row in their middle. */
function around(fresh: readonly RowDifference[], row: number): readonly RowDifference[] {
  const here = fresh.findLastIndex((difference) => difference.row <= row);
  const first = Math.min(here - MAX_TOLD / 2, fresh.length - MAX_TOLD);
  return fresh.slice(Math.max(0, first), Math.max(0, first) + MAX_TOLD);
}

function saysOf(
  { comparison, fresh, sentenceOf: sentence }: CompareBook,
  row: number,
  here: RowDifference | undefined,
): string {
  if (fresh.length === 0) return agreementOf(comparison);
  if (here === undefined) return 'A and B agree in this row.';
  const latest = fresh.findLast((difference) => difference.row <= row);
  if (latest?.row === row) return sentence(latest);
  return `Nothing new differs since row ${latest?.row ?? 0}.`;
}

/** Two hosts agree only where both were asked. */
const agreementOf = ({ moves }: Comparison): string =>
  moves === undefined || moves > 0
    ? 'A and B agree in every row.'
    : 'A and B agree in every row, but B’s host did nothing by itself.';

interface PartedBoth {
  readonly device: readonly Parted[];
  readonly host: readonly Parted[];
}

function sideOf(book: CompareBook, row: number, letter: Letter, parted: PartedBoth): CompareSide {
  const { comparison, chronicles } = book;
  const key = letter === 'A' ? 'a' : 'b';
  const timeline = comparison[key];
  const step = comparison.rows[row]?.[key] ?? 0;
  const scene = sceneOf({ timeline, step }, chronicles[letter]);
  const { sentence, tone, code, log, meters } = outcomeView(scene);
  const { regions } = ldAfter(scene);
  return {
    letter,
    ...titlesOf(book, letter, scene.after),
    step,
    steps: timeline.frames.length,
    waits: row > 0 && comparison.rows[row - 1]?.[key] === step,
    sentence,
    tone,
    ...definedOnly({ code }),
    log,
    hostExtents: hostAfter(scene).extents.length,
    meters: meters.map((meter) => ({ ...meter, region: ofRun(letter, meter.region) })),
    regions: mapsView(scene).flatMap((map, index): readonly CompareRegion[] => {
      const region = regions[index];
      if (region === undefined) return [];
      return [
        {
          map: named(map, letter),
          device: marksOf(region, parted.device),
          host: marksOf(region, parted.host),
        },
      ];
    }),
  };
}

function titlesOf(
  { comparison: { a, b }, names }: CompareBook,
  letter: Letter,
  { host, device }: SimulationState,
): Pick<CompareSide, 'name' | 'about'> {
  const twin = twins[host.twin].label;
  const profile = profileOf(device).label;
  if (names !== undefined) return { name: names[letter], about: `${twin} on ${profile}` };
  return a.start.profile === b.start.profile
    ? { name: twin, about: `on ${profile}` }
    : { name: profile, about: `with ${twin}` };
}

/** The map with its entities named apart from those of the other run. What differs on it is between the two runs, not between host and device. */
function named(map: RegionMap, letter: Letter): RegionMap {
  const layer = ({ spans, ...rest }: MapLayer): MapLayer => ({
    ...rest,
    spans: spans.map(({ id, label, state, firstBlock, blocks, changed }) => ({
      id: ofRun(letter, id),
      label,
      state,
      firstBlock,
      blocks,
      changed,
    })),
  });
  return {
    ...map,
    id: ofRun(letter, map.id),
    fm: layer(map.fm),
    device: layer(map.device),
    host: layer(map.host),
    marks: [],
  };
}
