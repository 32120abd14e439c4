import { ldOf } from '../device/device-state';
import type { ExtentId } from '../device/extent';
import { extentAt } from '../device/extent-list';
import { note, type Trail } from '../happening';
import { believing, firstChain, openOffers } from '../host/beliefs';
import { clearLog, giveBack, listExtents, readLog, respond } from '../host/commands';
import type { HostExtent, HostState, SeenRecord } from '../host/host-state';
import { failureLine } from '../host/linux-v11';
import type { HostReply, HostSees, MailboxCommand, Move } from '../host/twin';
import { twins } from '../host/twins';
import { execute } from '../mailbox/mailbox';
import type { HostDeed } from './action';
import type { Reply } from './reply';
import type { SimulationState } from './state';

interface Stepped {
  readonly state: SimulationState;
  readonly reply: Reply;
  readonly sent?: MailboxCommand;
}

const sees = ({ device, partition }: SimulationState): HostSees => ({
  eventStatus: device.eventStatus,
  partition,
});

/** The twin's next move; absent while it has nothing to do, or when a person plays the host. */
export const nextMove = (state: SimulationState): Move | undefined =>
  state.device.crashed === undefined
    ? twins[state.host.twin].next(sees(state), state.host)
    : undefined;

/** The twin's own next move. */
function takeNextMove(state: SimulationState, trail: Trail): Stepped {
  const move = nextMove(state);
  if (move === undefined) {
    const what = 'The host has no next move.';
    const why =
      state.host.twin === 'manual'
        ? 'You play this host.'
        : 'Its event log is empty and nothing is staged.';
    return {
      state,
      reply: {
        kind: 'cannot',
        what,
        why,
        fix: 'Let the fabric manager ask for something, or act for the host.',
      },
    };
  }
  note(trail, 'host', { what: 'hostMoved', title: move.title, because: move.because });
  for (const { extent } of move.stages) note(trail, 'host', { what: 'hostStaged', extent });
  for (const decision of move.decisions) note(trail, 'host', { what: 'hostDecided', ...decision });
  for (const text of move.prints) note(trail, 'host', { what: 'hostPrinted', text });
  if (move.command === undefined)
    return withHost(state, move.after(undefined), { kind: 'none' }, trail);
  const sent = send(state, move.command, trail);
  if (sent.answer === undefined) return sent;
  if (sent.answer.code !== 0)
    note(trail, 'host', { what: 'hostPrinted', text: failureLine(sent.answer.code) });
  return {
    ...withHost(sent.state, move.after(sent.answer), sent.reply, trail),
    sent: move.command,
  };
}

/** Sends a command of the host's; it then believes what the device confirmed. */
export function sendByHand(state: SimulationState, command: MailboxCommand, trail: Trail): Stepped {
  const sent = send(state, command, trail);
  if (sent.answer === undefined) return sent;
  return {
    ...withHost(sent.state, believing(state.host, command, sent.answer), sent.reply, trail),
    sent: command,
  };
}

function send(
  state: SimulationState,
  command: MailboxCommand,
  trail: Trail,
): Stepped & { readonly answer?: HostReply } {
  const { records } = ldOf(state.device).eventLogs.dynamicCapacity;
  const { device, reply } = execute(
    state.device,
    state.clock,
    { cci: 'primary', ...command },
    trail,
  );
  const next = { ...state, device };
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

function withHost(state: SimulationState, host: HostState, reply: Reply, trail: Trail): Stepped {
  noteChanges(state.host.extents, host.extents, trail);
  return { state: { ...state, host }, reply };
}

function noteChanges(
  before: readonly HostExtent[],
  after: readonly HostExtent[],
  trail: Trail,
): void {
  if (before === after) return;
  const old = new Set(before);
  const kept = new Set(after);
  for (const { extent, index } of before.filter((item) => !kept.has(item))) {
    note(trail, 'host', { what: 'hostReleased', extent, index });
  }
  for (const { extent, index } of after.filter((item) => !old.has(item))) {
    note(trail, 'host', { what: 'hostSurfaced', extent, index });
  }
}

/** What a person makes the host do. Extents are named by id. */
export function doDeed(state: SimulationState, deed: HostDeed, trail: Trail): Stepped {
  switch (deed.deed) {
    case 'next':
      return takeNextMove(state, trail);
    case 'read':
      return sendByHand(state, readLog(), trail);
    case 'list':
      return sendByHand(state, listExtents(), trail);
    case 'clear':
      return sendByHand(state, clearLog(state.host.inbox.map(({ handle }) => handle)), trail);
    case 'respond':
      return respondByHand(state, deed.accept, trail);
    case 'release':
      return releaseByHand(state, deed.extents, trail);
  }
}

const missing = (ids: readonly ExtentId[], what: string, fix: string): Reply => ({
  kind: 'cannot',
  what: `${ids.map((id) => `e${id}`).join(', ')} ${ids.length === 1 ? 'is' : 'are'} not ${what}.`,
  why: 'A host can act only on what it has read from the event log or holds.',
  fix,
});

function respondByHand(state: SimulationState, accept: readonly ExtentId[], trail: Trail): Stepped {
  const offers = openOffers(state.host);
  const named = accept.map((id) => offers.find(({ extent }) => extent === id));
  const unknown = accept.filter((_, i) => named[i] === undefined);
  if (unknown.length > 0) {
    return {
      state,
      reply: missing(unknown, 'among the offers the host has read', 'Read the event log first.'),
    };
  }
  const chosen = named.filter((record): record is SeenRecord => record !== undefined);
  for (const { extent } of firstChain(state.host)) {
    const verdict = accept.includes(extent) ? 'accepts' : 'refuses';
    note(trail, 'host', {
      what: 'hostDecided',
      extent,
      verdict,
      because: 'decided by hand',
      rule: '',
    });
  }
  return sendByHand(state, respond(chosen), trail);
}

function releaseByHand(
  state: SimulationState,
  extents: readonly ExtentId[],
  trail: Trail,
): Stepped {
  const named = state.host.extents.filter(({ extent }) => extents.includes(extent));
  const unknown = extents.filter((id) => !named.some(({ extent }) => extent === id));
  if (unknown.length > 0) {
    return {
      state,
      reply: missing(unknown, 'held by the host', 'Choose extents the host has accepted.'),
    };
  }
  for (const { extent } of named) {
    note(trail, 'host', {
      what: 'hostDecided',
      extent,
      verdict: 'releases',
      because: 'decided by hand',
      rule: '',
    });
  }
  return sendByHand(state, giveBack(named), trail);
}
