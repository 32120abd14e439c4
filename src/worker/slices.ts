import type { PageView } from '../model/view/page';
import { same } from './same';

const names = [
  'run',
  'outcome',
  'steps',
  'fm',
  'device',
  'host',
  'maps',
  'ledger',
  'ladder',
  'bytes',
  'registers',
  'memory',
] as const satisfies readonly (keyof PageView)[];

/** The slices of a page that differ from what was sent before. */
export function changedSlices(before: PageView | undefined, after: PageView): Partial<PageView> {
  if (before === undefined) return after;
  const changed = names.filter((name) => !same(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}
