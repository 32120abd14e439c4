import { finding, once } from './rule';

/** A tunnelled command has a header of four bytes and a CCI message of at least twelve. */
const SHORTEST = 16;

/** The ladder of 5300h Tunnel Management Command, as far as it is modelled. */
export const tunnelLadder = [
  once<{ readonly payloadLength: number }>({
    id: '5300.length',
    says: 'The payload holds a tunnelled command',
    section: '7.6.7.3.1',
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: `{0} ≥ ${SHORTEST}`,
    fix: 'Send the tunnel header and a whole CCI message.',
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= SHORTEST,
        'length',
        () => `${payloadLength} bytes are too few.`,
        payloadLength,
      ),
  }),
];
