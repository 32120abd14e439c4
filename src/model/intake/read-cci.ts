import { commands } from '../mailbox/command-table';
import '../mailbox/more-commands';
import { fromHex } from '../codec/codec';
import { opcodeText, returnCodes } from '../layouts/return-code';
import type { Finding, Reading, Remark } from './finding';
import { hexIn, rowsFrom } from './hex-rows';
import type { Line } from './line';
import type { Reader } from './reader';

/** What a header of a dump says. */
interface Header {
  readonly opcode: number;
  /** The return code, where it is a response. */
  readonly code?: number;
  /** Bytes that are to follow, where the header says so. */
  readonly length?: number;
  /** Bytes in the same line, in hex. */
  readonly digits?: string;
}

const set = /\bset\s*[=:]\s*(?:0x)?([0-9a-f]{1,2})\b.*?\bcmd\s*[=:]\s*(?:0x)?([0-9a-f]{1,2})\b/i;
const whole = /\b(?:opcode|command|cmd|op)\b\s*[=:(]?\s*(?:0x)?([0-9a-f]{4})h?\b/i;
const returned = /\b(?:ret(?:urn)?(?:[ _]?code)?|rc|status)\s*[=:]\s*(?:0x)?([0-9a-f]{1,4})h?\b/i;
const lengthOf = /\b(?:len(?:gth)?(?:_in|_out)?|size|payload_len)\s*[=:]\s*(0x[0-9a-f]+|\d+)\b/i;
const response = /\b(?:response|reply|completion|rsp)\b/i;
const inline = /\b(?:payload|data|input|output)\s*[=:]\s*((?:(?:0x)?[0-9a-f]{2}[\s,]*)+)$/i;

/** `4802: 0100…`: a command and its bytes. */
const short = /^\s*(?:0x)?([0-9a-f]{4})h?\s*[:=]\s*((?:[0-9a-f]{2}\s*)*)$/i;

/** A line between a header and its bytes. */
const between =
  /^\s*(?:(?:response\s+)?payload\b.*:|data\s*:|\{|(?:static\s+)?(?:const\s+)?(?:u8|uint8_t|unsigned char)\b[^={]*=\s*\{)\s*$/i;

/** Reads mailbox commands with their bytes: dumps of QEMU and libcxlmi, `opcode: payload`, xxd, arrays of C. */
export const readCci: Reader = (lines, at) => {
  const text = (lines[at]?.text ?? '').slice(0, longest);
  return shortReading(text) ?? dumpReading(lines, at, headerIn(text));
};

const longest = 9000;

function shortReading(text: string): Reading | undefined {
  const [, opcode, digits = ''] = short.exec(text) ?? [];
  if (opcode === undefined || !commands.has(Number.parseInt(opcode, 16))) return undefined;
  const bytes = fromHex(digits.replaceAll(/\s/g, ''));
  return commandReading({ opcode: Number.parseInt(opcode, 16) }, bytes, 1);
}

function headerIn(text: string): Header | undefined {
  const opcode = opcodeIn(text);
  if (opcode === undefined) return undefined;
  const code = returned.exec(text)?.[1];
  const length = lengthOf.exec(text)?.[1];
  const digits = inline.exec(text)?.[1];
  const isResponse = response.test(text) || code !== undefined;
  return {
    opcode,
    ...(isResponse ? { code: Number.parseInt(code ?? '0', 16) } : {}),
    ...(length === undefined ? {} : { length: Number(length) }),
    ...(digits === undefined ? {} : { digits: digits.replaceAll(/0x|[\s,]/gi, '').toLowerCase() }),
  };
}

function opcodeIn(text: string): number | undefined {
  const [, high, low] = set.exec(text) ?? [];
  const digits =
    high === undefined || low === undefined
      ? whole.exec(text)?.[1]
      : high.padStart(2, '0') + low.padStart(2, '0');
  const opcode = digits === undefined ? undefined : Number.parseInt(digits, 16);
  return opcode !== undefined && commands.has(opcode) ? opcode : undefined;
}

function dumpReading(
  lines: readonly Line[],
  at: number,
  header: Header | undefined,
): Reading | undefined {
  if (header === undefined) return undefined;
  if (header.digits !== undefined) return commandReading(header, fromHex(header.digits), 1);
  const first = firstRow(lines, at);
  const hasRows = header.length !== 0 && hexIn(textAt(lines, first)) !== undefined;
  if (!hasRows)
    return saysBytes(header, textAt(lines, at)) ? commandReading(header, none, 1) : undefined;
  const { bytes, end } = rowsFrom(lines, first, header.length);
  const closing = first > at + 1 && /^\s*\}\s*;?\s*$/.test(textAt(lines, end)) ? 1 : 0;
  return commandReading(header, bytes, end + closing - at);
}

const none = new Uint8Array(0);
const textAt = (lines: readonly Line[], at: number): string => lines[at]?.text ?? '';

/** A header may be followed by a line or two that say that bytes follow. */
function firstRow(lines: readonly Line[], at: number): number {
  let first = at + 1;
  while (first < at + 4 && between.test(textAt(lines, first))) first += 1;
  return first;
}

/** A line that names an opcode and says nothing of bytes says nothing that could be sent. */
const saysBytes = ({ length, code }: Header, text: string): boolean =>
  length !== undefined || code !== undefined || /\b0 bytes\b/.test(text);

function commandReading(header: Header, bytes: Uint8Array, lines: number): Reading {
  const { opcode, code, length } = header;
  const finding: Finding =
    code === undefined
      ? { what: 'command', opcode, payload: bytes }
      : { what: 'response', code, output: bytes };
  return {
    kind: code === undefined ? 'command' : 'response',
    lines,
    findings: [finding],
    remarks: [...lengthRemarks(opcode, bytes, length), ...codeRemarks(code)],
  };
}

const lengthRemarks = (
  opcode: number,
  { length }: Uint8Array,
  said: number | undefined,
): readonly Remark[] =>
  said === undefined || said === length
    ? []
    : [
        {
          kind: 'note',
          text: `The header of ${opcodeText(opcode)} says ${said} bytes, and ${length} follow: those that follow are taken.`,
        },
      ];

const known = new Set<number>(Object.values(returnCodes).map(([value]) => value));

const codeRemarks = (code: number | undefined): readonly Remark[] =>
  code === undefined || known.has(code)
    ? []
    : [{ kind: 'note', text: `No return code has the number 0x${code.toString(16)}.` }];
