import { type PageView, sliceNames } from '../model/index';
import type { Update } from './messages';
import { same } from './same';

type Changes = Pick<Update, 'slices' | 'steps'>;

/** What is to be sent for a page that shows `before` to show `after`. */
export function changesBetween(before: PageView | undefined, after: PageView): Changes {
  const slices = changedSlices(before, after);
  const { steps, ...others } = slices;
  if (before === undefined || steps === undefined) return { slices };
  const keep = sameRows(before.steps, steps);
  return keep === 0 ? { slices } : { slices: others, steps: { keep, rows: steps.slice(keep) } };
}

/** Rows from the first on that are the very same. */
function sameRows(before: PageView['steps'], after: PageView['steps']): number {
  let rows = 0;
  while (rows < before.length && before[rows] === after[rows]) rows += 1;
  return rows;
}

/** The slices of a page that differ from what was sent before. */
function changedSlices(before: PageView | undefined, after: PageView): Partial<PageView> {
  if (before === undefined) return after;
  const changed = sliceNames.filter((name) => !same(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}
