import { hex, wrap64 } from '../units';
import { finding, once, type Rung } from './rule';

const LINE = 64n;

/** The range that a scan is asked for, and the bytes of static memory; QEMU scans no other. */
export interface ScanInput {
  readonly start: bigint;
  readonly lines: bigint;
  readonly staticBytes: number;
}

/** Bytes that a number of lines comes to, in 64 bits. */
export const scanBytes = ({ lines }: Pick<ScanInput, 'lines'>): bigint => wrap64(lines * LINE);

/** The ladder of 4303h Get Scan Media Capabilities and of 4304h Scan Media. */
const scanLadder = (opcode: string, section: string): readonly Rung<ScanInput>[] => [
  once({
    id: `${opcode}.aligned`,
    says: 'The start is a multiple of 64 bytes',
    section,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'Align the start to 64 bytes.',
    check: ({ start }) =>
      finding(start % LINE === 0n, 'start', () => `${hex(start)} is not aligned.`, hex(start)),
  }),
  once({
    id: `${opcode}.inside`,
    says: 'The range ends inside static memory',
    section,
    broken: { kind: 'code', code: 'invalidPhysicalAddress' },
    shows: '{0} ≤ {1}',
    fix: 'Let the range end with static memory: QEMU scans nothing of dynamic capacity.',
    check(input) {
      const end = wrap64(input.start + scanBytes(input));
      return finding(
        end <= BigInt(input.staticBytes),
        'lines',
        () => `${hex(end)} is past static memory.`,
        end,
        input.staticBytes,
      );
    },
  }),
];

export const scanQueryLadder = scanLadder('4303', '8.2.9.9.4.4');
export const scanMediaLadder = scanLadder('4304', '8.2.9.9.4.5');

/** The ladder of 4305h Get Scan Media Results. */
export const scanResultsLadder: readonly Rung<{ readonly scanned: boolean }>[] = [
  once({
    id: '4305.scanned',
    says: 'A scan has ended',
    section: '8.2.9.9.4.6',
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0}',
    fix: 'Send Scan Media, and let its time pass.',
    check: ({ scanned }) =>
      finding(
        scanned,
        'opcode',
        () => 'No scan of the media has ended yet.',
        scanned ? 'scanned' : 'not scanned',
      ),
  }),
];
