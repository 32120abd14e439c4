import { invariant } from '../assert';
import type { DeviceState } from '../device/device-state';
import { note, type Trail } from '../happening';
import { refusedBy, type Refused } from '../rules/rule';
import { dispatchLadder, type Dispatch } from '../rules/dispatch';
import { checked, contextOf, type Command, type CommandResult } from './command';
import { dcCommands } from './dc-config-48h';
import { eventCommands } from './events-01h';
import { identifyCommands } from './identify-40h';
import { commandEffects, logCommands } from './logs-04h';
import { codeNumber } from './return-code';
import { timestampCommands } from './timestamp-03h';

const all = [eventCommands, timestampCommands, logCommands, identifyCommands, dcCommands].flat();

/** Every command that is modelled, by opcode. */
export const commands: ReadonlyMap<number, Command> = new Map(
  all.map((command) => [command.opcode, command]),
);
invariant(commands.size === all.length, 'no opcode is there twice');

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

const NO_BYTES = new Uint8Array(0);

/** Runs one command as the doorbell would: dispatch, rules, effect. A refusal leaves the device as it was. */
export function execute(
  device: DeviceState,
  clock: number,
  { opcode, payload }: { readonly opcode: number; readonly payload: Uint8Array },
  trail: Trail,
): { readonly device: DeviceState; readonly reply: MailboxReply } {
  note(trail, 'host', { what: 'commandReceived', opcode, length: payload.length });
  const known = commandEffects(device).some((entry) => entry.opcode === opcode);
  const command = commands.get(opcode);
  if (known && command === undefined) return { device, reply: { kind: 'notModelled', opcode } };
  const dispatch: Dispatch = {
    opcode,
    known,
    wantedLength: command?.length ?? 'variable',
    payloadLength: payload.length,
  };
  const context = contextOf(device, clock, trail);
  const result = checked(context, dispatchLadder, dispatch, () => {
    invariant(command !== undefined, 'a known command is there');
    return command.run(context, payload);
  });
  const reply = replyOf(result);
  if (reply.kind === 'mailbox') {
    note(trail, 'device', {
      what: 'commandReplied',
      opcode,
      code: reply.code,
      length: reply.output.length,
    });
  }
  return { device: result.kind === 'done' ? result.device : device, reply };
}

function replyOf(result: CommandResult): MailboxReply {
  if (result.kind === 'done') return { kind: 'mailbox', code: 0, output: result.output };
  const refused = refusedBy(result.stop);
  return result.kind === 'crash'
    ? { kind: 'crash', why: result.why, refused }
    : { kind: 'mailbox', code: codeNumber(result.code), output: NO_BYTES, refused };
}
