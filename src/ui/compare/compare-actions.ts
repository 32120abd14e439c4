import type { Card } from '../../model/view/page';
import type { ComparedAt, CompareView, CompareWith } from '../../model/view/page/compare';
import { arrived } from '../actions';
import { ask } from '../connect';
import { setUi, uiStore } from '../store';
import type { Comparing } from '../store';

/** The rows under way: while one is fetched, the wish may change. */
let journey: Promise<void> | undefined;

const compareNow = () => uiStore.getState().compare;

/** Compares the run with another, and shows a row, or the first that differs. Tells why when it cannot. */
export async function compareWith(what: CompareWith, row?: number): Promise<Card | undefined> {
  await arrived();
  const answer = await ask((api) => api.compare(what, row));
  if (answer?.view === undefined) return answer?.problem;
  setUi({
    compare: { what, row: answer.view.row, view: answer.view },
    playing: false,
    hover: new Set(),
    selection: new Set(),
    inspector: undefined,
  });
  return undefined;
}

/** The comparison that a link shows. */
export async function showCompared({ what, row }: ComparedAt): Promise<void> {
  const problem = await compareWith(what, row);
  if (problem !== undefined) setUi({ problem });
}

/** Back to the run, at the step it was at. */
export function closeCompare(): void {
  setUi({ compare: undefined, hover: new Set(), selection: new Set(), inspector: undefined });
}

/** Goes to a row. While one is on its way only the newest wish is kept. */
export async function showRow(row: number): Promise<void> {
  const compare = compareNow();
  if (compare === undefined) return;
  setUi({ compare: { ...compare, row: Math.min(Math.max(row, 0), compare.view.lastRow) } });
  journey ??= travel().finally(() => {
    journey = undefined;
  });
  await journey;
}

async function travel(): Promise<void> {
  for (let done: Comparing | undefined; ;) {
    const wish = compareNow();
    if (wish === undefined || (wish.row === done?.row && wish.what === done.what)) return;
    await arrive(wish);
    done = wish;
  }
}

async function arrive({ what, row }: Comparing): Promise<void> {
  const answer = await ask((api) => api.compare(what, row));
  const now = compareNow();
  if (now?.what !== what) return;
  if (answer?.view !== undefined) setUi({ compare: { ...now, view: answer.view } });
  if (answer?.problem !== undefined) setUi({ compare: undefined, problem: answer.problem });
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
  return uiStore.subscribe((state, before) => {
    if (state.page !== before.page && state.compare !== undefined) void showRow(state.compare.row);
  });
}
