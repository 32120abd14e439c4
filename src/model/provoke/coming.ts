import { itemsOf } from '../persistent/chunked-list';
import { ldOf } from '../device/device-state';
import { endOf, type ExtentId } from '../extent';
import { hexCode } from '../layouts/return-code';
import { logNames, type HostVerdict } from '../happening';
import { extentsRead } from '../host/beliefs';
import type { SimulationState } from '../simulation/state';
import { heldBytes } from '../view/map/differences';
import { happeningsOf, firstHappening, sum } from '../view/scene/gather';
import type { StepInput } from '../view/words/words';

/** What a move comes to, worst first where several are true. */
export type Outcome =
  | { readonly kind: 'crash' }
  /** A return code such as `0Fh`, or QEMU's error text. */
  | { readonly kind: 'refused'; readonly code: string }
  /** A guest's access goes nowhere. */
  | { readonly kind: 'fault'; readonly fault: string }
  /** Event records that did not fit the log. */
  | { readonly kind: 'lost'; readonly records: number }
  /** The device went along, the host's own checks refused an extent. */
  | { readonly kind: 'declined' }
  /** The host keeps what it was asked for. */
  | { readonly kind: 'kept' }
  /** An offer waits of which the host has no way to learn. */
  | { readonly kind: 'unheard' }
  /** The host shows what the device does not hold, or the other way round. */
  | { readonly kind: 'differs' }
  /** It was done as asked. */
  | { readonly kind: 'done' };

const DC_BIT = 1 << logNames.indexOf('dynamicCapacity');

/** Extents of which a host knows, or is told by an event record. */
function heardIn({ device, host }: SimulationState): ReadonlySet<ExtentId> {
  const { records } = ldOf(device).eventLogs.dynamicCapacity;
  const told = (ldOf(device).eventStatus & DC_BIT) !== 0 || host.rereads !== 'no';
  return new Set([...extentsRead(host), ...(told ? records.map(({ extent }) => extent) : [])]);
}

/** Offers that wait, of which the host neither knows nor is told. */
function unheardIn(state: SimulationState): ReadonlySet<ExtentId> {
  const heard = heardIn(state);
  const waiting = ldOf(state.device).pending.flatMap(({ extents }) => extents.map(({ id }) => id));
  return new Set(waiting.filter((id) => !heard.has(id)));
}

/** Accepted ranges by address, merged where extents touch, or overlap as those of the kernel's mock may. */
function acceptedRuns({ device }: SimulationState): readonly Run[] {
  const runs: { start: number; end: number }[] = [];
  for (const extent of itemsOf(ldOf(device).accepted.byAddress)) {
    const last = runs.at(-1);
    if (last !== undefined && extent.start <= last.end)
      last.end = Math.max(last.end, endOf(extent));
    else runs.push({ start: extent.start, end: endOf(extent) });
  }
  return runs;
}

interface Run {
  readonly start: number;
  readonly end: number;
}

const bytesOf = (runs: readonly Run[]): number => sum(runs.map(({ start, end }) => end - start));

/** Bytes that only one of device and host holds. */
function disagreement(state: SimulationState): number {
  const accepted = acceptedRuns(state);
  const shared = sum(accepted.map(({ start, end }) => heldBytes(state.host, start, end)));
  return bytesOf(accepted) + bytesOf(itemsOf(state.host.held)) - 2 * shared;
}

const refusalIn = ({ reply }: StepInput): string | undefined => {
  if (reply.kind === 'mailbox' && reply.code !== 0) return hexCode(reply.code);
  return reply.kind === 'qmp' ? reply.error?.desc : undefined;
};

const faultIn = ({ reply, happenings }: StepInput): string | undefined =>
  reply.kind === 'memory' && reply.memtx === 'error'
    ? firstHappening(happenings, 'memoryDropped')?.fault
    : undefined;

const found = <T>(
  steps: readonly StepInput[],
  seek: (step: StepInput) => T | undefined,
): { readonly step: StepInput; readonly value: T } | undefined => {
  for (const step of steps) {
    const value = seek(step);
    if (value !== undefined) return { step, value };
  }
  return undefined;
};

const dropsIn = ({ happenings }: StepInput): number =>
  happeningsOf(happenings, 'recordDropped').filter(({ log }) => log === 'dynamicCapacity').length;

const decides =
  (wanted: HostVerdict) =>
  ({ happenings }: StepInput): boolean =>
    happeningsOf(happenings, 'hostDecided').some(({ verdict }) => verdict === wanted);

/** What the steps came to, and the one of them that tells it best. */
export function outcomeOfSteps(
  before: SimulationState,
  steps: readonly StepInput[],
): { readonly coming: Outcome; readonly telling: StepInput | undefined } {
  const crash = steps.find(({ reply }) => reply.kind === 'crash');
  if (crash !== undefined) return { coming: { kind: 'crash' }, telling: crash };
  const refused = found(steps, refusalIn);
  if (refused !== undefined)
    return { coming: { kind: 'refused', code: refused.value }, telling: refused.step };
  const fault = found(steps, faultIn);
  if (fault !== undefined)
    return { coming: { kind: 'fault', fault: fault.value }, telling: fault.step };
  return quietly(before, steps);
}

/** Whether a step changes what is offered or accepted. */
const moves = ({ before, state }: StepInput): boolean => {
  const [was, is] = [ldOf(before.device), ldOf(state.device)];
  return was.accepted !== is.accepted || was.pending !== is.pending;
};

function quietly(
  before: SimulationState,
  steps: readonly StepInput[],
): { readonly coming: Outcome; readonly telling: StepInput | undefined } {
  const last = steps.at(-1);
  const records = sum(steps.map(dropsIn));
  if (records > 0)
    return { coming: { kind: 'lost', records }, telling: steps.find((step) => dropsIn(step) > 0) };
  const declined = steps.find(decides('refuses'));
  if (declined !== undefined) return { coming: { kind: 'declined' }, telling: declined };
  const kept = steps.find(decides('keeps'));
  if (kept !== undefined) return { coming: { kind: 'kept' }, telling: kept };
  const after = last?.state ?? before;
  const unheardBefore = unheardIn(before);
  if ([...unheardIn(after)].some((id) => !unheardBefore.has(id)))
    return { coming: { kind: 'unheard' }, telling: last };
  const differs = disagreement(after) > disagreement(before);
  return { coming: { kind: differs ? 'differs' : 'done' }, telling: steps.findLast(moves) ?? last };
}
