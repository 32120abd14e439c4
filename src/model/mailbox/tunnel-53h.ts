import { tunnelLadder } from '../rules/tunnel';
import { checked, type Command } from './command';

/**
 * Tunnel Management Command. The fabric manager's actions name what they send through the tunnel; a tunnel
 * inside the tunnel reaches nothing that is modelled.
 */
const tunnel: Command = {
  opcode: 0x5300,
  name: 'Tunnel Management Command',
  section: '7.6.7.3.1',
  length: 'variable',
  run: (context, payload) =>
    checked(context, tunnelLadder, { payloadLength: payload.length }, () => ({
      kind: 'notModelled',
    })),
};

/** Command set 53h, MLD components. */
export const tunnelCommands: readonly Command[] = [tunnel];
