import { finding, once, type Rung } from './rule';
import { hexCode, opcodeText } from '../layouts/return-code';

/** What is looked at before any command runs. */
export interface Dispatch {
  readonly opcode: number;
  readonly known: boolean;
  readonly wantedLength: number | 'variable';
  readonly payloadLength: number;
  /** The command goes on in the background. */
  readonly background: boolean;
  /** A background command is running. */
  readonly running: boolean;
}

const SECTION = '8.2.8.4.5.1';

const supported = once<Dispatch>({
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
      () => `This interface has no command ${hexCode(opcode, 4)}.`,
      opcodeText(opcode),
    ),
});

const fixedLength = once<Dispatch>({
  id: 'mailbox.length',
  says: 'The payload has the length of the command',
  section: SECTION,
  broken: { kind: 'code', code: 'invalidPayloadLength' },
  shows: '{0} = {1}',
  fix: 'Send exactly as many bytes as the command defines.',
  check: ({ wantedLength, payloadLength }) =>
    finding(
      wantedLength === payloadLength,
      'length',
      () =>
        `The command takes ${wantedLength} ${wantedLength === 1 ? 'byte' : 'bytes'}; the payload has ${payloadLength}.`,
      payloadLength,
      wantedLength,
    ),
});

const notBusy = once<Dispatch>({
  id: 'mailbox.not-busy',
  says: 'No other background command runs',
  section: SECTION,
  broken: { kind: 'code', code: 'busy' },
  shows: '{0}',
  fix: 'Wait until the background command has ended, or abort it.',
  check: ({ running }) =>
    finding(
      !running,
      'opcode',
      () => 'A background command is running.',
      running ? 'busy' : 'idle',
    ),
});

/** Every rung there can be, for those who list the rules. */
export const dispatchRungs = [supported, fixedLength, notBusy];

const ladders = {
  foreground: { variable: [supported], fixed: [supported, fixedLength] },
  background: { variable: [supported, notBusy], fixed: [supported, fixedLength, notBusy] },
};

/** The ladder a command climbs before its own: length and idleness are looked at only where they matter. */
export function dispatchLadder(dispatch: Dispatch): readonly Rung<Dispatch>[] {
  const { variable, fixed } = dispatch.background ? ladders.background : ladders.foreground;
  return dispatch.known && dispatch.wantedLength !== 'variable' ? fixed : variable;
}
