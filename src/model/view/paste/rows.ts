import type { PastedRun } from '../../intake/pasted';
import { isHostMove } from '../../simulation/action';
import { stateAt, type Timeline } from '../../simulation/run/timeline';
import { counted } from '../../units';
import type { PasteRow } from '../page/paste';
import { definedOnly } from '../scene/present';
import { summaryOf, type Summary } from '../words/summary';

/** Rows that are told; a longer run is told by its first. */
const mostRows = 400;

/** The steps of a pasted run in words, the host's own moves between two of them as one. */
export function rowsOf({ timeline, steps }: PastedRun): readonly PasteRow[] {
  if (timeline === undefined) return [];
  const rows: PasteRow[] = [];
  let step = 1;
  while (step <= steps.length && rows.length < mostRows) {
    const last = lastMove(timeline, step);
    rows.push(rowOf(timeline, steps, step, last));
    step = last + 1;
  }
  return rows;
}

/** The last of the host's moves that begin at a step; the step itself where it is none. */
function lastMove({ frames }: Timeline, first: number): number {
  let last = first;
  const isMove = (step: number): boolean => {
    const frame = frames[step - 1];
    return frame !== undefined && isHostMove(frame.action);
  };
  if (isMove(first)) while (isMove(last + 1)) last += 1;
  return last;
}

function rowOf(
  timeline: Timeline,
  steps: PastedRun['steps'],
  step: number,
  lastStep: number,
): PasteRow {
  const told = Array.from({ length: lastStep - step + 1 }, (_, i) => summaryAt(timeline, step + i));
  const source = steps[step - 1];
  return {
    origin: source?.origin ?? 'inferred',
    step,
    lastStep,
    says: lastStep === step ? (told[0]?.sentence ?? '') : movesText(told),
    ...definedOnly({ refused: refusedIn(told), lines: source?.lines }),
  };
}

function summaryAt(timeline: Timeline, step: number): Summary {
  const frame = timeline.frames[step - 1];
  if (frame === undefined) throw new RangeError(`there is no step ${step}`);
  return summaryOf({ ...frame, before: stateAt(timeline, step - 1) });
}

const refusedIn = (told: readonly Summary[]): string | undefined =>
  told.find(({ tone }) => tone === 'refused' || tone === 'crash')?.code;

/** What of several moves matters: its answers. */
function movesText(told: readonly Summary[]): string {
  const answers = told
    .filter(({ opcode }) => opcode === '4802h' || opcode === '4803h')
    .map(({ sentence }) => sentence);
  const moves = counted(told.length, 'move');
  return answers.length === 0 ? `The host makes ${moves}.` : `${answers.join(' ')} (${moves})`;
}
