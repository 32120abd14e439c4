import { fromHex, toHex, type FieldType, type Layout } from '../../codec/codec';
import { spansOf, UNUSED } from '../../codec/message';
import { commands } from '../../mailbox/command-table';
import { counted, GiB, KiB, MiB } from '../../units';
import { fieldOfSpan } from './fields';
import type { BytesTab, Card } from '../page';
import '../../mailbox/more-commands';

type Values = Readonly<Record<string, string>>;

const scales: Readonly<Record<string, number>> = { kib: KiB, mib: MiB, gib: GiB };

/** A number as people write it: `12`, `0x1A00_0000`, `2MiB`. */
function readNumber(text: string): bigint | undefined {
  const plain = text.trim().replaceAll('_', '').replaceAll(' ', '');
  if (/^(0x[0-9a-f]+|\d+)$/i.test(plain)) return BigInt(plain);
  const scaled = /^(\d+)(kib|mib|gib)$/i.exec(plain);
  const scale = scales[scaled?.[2]?.toLowerCase() ?? ''];
  return scaled === null || scale === undefined
    ? undefined
    : BigInt(scaled[1] ?? '0') * BigInt(scale);
}

const wrong = (label: string, found: string, expected: string): Card => ({
  title: 'This field cannot be encoded',
  what: `${label} is “${found}”; expected ${expected}.`,
  where: [{ text: label }],
  why: 'Nothing was sent.',
  evidence: [],
  fix: 'Write a number such as 12, 0x1A000000 or 2MiB; bytes as pairs of hex digits.',
});

function writeField(
  bytes: Uint8Array,
  at: number,
  type: FieldType<unknown>,
  text: string,
  label: string,
): Card | undefined {
  if (type.name.endsWith('bytes')) {
    const hex = text.replaceAll(' ', '');
    if (!/^[0-9a-f]*$/i.test(hex) || hex.length > 2 * type.size) {
      return wrong(label, text, `up to ${type.size} bytes in hex`);
    }
    type.write(bytes, at, hex.padEnd(2 * type.size, '0'));
    return undefined;
  }
  const value = readNumber(text);
  if (value === undefined || value >= 1n << BigInt(8 * type.size)) {
    return wrong(label, text, `a number of ${8 * type.size} bits`);
  }
  for (let i = 0; i < type.size; i += 1) bytes[at + i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return undefined;
}

function writeAll(
  bytes: Uint8Array,
  base: number,
  layout: Layout<unknown>,
  values: Values,
  prefix: string,
): Card | undefined {
  for (const { name, label, offset, type } of layout.fields) {
    const text = values[name] ?? '';
    if (type.reserved || text === '') continue;
    const problem = writeField(bytes, base + offset, type, text, prefix + label);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Bytes of a command's input from what a person wrote into its fields. What is left empty is zero. */
export function builtPayload(
  opcode: number,
  fields: Values,
  items: readonly Values[],
): { readonly hex: string; readonly problem?: Card } {
  const request = commands.get(opcode)?.request;
  if (request === undefined) return { hex: '' };
  const itemSize = request.items?.layout.size ?? 0;
  const bytes = new Uint8Array(request.header.size + items.length * itemSize);
  const problems = [
    writeAll(bytes, 0, request.header, fields, ''),
    ...items.map((item, i) =>
      request.items === undefined
        ? undefined
        : writeAll(
            bytes,
            request.header.size + i * itemSize,
            request.items.layout,
            item,
            `${request.items.layout.name} ${i}: `,
          ),
    ),
  ];
  const problem = problems.find((found) => found !== undefined);
  return problem === undefined ? { hex: toHex(bytes) } : { hex: toHex(bytes), problem };
}

/** Longest input the console takes: the mailbox's payload area. */
const MAX_PAYLOAD = 2048;

/** The fields of bytes a person wrote as hex, and a word on reserved bytes that are not zero. */
export function readPayload(
  opcode: number,
  hex: string,
): { readonly tab?: BytesTab; readonly problem?: Card } {
  const plain = hex.replaceAll(/[\s_]/g, '').replace(/^0x/i, '');
  if (!/^(?:[0-9a-f]{2})*$/i.test(plain))
    return { problem: wrong('Payload', hex.slice(0, 40), 'pairs of hex digits') };
  if (plain.length > 2 * MAX_PAYLOAD)
    return {
      problem: wrong('Payload', counted(plain.length / 2, 'byte'), `at most ${MAX_PAYLOAD} bytes`),
    };
  const bytes = fromHex(plain);
  const command = commands.get(opcode);
  const spans = command?.request === undefined ? [] : spansOf(command.request, bytes);
  const tab: BytesTab = {
    id: 'draft',
    label: 'Draft',
    title: `${command?.name ?? 'Command'}, input`,
    bytes,
    fields: spans.map((span) => fieldOfSpan('draft', span)),
  };
  const set = spans.find(
    ({ reserved, path, offset, size }) =>
      // What no field takes is too much or too little, and reserved by nobody.
      reserved &&
      path !== UNUSED &&
      bytes.subarray(offset, offset + size).some((byte) => byte !== 0),
  );
  return set === undefined ? { tab } : { tab, problem: reservedCard(set.offset) };
}

const reservedCard = (offset: number): Card => ({
  title: 'A reserved byte is not zero',
  what: `Byte ${offset.toString(16)}h belongs to a reserved field and should be 0.`,
  where: [{ text: `Byte ${offset.toString(16)}h` }],
  why: 'QEMU ignores reserved fields; other devices may refuse them.',
  evidence: [],
  fix: 'Set the byte to 00, or send it all the same to see what happens.',
});
