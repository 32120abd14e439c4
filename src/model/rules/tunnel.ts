import { CCI_HEAD, TUNNEL_HEAD, type TunnelHead } from '../layouts/tunnel';
import type { ReturnCode } from '../layouts/return-code';
import { finding, once, type Rung } from './rule';
import { counted } from '../units';

const SECTION = '7.6.7.3.1';
const SHORTEST = TUNNEL_HEAD + CCI_HEAD;

/** Message categories of a CCI message. */
const REQUEST = 0;
export const RESPONSE = 1;

/** Target type: the port of a switch, or the logical device behind the FM-owned one. */
const PORT_OR_LD = 0;

/** What the rules of 5300h look at. */
export interface TunnelInput extends Pick<TunnelHead, 'port' | 'targetType' | 'size' | 'category'> {
  readonly payloadLength: number;
}

const answers = (code: ReturnCode): { readonly kind: 'code'; readonly code: ReturnCode } => ({
  kind: 'code',
  code,
});

/** The field has the one value that QEMU takes. */
const fixed = (
  id: string,
  says: string,
  field: 'category' | 'targetType' | 'port',
  value: number,
  fix: string,
): Rung<TunnelInput> =>
  once<TunnelInput>({
    id,
    says,
    section: SECTION,
    broken: answers('invalidInput'),
    shows: `{0} = ${value}`,
    fix,
    check: (input) =>
      finding(
        input[field] === value,
        field,
        () => `It is ${input[field]}; QEMU takes ${value} only.`,
        input[field],
      ),
  });

/** The ladder of 5300h Tunnel Management Command. One device is behind the switch, and one LD in it. */
export const tunnelLadder: readonly Rung<TunnelInput>[] = [
  once<TunnelInput>({
    id: '5300.length',
    says: 'The payload holds a tunnelled command',
    section: SECTION,
    broken: answers('invalidPayloadLength'),
    shows: `{0} ≥ ${SHORTEST}`,
    fix: 'Send the tunnel header and a whole CCI message.',
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= SHORTEST,
        'length',
        () => `The payload has ${counted(payloadLength, 'byte')}, which is too short.`,
        payloadLength,
      ),
  }),
  once<TunnelInput>({
    id: '5300.size-holds-message',
    says: 'The command size holds a CCI message',
    section: SECTION,
    broken: answers('invalidPayloadLength'),
    shows: `{0} ≥ ${CCI_HEAD}`,
    fix: `Give the bytes of the CCI message: ${CCI_HEAD} and its payload.`,
    check: ({ size }) =>
      finding(
        size >= CCI_HEAD,
        'size',
        () => `A CCI message has at least ${CCI_HEAD} bytes.`,
        size,
      ),
  }),
  once<TunnelInput>({
    id: '5300.size-fits',
    says: 'The command size is that of the message sent',
    section: SECTION,
    broken: answers('invalidPayloadLength'),
    shows: `{0} = {1} − ${TUNNEL_HEAD}`,
    fix: 'Make the command size and the payload length agree.',
    check: ({ size, payloadLength }) =>
      finding(
        size === payloadLength - TUNNEL_HEAD,
        'size',
        () => `The message has ${counted(payloadLength - TUNNEL_HEAD, 'byte')}.`,
        size,
        payloadLength,
      ),
  }),
  fixed('5300.request', 'The message is a request', 'category', REQUEST, 'Send category 0.'),
  fixed('5300.target', 'The target is a port or an LD', 'targetType', PORT_OR_LD, 'Send type 0.'),
  fixed('5300.port', 'A device is there', 'port', 0, 'Send 0: the one port, and the one LD.'),
];
