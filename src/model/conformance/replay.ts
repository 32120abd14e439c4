import { acceptedDifferences } from './accepted-differences';
import { profiles } from '../device/profiles/profile';
import { configProblem } from '../device/config';
import { startState } from '../simulation/state';
import type { Compared, Mismatch } from './compare';
import { replayed } from './ops';
import { acted, nothing, type Played } from './played';
import { objectAt, textAt, type Trace } from './trace';
import '../qmp/other-requests';
import '../mailbox/more-commands';

/** Where the model and QEMU part. `step` counts from 0. */
export interface Difference extends Mismatch {
  readonly step: number;
}

export interface Replayed {
  readonly compared: number;
  readonly difference?: Difference;
}

/** Replays a recorded session through the model and compares every answer byte for byte, up to the first difference. */
export function replay(trace: Trace): Replayed {
  const problem = configProblem(trace.device, profiles[trace.profile]);
  if (problem !== undefined) return replayFailedStart(trace, problem.desc);
  let played = startOf(trace);
  for (const [at, { op, fields }] of trace.steps.entries()) {
    const [next, mismatch] = replayed(played, op, fields);
    const found = judged(trace, at, mismatch);
    if (found !== undefined) return { compared: at, difference: { step: at, ...found } };
    // After an accepted difference QEMU's state is not the model's: the step counts as not taken.
    if (mismatch === undefined) played = resumed(trace, at, next);
  }
  return { compared: trace.steps.length };
}

function startOf({ profile, device, hdm }: Trace): Played {
  const length = hdm ? device.staticVolatile + device.dynamicCapacity : 0;
  const host = { twin: 'manual', decoder: { start: 0, length } } as const;
  return { state: startState({ profile, device, host }), vectors: [] };
}

/** After a reset the recorder committed the decoder again. Where that is a step of its own, it does so then. */
function resumed({ steps, hdm }: Trace, at: number, played: Played): Played {
  if (steps[at]?.op !== 'reset' || !hdm || steps[at + 1]?.op === 'hdm') return played;
  return acted(played, { kind: 'hdm', commit: true }, nothing)[0];
}

/** A mismatch, unless it is an accepted one; an accepted one that is not there any more is a mismatch too. */
function judged({ name, version }: Trace, step: number, mismatch: Compared): Compared {
  const accepted = acceptedDifferences.find(
    (item) => item.trace === name && item.version === version && item.step === step,
  );
  if (accepted === undefined) return mismatch;
  const gone = {
    what: 'accepted difference',
    qemu: 'differs',
    model: 'agrees; take it off the list',
  };
  return mismatch === undefined ? gone : undefined;
}

function replayFailedStart({ steps }: Trace, desc: string): Replayed {
  const [first] = steps;
  if (first === undefined || first.op === 'start') {
    const stderr = textAt(objectAt(first?.fields ?? {}, 'crash'), 'stderr');
    if (stderr.includes(`: ${desc}`)) return { compared: 1 };
    return { compared: 0, difference: { step: 0, what: 'start', qemu: stderr, model: desc } };
  }
  return { compared: 0, difference: { step: 0, what: 'start', qemu: 'starts', model: desc } };
}
