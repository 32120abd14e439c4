import { hexCode } from '../../layouts/return-code';
import type { Reply } from '../../simulation/reply';

/** A command whose answer is not modelled, by what it is known by: its opcode, or its name in QMP. */
export const commandName = (reply: Extract<Reply, { readonly kind: 'notModelled' }>): string =>
  'opcode' in reply ? `command ${hexCode(reply.opcode, 4)}` : `the command ${reply.execute}`;
