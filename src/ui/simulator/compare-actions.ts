import type { Card } from '../../model/view/page';
import type { ComparedAt, CompareView, CompareWith } from '../../model/view/page/compare';
import { arrived } from './actions';
import { ask } from './connect';
import { latestWins } from './queues';
import { clearLinks } from '../state/links';
import { showProblem } from '../state/messages';
import { onRun, setPlaying } from '../state/run';
import { setCompare, toolsNow, type Comparing } from '../state/tools';

/** Rows to go to: while one is on its way only the newest wish is kept. */
const rows = latestWins(arrive);

const compareNow = () => toolsNow().compare;

/** Compares the run with another, and shows a row, or the first that differs. Tells why when it cannot. */
export async function compareWith(what: CompareWith, row?: number): Promise<Card | undefined> {
  await arrived();
  const answer = await ask('compare', what, row);
  if (answer?.view === undefined) return answer?.problem;
  setCompare({ what, row: answer.view.row, view: answer.view });
  setPlaying(false);
  clearLinks();
  return undefined;
}

/** The comparison that a link shows. */
export async function showCompared({ what, row }: ComparedAt): Promise<void> {
  const problem = await compareWith(what, row);
  if (problem !== undefined) showProblem(problem);
}

/** Back to the run, at the step it was at. */
export function closeCompare(): void {
  setCompare(undefined);
  clearLinks();
}

/** Goes to a row. */
export async function showRow(row: number): Promise<void> {
  const compare = compareNow();
  if (compare === undefined) return;
  const wish = { ...compare, row: Math.min(Math.max(row, 0), compare.view.lastRow) };
  setCompare(wish);
  await rows.go(wish);
}

async function arrive({ what, row }: Comparing): Promise<void> {
  const answer = await ask('compare', what, row);
  const now = compareNow();
  if (now?.what !== what) return;
  if (answer?.view !== undefined) setCompare({ ...now, view: answer.view });
  if (answer?.problem === undefined) return;
  setCompare(undefined);
  showProblem(answer.problem);
}

/** Rows relative to the one that is shown, or about to be. */
export function rowsOn(count: number): void {
  const compare = compareNow();
  if (compare !== undefined) void showRow(compare.row + count);
}

/** The nearest row before (-1) or after (1) a row in which something differs anew. */
export function differenceFrom(
  from: number,
  { differences }: CompareView,
  towards: -1 | 1,
): number | undefined {
  return towards === 1
    ? differences.find((row) => row > from)
    : differences.findLast((row) => row < from);
}

/** Goes there, if there is one. */
export function toDifference(towards: -1 | 1): void {
  const compare = compareNow();
  const row = compare && differenceFrom(compare.row, compare.view, towards);
  if (row !== undefined) void showRow(row);
}

/** A run that changes while it is compared is compared again. Returns the end of it. */
export function followRun(): () => void {
  return onRun(({ page }, before) => {
    const compare = compareNow();
    if (page !== before.page && compare !== undefined) void showRow(compare.row);
  });
}
