import { CLEAR_HEAD } from '../layouts/event-record';
import { finding, once, type Rung } from './rule';
import { counted } from '../units';

const GET = '8.2.9.2.2';
const CLEAR = '8.2.9.2.3';

/** What the rules of 0100h and 0101h look at. */
export interface LogQuery {
  readonly log: number;
  readonly payloadLength: number;
  readonly handles: readonly number[];
  readonly count: number;
  /** Handles of the records in the log, the oldest first. */
  readonly held: readonly number[];
}

const LAST_LOG = 4;

const logExists = (set: string, section: string): Rung<LogQuery> =>
  once<LogQuery>({
    id: `${set}.log-exists`,
    says: 'The event log exists',
    section,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ {1}',
    fix: 'Logs are 0 to 4; 4 is Dynamic Capacity.',
    check: ({ log }) =>
      finding(log <= LAST_LOG, 'log', () => `There is no log ${log}.`, log, LAST_LOG),
  });

/** The ladder of 0100h Get Event Records. */
export const getRecordsLadder = [logExists('0100', GET)];

const holdsHandles = once<LogQuery>({
  id: '0101.handles',
  says: 'The payload holds every handle',
  section: CLEAR,
  broken: { kind: 'code', code: 'invalidPayloadLength' },
  shows: `{0} ≥ ${CLEAR_HEAD} + 2 × {1}`,
  fix: 'Make the number of handles and the payload length agree.',
  check: ({ payloadLength, count }) =>
    finding(
      payloadLength >= CLEAR_HEAD + 2 * count,
      'count',
      () =>
        `A list of ${counted(count, 'handle')} takes ${CLEAR_HEAD + 2 * count} bytes; the payload has ${payloadLength}.`,
      payloadLength,
      count,
    ),
});

const oldestFirst = once<LogQuery>({
  id: '0101.oldest-first',
  says: 'The handles are the oldest records, in order',
  section: CLEAR,
  broken: { kind: 'code', code: 'invalidInput' },
  shows: '{0}',
  fix: 'Clear from the oldest record on, without a gap. QEMU ignores the clear-all flag.',
  check({ handles, held }) {
    const wrong = held.findIndex((handle, i) => i < handles.length && handles[i] !== handle);
    return finding(
      wrong === -1,
      `handles[${Math.max(wrong, 0)}].handle`,
      () => `Handle ${handles[wrong] ?? 0} was given where the log holds ${held[wrong] ?? 0}.`,
      handles.slice(0, 8).join(' '),
    );
  },
});

/** The ladder of 0101h Clear Event Records. */
export const clearRecordsLadder = [holdsHandles, logExists('0101', CLEAR), oldestFirst];

/** The ladder of 0103h Set Event Interrupt Policy. */
export const setPolicyLadder = [
  once<{ readonly payloadLength: number; readonly settings: number }>({
    id: '0103.length',
    says: 'The payload holds the settings that are asked for at least',
    section: '8.2.9.2.5',
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} ≥ {1}',
    fix: 'Send a byte for each log; the fifth is for Dynamic Capacity.',
    check: ({ payloadLength, settings }) =>
      finding(
        payloadLength >= settings,
        'length',
        () => `The payload has ${counted(payloadLength, 'byte')}, which is too short.`,
        payloadLength,
        settings,
      ),
  }),
];
