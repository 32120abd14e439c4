import { withoutDecoder } from '../../device/background';
import { ldOf, profileOf, withDecoder, type DeviceState } from '../../device/device-state';
import type { ExtentId } from '../../extent';
import { extentAt } from '../../device/extent-list';
import { note, type Trail } from '../../happening';
import { beliefsAfterCommand } from '../../host/by-hand';
import { firstRegion, type HostExtent, type HostState } from '../../host/host-state';
import type { HostReply, HostSees, MailboxCommand, Move } from '../../host/twin';
import { twins } from '../../host/twins';
import { execute, type Sent } from '../../mailbox/mailbox';
import type { Reply } from '../reply';
import { copyOfState, type SimulationState } from '../state';

/** What a step of the host comes to. */
export interface Stepped {
  readonly state: SimulationState;
  readonly reply: Reply;
  readonly sent?: MailboxCommand | undefined;
}

const sees = ({ device, clock, partitions }: SimulationState): HostSees => ({
  mock: !profileOf(device).hardware,
  eventStatus: ldOf(device).eventStatus,
  clock,
  partitions,
  payload: profileOf(device).mailboxSize,
  serial: device.config.serial ?? NO_SERIAL,
});

/** Without a serial number QEMU's device has no such capability, and Linux takes it for 0. */
const NO_SERIAL = 0;

/** The twin's next move; absent while it has nothing to do, or when a person plays the host. */
export const nextMove = (state: SimulationState): Move | undefined =>
  state.device.crashed === undefined
    ? twins[state.host.twin].next(sees(state), state.host)
    : undefined;

/** Virtual time at which the host moves although nothing else happens: when its watchdog runs out. */
export const wakesAt = ({ device, host }: SimulationState): number | undefined =>
  device.crashed === undefined ? twins[host.twin].wakesAt(host) : undefined;

function whyIdle({ twin, staged, crashed, bound }: HostState): string {
  if (crashed !== undefined) return `Its kernel has crashed: ${crashed}.`;
  if (!bound) return 'Its driver is not bound to the device.';
  if (!twins[twin].handlesEvents) return 'You play this host.';
  return staged.length === 0
    ? 'Its event log is empty and nothing is staged.'
    : 'Its event log is empty, and it waits for the rest of a chain.';
}

/** What is told of a host that is asked for a move and has none. */
export const noMove = ({ host }: SimulationState): Extract<Reply, { readonly kind: 'cannot' }> => ({
  kind: 'cannot',
  what: 'The host has no next move.',
  why: whyIdle(host),
  fix:
    host.crashed === undefined
      ? 'Let the fabric manager ask for something, or act for the host.'
      : 'Restart the host.',
});

/** The twin's own next move. */
export function takeNextMove(state: SimulationState, trail: Trail): Stepped {
  const move = nextMove(state);
  if (move === undefined) return { state, reply: noMove(state) };
  trail.cause = note(trail, 'host', {
    what: 'hostMoved',
    title: move.title,
    because: move.because,
  });
  for (const { extent } of move.stages) note(trail, 'host', { what: 'hostStaged', extent });
  for (const decision of move.decisions) note(trail, 'host', { what: 'hostDecided', ...decision });
  for (const line of move.prints) note(trail, 'host', { what: 'hostPrinted', line });
  if (move.command === undefined) {
    const { host } = move.then(undefined);
    return withHost({ state, reply: { kind: 'none' } }, host, undefined, trail);
  }
  const sent = send(state, move.command, trail);
  if (sent.answer === undefined) return sent;
  const { host, prints } = move.then(sent.answer);
  for (const line of prints) note(trail, 'host', { what: 'hostPrinted', line });
  return withHost(sent, host, move.command, trail);
}

/** Sends a command of the host's; it then believes what the device confirmed. */
export function sendByHand(state: SimulationState, command: MailboxCommand, trail: Trail): Stepped {
  const sent = send(state, command, trail);
  if (sent.answer === undefined) return sent;
  const { firstIndex } = twins[state.host.twin].series;
  const host = beliefsAfterCommand(state.host, command, sent.answer, firstIndex);
  return withHost(sent, host, command, trail);
}

function send(
  state: SimulationState,
  command: MailboxCommand,
  trail: Trail,
): Stepped & { readonly answer?: HostReply } {
  const { records } = ldOf(state.device).eventLogs.dynamicCapacity;
  const { opcode, payload } = command;
  const sent: Sent = { cci: 'primary', opcode, payload };
  const { device, reply } = execute(state.device, state.clock, sent, trail);
  const next = copyOfState(state);
  next.device = device;
  if (reply.kind !== 'mailbox') return { state: next, reply, sent: command };
  const extentOf = (handle: number): ExtentId =>
    records.find((record) => record.handle === handle)?.extent ?? 0;
  const nameAt = (dpa: number): ExtentId => extentAt(ldOf(device).accepted, dpa)?.id ?? 0;
  return {
    state: next,
    reply,
    answer: { code: reply.code, output: reply.output, extentOf, extentAt: nameAt },
  };
}

/** The state with what the host believes now, and the decoder of the device as its regions want it. */
export function withHost(
  { state, reply }: Pick<Stepped, 'state' | 'reply'>,
  host: HostState,
  sent: MailboxCommand | undefined,
  trail: Trail,
): Stepped {
  noteChanges(state.host.extents, host.extents, trail);
  const next = copyOfState(state);
  next.host = host;
  next.device = decoded(state.device, state.host, host, trail);
  return { state: next, reply, sent };
}

/** The first region of a host commits the decoder of the device, and the last one that goes uncommits it. */
function decoded(
  device: DeviceState,
  before: HostState,
  after: HostState,
  trail: Trail,
): DeviceState {
  const had = firstRegion(before).length > 0;
  const has = firstRegion(after).length > 0;
  if (had === has) return device;
  note(trail, 'host', { what: 'decoderSet', committed: has });
  return has ? withDecoder(device, firstRegion(after)) : withoutDecoder(device);
}

function noteChanges(
  before: readonly HostExtent[],
  after: readonly HostExtent[],
  trail: Trail,
): void {
  if (before === after) return;
  for (const { extent, region, index } of without(before, after)) {
    note(trail, 'host', { what: 'hostReleased', extent, region, index });
  }
  for (const { extent, region, index } of without(after, before)) {
    note(trail, 'host', { what: 'hostSurfaced', extent, region, index });
  }
}

/** Those that are not among the others. */
function without(
  extents: readonly HostExtent[],
  others: readonly HostExtent[],
): readonly HostExtent[] {
  if (extents.length === 0 || others.length === 0) return extents;
  const known = new Set(others);
  return extents.filter((extent) => !known.has(extent));
}
