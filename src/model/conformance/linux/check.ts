import { acceptedDifferences } from './accepted-differences';
import { compared } from './compare';
import type { Mismatch } from './mismatch';
import { played } from './play';
import type { RecordedStep, Recording } from './recording';

/** The first step at which a recording and the model's host part. */
export interface Difference extends Mismatch {
  readonly step: number;
}

export interface Checked {
  /** Steps that were compared. */
  readonly steps: number;
  readonly difference?: Difference;
}

/** Whether the kernel itself crashed in a step: what it does afterwards is not compared. */
const crashed = ({ log }: RecordedStep): boolean =>
  log.some((entry) => 'text' in entry && /^(?:BUG:|Oops:)/.test(entry.text));

/** Plays a recording, by the name of its file, through device and twin; compares each step up to the first difference. */
export function checkRecording(name: string, recording: Recording): Checked {
  const { steps, series } = recording;
  const play = played(recording);
  let one = play.next();
  for (const [at, step] of steps.entries()) {
    if (one.done === true) break;
    const mismatch = compared(step, one.value, series);
    const accepted = isAccepted(name, step.step);
    const wrong = accepted && mismatch === undefined ? GONE : accepted ? undefined : mismatch;
    if (wrong !== undefined) return { steps: at, difference: { step: step.step, ...wrong } };
    if (crashed(step)) return { steps: at + 1 };
    // After an accepted difference the recorded host is not the model's: the step counts as not taken.
    one = play.next(!accepted);
  }
  return { steps: steps.length };
}

const isAccepted = (name: string, step: number): boolean =>
  acceptedDifferences.some((accepted) => accepted.recording === name && accepted.step === step);

/** An accepted difference that disappears has to go from the list. */
const GONE: Mismatch = {
  what: 'accepted difference',
  recorded: 'differs',
  model: 'agrees; take it off the list',
};
