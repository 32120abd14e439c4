import { toHex } from '../../codec/codec';
import { commands } from '../../mailbox/command-table';
import { counted } from '../../units';
import type { Frame } from '../../simulation/run/timeline';
import { framesOf, type ExportSubject } from './subject';

/** The mailbox commands that the host sent; those of the fabric manager go another way. */
const sentIn = (subject: ExportSubject): readonly NonNullable<Frame['sent']>[] =>
  framesOf(subject).flatMap(({ action, sent }) => (action.kind === 'fmApi' ? [] : (sent ?? [])));

const opcodeText = (opcode: number): string => opcode.toString(16).padStart(4, '0');

/** Every mailbox command of the host as `opcode: payload`. */
export const hexExport = (subject: ExportSubject): string =>
  sentIn(subject)
    .map(({ opcode, payload }) => `${opcodeText(opcode)}: ${toHex(payload)}\n`)
    .join('');

const bytesALine = 12;

/** Every mailbox command of the host as an array of C, its opcode and name before it. */
export const cExport = (subject: ExportSubject): string =>
  sentIn(subject)
    .map(({ opcode, payload }, index) => {
      const name = commands.get(opcode)?.name ?? 'unknown';
      const head = `/* ${name}, opcode 0x${opcodeText(opcode)}, ${counted(payload.length, 'byte')} */`;
      // An array of C has at least one element.
      if (payload.length === 0) return `${head}\n`;
      return `${head}\nstatic const uint8_t command_${index + 1}[${payload.length}] = {\n${arrayRows(payload)}};\n`;
    })
    .join('\n');

function arrayRows(bytes: Uint8Array): string {
  let rows = '';
  for (let at = 0; at < bytes.length; at += bytesALine) {
    const row = [...bytes.subarray(at, at + bytesALine)];
    rows += `  ${row.map((byte) => `0x${byte.toString(16).padStart(2, '0')},`).join(' ')}\n`;
  }
  return rows;
}
