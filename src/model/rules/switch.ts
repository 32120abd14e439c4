import { PORT_BYTES, PORTS_HEAD } from '../layouts/switch';
import { each, finding, once, type Rung } from './rule';

/** The one number that ports of the recorded switch have: its upstream port, and the downstream port of the device. */
export const SWITCH_PORT = 0;

const portKnown = (id: string, section: string) => ({
  id,
  says: 'The switch has the port',
  section,
  broken: { kind: 'code', code: 'invalidInput' } as const,
  shows: '{0}',
  fix: `Name port ${SWITCH_PORT}.`,
});

export interface PortStateInput {
  readonly payloadLength: number;
  /** Bytes that an answer of the switch may have. */
  readonly limit: number;
  readonly count: number;
  /** The ports that are asked for; `BEHIND` where the payload ends before. */
  readonly ports: readonly number[];
}

/** Stands for a port that the payload does not hold: QEMU reads what lies behind it. */
export const BEHIND = -1;

/** The ladder of 5101h Get Physical Port State. */
export const portStateLadder: readonly Rung<PortStateInput>[] = [
  once({
    id: '5101.header',
    says: 'The payload holds the number of ports',
    section: '7.6.7.1.2',
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} ≥ 1',
    fix: 'Send at least 1 byte.',
    check: ({ payloadLength }) =>
      finding(payloadLength >= 1, 'length', () => 'The payload is empty.', payloadLength),
  }),
  once({
    id: '5101.fits',
    says: 'The answer fits the mailbox',
    section: '7.6.7.1.2',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: `${PORTS_HEAD} + ${PORT_BYTES} × {0} ≤ {1}`,
    fix: 'Ask for fewer ports.',
    check: ({ count, limit }) =>
      finding(
        PORTS_HEAD + PORT_BYTES * count <= limit,
        'count',
        () => 'The answer would be longer than the mailbox.',
        count,
        limit,
      ),
  }),
  each<PortStateInput, number, undefined>({
    of: ({ ports }) => ports,
    start: () => undefined,
    next: () => undefined,
    rules: [
      {
        ...portKnown('5101.port', '7.6.7.1.2'),
        check: (_, port, index) =>
          finding(
            port === SWITCH_PORT,
            `ports[${index}].port`,
            () =>
              port === BEHIND
                ? 'The payload ends before it: QEMU reads what lies behind.'
                : `There is no port ${port}.`,
            port === BEHIND ? 'none' : port,
          ),
      },
    ],
  }),
];

export interface PortControlInput {
  readonly port: number;
  readonly operation: number;
  readonly held: boolean;
}

const OPERATIONS = 3;
const DEASSERT = 1;

/** The ladder of 5102h Physical Port Control. */
export const portControlLadder: readonly Rung<PortControlInput>[] = [
  once({
    ...portKnown('5102.port', '7.6.7.1.3'),
    check: ({ port }) =>
      finding(port === SWITCH_PORT, 'port', () => `There is no port ${port}.`, port),
  }),
  once({
    id: '5102.operation',
    says: 'The operation is known',
    section: '7.6.7.1.3',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} < 3',
    fix: 'Use 0 to hold the port in reset, 1 to let it go, 2 to reset it.',
    check: ({ operation }) =>
      finding(
        operation < OPERATIONS,
        'operation',
        () => `There is no operation ${operation}.`,
        operation,
      ),
  }),
  once({
    id: '5102.held',
    says: 'A port that is let go is held in reset, and no other is',
    section: '7.6.7.1.3',
    broken: { kind: 'code', code: 'internalError' },
    shows: '{0}',
    fix: 'Hold the port in reset before it is let go, and let it go before anything else.',
    check: ({ operation, held }) =>
      finding(
        (operation === DEASSERT) === held,
        'operation',
        () => (held ? 'The port is held in reset.' : 'The port is not held in reset.'),
        held ? 'held' : 'not held',
      ),
  }),
];
