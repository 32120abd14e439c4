import { fromHex, toHex } from '../codec/codec';
import { spansOf } from '../codec/message';
import type { JsonValue } from '../json';
import { commands } from '../mailbox/command-table';
import type { Reply } from '../simulation/reply';
import { numberAt, objectAt, opcodeOf, textAt, type Fields } from './trace';

/** How an answer of the model differs from QEMU's. */
export interface Mismatch {
  readonly what: string;
  readonly qemu: string;
  readonly model: string;
}

export type Compared = Mismatch | undefined;

type Value = string | number;

export const differ = (what: string, qemu: Value, model: Value): Compared =>
  qemu === model ? undefined : { what, qemu: String(qemu), model: String(model) };

/** Both crashed, or neither: otherwise the mismatch. `undefined` as second value means: compare the answers. */
function compareCrash(
  fields: Fields,
  reply: Reply,
): { readonly done: boolean; readonly mismatch: Compared } {
  const qemu = 'crash' in fields ? 'crash' : 'an answer';
  const model = reply.kind === 'crash' ? 'crash' : 'an answer';
  return { done: qemu === 'crash' || model === 'crash', mismatch: differ('crash', qemu, model) };
}

/** Compares return code and output bytes, and names the first field that differs. */
export function compareMailbox(fields: Fields, reply: Reply): Compared {
  const crash = compareCrash(fields, reply);
  if (crash.done) return crash.mismatch;
  if (reply.kind !== 'mailbox')
    return { what: 'command', qemu: 'an answer', model: 'not modelled' };
  const code = differ('return code', numberAt(fields, 'ret'), reply.code);
  const bytes = (hex: string): string => unmasked(fields, hex.toLowerCase());
  return (
    code ??
    compareBytes(opcodeOf(fields), bytes(textAt(fields, 'out_hex')), bytes(toHex(reply.output)))
  );
}

/** The bytes with zeros where the step's `mask`, a list of ranges [start, end), says not to compare. */
function unmasked({ mask }: Fields, hex: string): string {
  if (!Array.isArray(mask)) return hex;
  const ranges = mask.map((range: JsonValue) => (Array.isArray(range) ? range.map(Number) : []));
  const isMasked = (byte: number): boolean =>
    ranges.some(([start = 0, end = 0]) => byte >= start && byte < end);
  return Array.from(hex, (digit, at) => (isMasked(Math.floor(at / 2)) ? '0' : digit)).join('');
}

function compareBytes(opcode: number, qemu: string, model: string): Compared {
  if (qemu === model) return undefined;
  if (qemu.length !== model.length)
    return differ('output length', qemu.length / 2, model.length / 2);
  const digit = Array.from({ length: qemu.length }, (_, i) => i).findIndex(
    (i) => qemu[i] !== model[i],
  );
  const byte = Math.floor(digit / 2);
  const message = commands.get(opcode)?.reply;
  const spans = message === undefined ? [] : spansOf(message, fromHex(qemu));
  const { offset, size, path } = spans.find(
    (span) => byte >= span.offset && byte < span.offset + span.size,
  ) ?? {
    offset: byte,
    size: 1,
    path: 'byte',
  };
  const part = (hex: string): string => hex.slice(2 * offset, 2 * (offset + size));
  return {
    what: `${path} at offset ${offset.toString(16)}h`,
    qemu: part(qemu),
    model: part(model),
  };
}

/** Compares the return or the class and text of the error. */
export function compareQmp(fields: Fields, reply: Reply): Compared {
  const crash = compareCrash(fields, reply);
  if (crash.done) return crash.mismatch;
  if (reply.kind !== 'qmp')
    return { what: 'QMP command', qemu: 'an answer', model: 'not modelled' };
  const error = objectAt(objectAt(fields, 'result'), 'error');
  const qemu = 'class' in error ? `${textAt(error, 'class')}: ${textAt(error, 'desc')}` : 'return';
  return differ(
    'QMP result',
    qemu,
    reply.error === undefined ? 'return' : `${reply.error.class}: ${reply.error.desc}`,
  );
}

/** Compares what a guest read, and whether the bus reported an error. */
export function compareRead(fields: Fields, reply: Reply): Compared {
  if (reply.kind !== 'memory' || reply.data === undefined) {
    return { what: 'read', qemu: 'an answer', model: reply.kind };
  }
  const result = objectAt(fields, 'result');
  const bytes = (hex: string): string => unmasked(fields, hex.toLowerCase());
  return (
    differ('memtx', textAt(result, 'memtx'), reply.memtx) ??
    differ('data', bytes(textAt(result, 'data')), bytes(toHex(reply.data)))
  );
}
