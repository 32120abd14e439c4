import { CEL_UUID } from '../layouts/logs';
import { counted, CAPACITY_UNIT, iec } from '../units';
import { finding, ladders, once, type Rung } from './rule';

const GET_LOG = '8.2.9.5.2';

/** What the rules of 0401h look at. */
export interface LogRequest {
  readonly uuid: string;
  readonly offset: number;
  readonly length: number;
  /** Bytes of the log. */
  readonly size: number;
  /** Bytes that an answer may have. */
  readonly limit: number;
  /** Where QEMU's buffer ends, whatever the log's size. */
  readonly bound: number;
}

/** What 0401h Get Log is asked. */
export const getLogLadder = ladders<'0401', LogRequest>('0401', {
  fitsMailbox: once<LogRequest>({
    id: '0401.fits-mailbox',
    says: 'The length fits an answer',
    section: GET_LOG,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ {1}',
    fix: 'Read the log in smaller pieces.',
    check: ({ length, limit }) =>
      finding(
        length <= limit,
        'length',
        () => `A piece of ${counted(length, 'byte')} does not fit ${limit}.`,
        length,
        limit,
      ),
  }),
  logKnown: once<LogRequest>({
    id: '0401.log-known',
    says: 'The log is the Command Effects Log',
    section: GET_LOG,
    broken: { kind: 'code', code: 'invalidLog' },
    shows: '{0}…',
    fix: 'Ask for the UUID that Get Supported Logs gives.',
    check: ({ uuid }) =>
      finding(uuid === CEL_UUID, 'uuid', () => 'No log has this UUID.', uuid.slice(0, 8)),
  }),
  insideBuffer: once<LogRequest>({
    id: '0401.inside-log',
    says: 'Offset and length stay inside the log buffer',
    section: GET_LOG,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} + {1} < {2}',
    fix: 'Read inside the size that Get Supported Logs gives.',
    check: ({ offset, length, bound }) =>
      finding(
        offset + length < bound,
        'offset',
        () => `${offset} + ${length} is past the buffer.`,
        offset,
        length,
        bound,
      ),
  }),
  insideLog: once<LogRequest>({
    id: 'mock.0401.inside-log',
    says: 'Offset and length stay inside the log',
    section: GET_LOG,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} + {1} ≤ {2}',
    fix: 'Read inside the size that Get Supported Logs gives.',
    check: ({ offset, length, size }) =>
      finding(
        offset + length <= size,
        'offset',
        () => `${offset} + ${length} is past the ${size} bytes of the log.`,
        offset,
        length,
        size,
      ),
  }),
});

/** What the rule of 4000h looks at: sizes in bytes. */
export interface Sizes {
  readonly staticVolatile: number;
  readonly staticPersistent: number;
  readonly dynamicCapacity: number;
}

/** The commands that tell capacities. */
const capacitySections = {
  '0200': '8.2.9.3.1',
  '4000': '8.2.9.9.1.1',
  '4100': '8.2.9.9.2.1',
} as const;

/** The ladder of commands that tell capacities: all of them must be multiples of 256 MiB. */
export const capacityLadder = (set: keyof typeof capacitySections): readonly Rung<Sizes>[] => [
  once<Sizes>({
    id: `${set}.capacity-unit`,
    says: 'All capacities are multiples of 256 MiB',
    section: capacitySections[set],
    broken: { kind: 'code', code: 'internalError' },
    shows: '{0}, {1}, {2}',
    fix: 'Give the device memory backends of a multiple of 256 MiB.',
    check: (sizes) => {
      const all = [sizes.staticVolatile, sizes.staticPersistent, sizes.dynamicCapacity];
      return finding(
        all.every((size) => size % CAPACITY_UNIT === 0),
        'capacity',
        () => 'A capacity cannot be told in units of 256 MiB.',
        ...all.map(iec),
      );
    },
  }),
];
