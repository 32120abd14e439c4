import { finding, once } from './rule';
import { hexCode } from '../mailbox/return-code';

/** What is looked at before any command runs. */
export interface Dispatch {
  readonly opcode: number;
  readonly known: boolean;
  readonly wantedLength: number | 'variable';
  readonly payloadLength: number;
  /** The command runs in the background, and another one does. */
  readonly busy: boolean;
}

const SECTION = '8.2.8.4.5.1';

/** The ladder every command climbs first. */
export const dispatchLadder = [
  once<Dispatch>({
    id: 'mailbox.supported',
    says: 'The device has the command',
    section: SECTION,
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0}',
    fix: 'The Command Effects Log lists what the device has.',
    check: ({ opcode, known }) =>
      finding(
        known,
        'opcode',
        () => `This mailbox has no command ${hexCode(opcode, 4)}.`,
        hexCode(opcode, 4),
      ),
  }),
  once<Dispatch>({
    id: 'mailbox.length',
    says: 'The payload has the fixed length of the command',
    section: SECTION,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} = {1}',
    fix: 'Send exactly as many bytes as the command defines.',
    check: ({ wantedLength, payloadLength }) =>
      finding(
        wantedLength === 'variable' || wantedLength === payloadLength,
        'length',
        () => `The command takes ${wantedLength} bytes; ${payloadLength} were sent.`,
        payloadLength,
        wantedLength === 'variable' ? 'any' : wantedLength,
      ),
  }),
  once<Dispatch>({
    id: 'mailbox.not-busy',
    says: 'No other background command runs',
    section: SECTION,
    broken: { kind: 'code', code: 'busy' },
    shows: '{0}',
    fix: 'Wait until the background command has ended, or abort it.',
    check: ({ busy }) => finding(!busy, 'opcode', () => 'A background command is running.', busy ? 'busy' : 'idle'),
  }),
];
