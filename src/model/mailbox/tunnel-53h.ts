import { decode, encode } from '../codec/message';
import type { Cci } from '../device/profiles/profile';
import { CCI_HEAD, TUNNEL_HEAD, tunnelReply, tunnelRequest } from '../layouts/tunnel';
import { RESPONSE, tunnelLadder } from '../rules/tunnel';
import { checked, type Command } from './command';

/** Where the tunnel of each interface ends: the switch's at the FM-owned LD of its one device, that one's at the LD. */
const ends: Readonly<Record<Cci, Cci>> = { primary: 'ld', fmLd: 'ld', ld: 'ld', switch: 'fmLd' };

/** The payload of the message as long as the message says; what it claims and the request has not counts as zeros. */
function carried(request: Uint8Array, length: number): Uint8Array {
  const payload = new Uint8Array(length);
  payload.set(request.subarray(TUNNEL_HEAD + CCI_HEAD).subarray(0, length));
  return payload;
}

/** Tunnel Management Command: runs the command it carries at its other end, and answers with that answer. */
const tunnel: Command = {
  opcode: 0x5300,
  name: 'Tunnel Management Command',
  section: '7.6.7.3.1',
  length: 'variable',
  request: tunnelRequest,
  reply: tunnelReply,
  ladder: tunnelLadder,
  run(context, payload) {
    const { header } = decode(tunnelRequest, payload);
    const { opcode, tag, length } = header;
    const input = { ...header, payloadLength: payload.length };
    return checked(context, tunnelLadder, input, () => ({
      kind: 'tunnelled',
      sent: { cci: ends[context.cci], opcode, payload: carried(payload, length) },
      wrap(code, output) {
        const size = CCI_HEAD + output.length;
        const head = { size, category: RESPONSE, tag, opcode, length: output.length, code };
        const bytes = new Uint8Array(TUNNEL_HEAD + size);
        bytes.set(encode(tunnelReply, { ...head, vendor: 0 }));
        bytes.set(output, TUNNEL_HEAD + CCI_HEAD);
        return bytes;
      },
    }));
  },
};

/** Command set 53h, MLD components. */
export const tunnelCommands: readonly Command[] = [tunnel];
