import type { Frame } from '../../simulation/run/timeline';
import { happeningsOf } from '../scene/gather';

/** Lines that begin alike for so many characters are told beside each other. */
const leastAlike = 12;

interface Sides {
  readonly log: string;
  readonly model: string;
}

/**
 * A line of a kernel log as the text has it, beside what the model's host printed in these steps: the same line, or the
 * last of those that begin most like it.
 */
export function kernelSides(
  {
    written,
    meant,
    same,
  }: { readonly written: string; readonly meant: string; readonly same: boolean },
  frames: readonly Frame[],
): Sides {
  const log = withoutTime(written, meant);
  if (same) return { log, model: meant };
  const printed = frames
    .flatMap(({ happenings }) => happeningsOf(happenings, 'hostPrinted'))
    .map(({ line }) => line.text);
  const nearest = printed.reduce(
    (best, text) => (alike(text, meant) >= alike(best, meant) ? text : best),
    '',
  );
  return { log, model: alike(nearest, meant) < leastAlike ? 'no such line' : nearest };
}

/** Characters from the first on in which two texts are the same. */
function alike(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** The line from the name of its driver on: what stands before it differs from log to log. */
function withoutTime(written: string, meant: string): string {
  const driver = /^\w+/.exec(meant)?.[0];
  const from = driver === undefined ? -1 : written.indexOf(driver);
  return written.slice(Math.max(0, from)).trim();
}
