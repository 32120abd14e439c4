import { ldOf, withInLd, type OfferGroup } from '../../device/device-state';
import type { ExtentId } from '../../extent';
import { extentsRead } from '../../host/beliefs';
import { hostWith } from '../../host/host-state';
import { twins } from '../../host/twins';
import { nextMove, wakesAt } from '../../simulation/steps/host-step';
import { stateWith, type SimulationState } from '../../simulation/state';
import { happeningsOf } from '../scene/gather';
import { counted, extentNames, groupLabel, listed } from './names';
import { timeText, type StepInput } from './words';

const MOST_NAMES = 5;

const named = (extents: readonly ExtentId[]): string => extentNames(extents, MOST_NAMES);

const pendingOf = ({ device }: SimulationState): readonly OfferGroup[] => ldOf(device).pending;

/** What a chain of event records that is not closed comes to, at the steps where it is decided. */
export const chainNote = (step: StepInput): string | undefined =>
  lostNote(step) ?? stagedNote(step) ?? gluedNote(step) ?? watchdogNote(step);

/** The log was full: what was lost, and what follows. */
function lostNote({ happenings, state }: StepInput): string | undefined {
  const offered = happeningsOf(happenings, 'groupOffered').flatMap(({ extents }) => extents);
  const lost = happeningsOf(happenings, 'recordDropped').map(({ extent }) => extent);
  if (lost.length === 0 || offered.length === 0) return undefined;
  const held = ldOf(state.device).eventLogs.dynamicCapacity.records.length;
  const full = `The event log is full at ${counted(held, 'record')}`;
  if (lost.length >= offered.length)
    return `${full}: every record of this offer is lost, so the host is not told of it.`;
  return lost.length === 1
    ? `${full}: the record of ${named(lost)}, which would close the chain, is lost. The last one kept says that more follow; a host that answers only whole chains waits.`
    : `${full}: the records of ${named(lost)} are lost, and with them the one that would close the chain. A host that answers only whole chains waits.`;
}

/** A chain of staged offers of which no record is left to read: the extents that the host was never told of. */
function cutOff(state: SimulationState): readonly ExtentId[] | undefined {
  const { host, device } = state;
  const seen = extentsRead(host);
  const group = pendingOf(state).find(({ extents }) => extents.some(({ id }) => seen.has(id)));
  const last = group?.extents.at(-1)?.id;
  if (group === undefined || last === undefined || seen.has(last)) return undefined;
  const { records } = ldOf(device).eventLogs.dynamicCapacity;
  if (records.some(({ extent }) => extent === last)) return undefined;
  return group.extents.map(({ id }) => id).filter((id) => !seen.has(id));
}

/** Whether the host does nothing more by itself once it has read and cleared all there is. */
const staysQuiet = (state: SimulationState): boolean =>
  nextMove(
    stateWith(state, {
      device: withInLd(state.device, { eventStatus: 0 }),
      host: hostWith(state.host, { inbox: [], rereads: 'no' }),
    }),
  ) === undefined;

/** Why a host waits for the rest of a chain that cannot come, and until when; absent unless it does. */
export function waitText(state: SimulationState): string | undefined {
  const { host } = state;
  const lost = host.staged.length === 0 ? undefined : cutOff(state);
  if (lost === undefined || !staysQuiet(state)) return undefined;
  const until = wakesAt(state);
  const label = twins[host.twin].label;
  const what = `The closing record (${named(lost)}) was lost.`;
  return until === undefined
    ? `${what} ${label} has no watchdog: it waits for ever, and adds the next offer to this chain.`
    : `${what} ${label} waits until ${timeText(until)} of virtual time; then its watchdog refuses the offer (A19).`;
}

/** Offers that wait for an answer although no record of them is left to read. */
export function leftText(state: SimulationState): string | undefined {
  const pending = pendingOf(state);
  const { records } = ldOf(state.device).eventLogs.dynamicCapacity;
  if (pending.length === 0 || records.length > 0 || state.host.staged.length > 0) return undefined;
  const groups = listed(
    pending.map(({ id }) => groupLabel(id)),
    MOST_NAMES,
  );
  return `${groups} still ${pending.length === 1 ? 'waits' : 'wait'} for an answer, but no event record is left to read: the host will not answer by itself.`;
}

const stagedNote = ({ happenings, state }: StepInput): string | undefined =>
  happeningsOf(happenings, 'hostStaged').length === 0 || !twins[state.host.twin].handlesEvents
    ? undefined
    : waitText(state);

/** One response for the extents of two offers, which no device takes. */
function gluedNote({ happenings, before, state, reply }: StepInput): string | undefined {
  if (reply.kind !== 'mailbox' || reply.code === 0) return undefined;
  const answered = new Set(
    happeningsOf(happenings, 'hostDecided')
      .filter(({ verdict }) => verdict === 'accepts')
      .map(({ extent }) => extent),
  );
  const parts = pendingOf(before)
    .map(({ id, extents }) => ({
      group: groupLabel(id),
      extents: extents.map((extent) => extent.id).filter((extent) => answered.has(extent)),
    }))
    .filter(({ extents }) => extents.length > 0);
  const [oldest] = parts;
  if (oldest === undefined || parts.length < 2) return undefined;
  const mixed = listed(parts.map(({ group, extents }) => `${named(extents)} of ${group}`));
  const fresh = state.host.extents.length - before.host.extents.length;
  const phantoms =
    fresh > 0
      ? ` ${twins[state.host.twin].label} keeps showing what it asked for: ${counted(fresh, 'phantom extent')}.`
      : '';
  return `One response names ${mixed}. A response may name only the oldest offer, ${oldest.group}, so the device refuses it whole.${phantoms}`;
}

/** The watchdog ran out, and what its empty response refuses. */
function watchdogNote({ action, before, state, happenings }: StepInput): string | undefined {
  const { chainDeadline, staged } = before.host;
  if (chainDeadline === undefined || staged.length === 0) return undefined;
  if (action.kind === 'clock' && state.clock >= chainDeadline)
    return `The watchdog of ${twins[state.host.twin].label} runs out: the chain of ${counted(staged.length, 'extent')} was not closed.`;
  const known = new Set(staged.map(({ extent }) => extent));
  const gone = happeningsOf(happenings, 'extentWithdrawn').map(({ extent }) => extent);
  const unseen = gone.filter((extent) => !known.has(extent));
  return state.host.staged.length > 0 || gone.length === 0 || unseen.length === 0
    ? undefined
    : `The response is empty, so the device withdraws the whole offer: ${named(unseen)} too, of which the host read no record.`;
}
