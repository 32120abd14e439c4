import type { Reading } from './finding';
import type { LineKind } from './kinds';
import { linesOf, type Line } from './line';
import { readers } from './readers';

/** A reading, and the lines it is about: the first and the last, counted from 1. */
export interface Passage extends Reading {
  readonly from: number;
  readonly to: number;
}

/** Characters of a text that are read; the rest is told to be too much. */
const mostCharacters = 2 * 1024 * 1024;

/** What a text says, line by line. Lines that no reader knows are in no passage. */
export function passagesOf(text: string): readonly Passage[] {
  const lines = linesOf(text.slice(0, mostCharacters));
  const passages: Passage[] = [];
  let at = 0;
  while (at < lines.length) {
    const read = readAt(lines, at);
    if (read !== undefined) {
      const taken = Math.max(1, read.lines);
      passages.push({ ...read, from: at + 1, to: at + taken });
      at += taken;
    } else at += 1;
  }
  return passages;
}

function readAt(lines: readonly Line[], at: number): Reading | undefined {
  if ((lines[at]?.text.trim() ?? '') === '') return undefined;
  for (const reader of readers) {
    const reading = reader(lines, at);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

/** Kinds of which each line is read by itself: neighbours are one run. */
const lineByLine: ReadonlySet<LineKind> = new Set(['aside', 'kernel', 'trace']);

/** The kind of each line of a text of `count` lines, as runs of lines of one kind. */
export function kindsOf(
  passages: readonly Passage[],
  count: number,
): readonly { readonly from: number; readonly to: number; readonly kind: LineKind }[] {
  const runs: { from: number; to: number; kind: LineKind }[] = [];
  const put = (from: number, to: number, kind: LineKind): void => {
    const last = runs.at(-1);
    if (last?.kind === kind && lineByLine.has(kind)) last.to = Math.max(last.to, to);
    else if (from <= to) runs.push({ from, to, kind });
  };
  let next = 1;
  for (const { from, to, kind } of passages) {
    put(next, from - 1, 'aside');
    put(from, to, kind);
    next = to + 1;
  }
  put(next, count, 'aside');
  return runs;
}
