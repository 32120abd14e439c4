import { ldOf } from '../device/device-state';
import { wakesAt } from '../simulation/steps/host-step';
import type { Action, HostDeed } from '../simulation/action';
import '../simulation/steps/machine-deeds';
import type { SimulationState } from '../simulation/state';
import type { StepResult } from '../simulation/steps/step';
import { happeningsOf } from '../view/scene/gather';
import { hexCode } from '../layouts/return-code';
import { MiB } from '../units';
import { commandNames, decisionText } from './host';
import { next, run } from './run';

/** What a host did until it had nothing to do. */
export interface Settled {
  readonly state: SimulationState;
  /** `read`, `respond`, `clear 0Eh`, `release`, `list`, or `-` when nothing was sent. */
  readonly moves: readonly string[];
  readonly titles: readonly string[];
  /** `e1 accepts A2–A15`. */
  readonly decisions: readonly string[];
  readonly lines: readonly string[];
}

/** More moves than this are a host that never ends. */
const MOST = 2000;

/** Does the actions, then lets the host go on until it has nothing to do. */
export function settled(from: SimulationState, ...actions: readonly Action[]): Settled {
  const steps: StepResult[] = [];
  let { state } = run(from, ...actions);
  for (let i = 0; i < MOST; i += 1) {
    const result = run(state, next);
    if (result.reply.kind === 'cannot') return told(state, steps);
    steps.push(result);
    state = result.state;
  }
  throw new Error('the host never ends');
}

function told(state: SimulationState, steps: readonly StepResult[]): Settled {
  const happenings = steps.flatMap((result) => result.happenings);
  return {
    state,
    moves: steps.map(moveText),
    titles: happeningsOf(happenings, 'hostMoved').map(({ title }) => title),
    decisions: happeningsOf(happenings, 'hostDecided').map(decisionText),
    lines: happeningsOf(happenings, 'hostPrinted').map(({ line }) => line.text),
  };
}

function moveText({ reply, sent }: StepResult): string {
  const code = reply.kind === 'mailbox' && reply.code !== 0 ? ` ${hexCode(reply.code)}` : '';
  return sent === undefined ? '-' : `${commandNames[sent.opcode] ?? ''}${code}`;
}

/** Lets the time pass that its watchdog waits for, and the host go on. */
export function untilItWakes(state: SimulationState): Settled {
  const at = wakesAt(state) ?? state.clock;
  return settled(state, { kind: 'clock', ns: Math.max(0, at - state.clock) });
}

export const deed = (what: HostDeed): Action => ({ kind: 'host', ...what });

/** What the host shows: `0.1 0+64` for extent0.1, 64 MiB at DPA 0. */
export const shown = ({ host }: SimulationState): readonly string[] =>
  host.extents.map(
    ({ region, index, start, length }) => `${region}.${index} ${start / MiB}+${length / MiB}`,
  );

/** What the device has accepted, in MiB. */
export const held = (state: SimulationState): readonly string[] =>
  ldOf(state.device)
    .accepted.byAddress.chunks.flat()
    .map(({ start, length }) => `${start / MiB}+${length / MiB}`);
