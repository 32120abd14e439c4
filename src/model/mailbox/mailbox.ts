import { invariant } from '../assert';
import { copyOfLd, ldOf, profileOf, withLd, type DeviceState } from '../device/device-state';
import { nextIn, noteWhole, type Trail } from '../happening';
import { refusedBy, type Refused } from '../rules/rule';
import { dispatchLadder, type Dispatch } from '../rules/dispatch';
import { models } from '../device/profiles/profile';
import { checked, type CommandResult, type Context, type Sent } from './command';
import { fmDcdCommands } from './fm-dcd-56h';
import { addCommands, commands } from './command-table';
import { dcCommands } from './dc-config-48h';
import { eventCommands } from './events-01h';
import { identifyCommands } from './identify-40h';
import { effectsOf, logCommands } from './logs-04h';
import { codeNumber } from '../layouts/return-code';
import { timestampCommands } from './timestamp-03h';
import { tunnelCommands } from './tunnel-53h';

addCommands([
  eventCommands,
  timestampCommands,
  logCommands,
  identifyCommands,
  dcCommands,
  fmDcdCommands,
  tunnelCommands,
]);

/** What a mailbox command came back with. */
export type MailboxReply =
  | {
      readonly kind: 'mailbox';
      readonly code: number;
      readonly output: Uint8Array;
      readonly refused?: Refused;
    }
  /** QEMU has the command and this program does not: no answer is made up. */
  | { readonly kind: 'notModelled'; readonly opcode: number }
  | { readonly kind: 'crash'; readonly why: string; readonly refused?: Refused };

export type { Sent } from './command';

const NO_BYTES = new Uint8Array(0);

const BACKGROUND = 0x40;

/** Runs one command as the doorbell would: dispatch, rules, effect. A refusal leaves the device as it was. */
export function execute(device: DeviceState, clock: number, sent: Sent, trail: Trail): Answered {
  const { cci, opcode, payload } = sent;
  if (sent.ld !== undefined && sent.ld > 0) trail.about = { ...trail.about, ld: sent.ld };
  const actor = cci === 'primary' ? 'host' : 'fm';
  trail.cause = noteWhole(trail, {
    n: nextIn(trail),
    cause: trail.cause,
    actor,
    what: 'commandReceived',
    opcode,
    length: payload.length,
  });
  const ld = ldOf(device, sent.ld);
  const context = { device, ld, profile: profileOf(device), clock, cci, trail };
  const { device: after, reply } = answered(context, sent);
  if (reply.kind === 'mailbox') {
    const { code, output } = reply;
    trail.cause = noteWhole(trail, {
      n: nextIn(trail),
      cause: trail.cause,
      actor: 'device',
      what: 'commandReplied',
      opcode,
      code,
      length: output.length,
    });
  }
  return { device: cci === 'primary' ? withRegisters(after, sent, reply) : after, reply };
}

interface Answered {
  readonly device: DeviceState;
  readonly reply: MailboxReply;
}

function answered(context: Context, sent: Sent): Answered {
  const { device } = context;
  const result = dispatched(context, sent);
  return result.kind === 'tunnelled'
    ? throughTunnel(context, result)
    : { device: deviceAfter(result) ?? device, reply: replyOf(result, sent.opcode) };
}

/** Runs the command that a tunnel carries. Whatever its answer, the tunnel itself succeeds. */
function throughTunnel({ device, clock, trail }: Context, { sent, wrap }: Tunnelled): Answered {
  const end = execute(device, clock, sent, trail);
  if (end.reply.kind !== 'mailbox') return end;
  const { code, output } = end.reply;
  const reply = {
    kind: 'mailbox',
    code: codeNumber('success'),
    output: wrap(code, output),
  } as const;
  return { device: end.device, reply };
}

type Tunnelled = Extract<CommandResult, { readonly kind: 'tunnelled' }>;
type Plain = Exclude<CommandResult, Tunnelled>;

/** The device a command left, where it left another. */
function deviceAfter(result: Plain): DeviceState | undefined {
  switch (result.kind) {
    case 'done':
    case 'started':
    case 'refused':
      return result.device;
    case 'notModelled':
    case 'crash':
      return undefined;
  }
}

function dispatched(context: Context, { cci, opcode, payload }: Sent): CommandResult {
  const { device } = context;
  const command = commands.get(opcode);
  const effects = effectsOf(device, cci, opcode);
  const known = command !== undefined && models(context.profile, cci, opcode);
  if (effects !== undefined && !known) return { kind: 'notModelled' };
  const dispatch: Dispatch = {
    opcode,
    known: effects !== undefined,
    wantedLength: command?.length ?? 'variable',
    payloadLength: payload.length,
    background: ((effects ?? 0) & BACKGROUND) !== 0,
    running: context.ld.background.runtime > 0,
  };
  return checked(context, dispatchLadder(dispatch), dispatch, () => {
    invariant(command !== undefined, 'a known command is there');
    return command.run(context, payload);
  });
}

/** Only an LD's own mailbox has registers: they keep the last opcode, output length and return code. */
function withRegisters(
  device: DeviceState,
  { opcode, ld: id }: Sent,
  reply: MailboxReply,
): DeviceState {
  if (reply.kind !== 'mailbox') return device;
  const { code, output } = reply;
  const ld = copyOfLd(ldOf(device, id));
  ld.lastCommand = { opcode, length: output.length };
  ld.status = { background: code === codeNumber('backgroundStarted'), code };
  return withLd(device, ld);
}

function replyOf(result: Plain, opcode: number): MailboxReply {
  switch (result.kind) {
    case 'done':
      return { kind: 'mailbox', code: codeNumber('success'), output: result.output };
    case 'started':
      return { kind: 'mailbox', code: codeNumber('backgroundStarted'), output: NO_BYTES };
    case 'notModelled':
      return { kind: 'notModelled', opcode };
    case 'crash':
      return { kind: 'crash', why: result.why, refused: refusedBy(result.stop) };
    case 'refused':
      return {
        kind: 'mailbox',
        code: codeNumber(result.code),
        output: NO_BYTES,
        refused: refusedBy(result.stop),
      };
  }
}
