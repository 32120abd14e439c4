import type { JsonValue } from '../json';
import { readMessages } from '../interop/qemu-json';
import { firstProblem } from '../interop/qemu-problem';
import { bytesOf } from '../qmp-schema/qemu-bytes';
import { blockAt, type Block } from './json-block';
import type { Reading, Remark } from './finding';
import type { Line } from './line';
import { readQmp } from './read-qmp';
import { readStateJson } from './read-state-json';
import type { JsonShape, Reader } from './reader';

const shapes: readonly JsonShape[] = [readQmp, readStateJson];

/** A bracket that may begin a value: after it stands a quote, another bracket, a number or the end of the line. */
const opening = /[{[](?=\s*(?:\\?["'{}[\]\d-]|$))/;

/** What may stand before a value in its line: arrows and prompts, `echo '`, a key of YAML, words that end with a colon. */
const before = /^(?:[^"'{[\]}]*|.*(?:echo|printf|=|:)\s*["'].*?)$/;

/** Reads JSON, wherever it stands: QMP requests and replies, and what `cxl list` and `daxctl list` print. */
export const readJson: Reader = (lines, at) => {
  const text = lines[at]?.text ?? '';
  const start = opening.exec(text)?.index;
  if (start === undefined || !before.test(text.slice(0, start))) return undefined;
  const blocks = blocksFrom(lines, at, text.slice(start));
  const read = blocks.map(readBlock);
  const last = blocks.at(-1)?.end ?? at;
  const known = read.filter((each) => each !== undefined);
  const [first] = known;
  if (first === undefined) return undefined;
  return {
    kind: first.kind,
    lines: last - at + 1,
    findings: known.flatMap(({ findings }) => findings),
    remarks: known.flatMap(({ remarks = [] }) => remarks),
  };
};

/** The values that begin in a line, one glued to the other, each with all its lines. */
function blocksFrom(lines: readonly Line[], at: number, text: string): readonly Block[] {
  const blocks: Block[] = [];
  let index = at;
  let rest = text;
  let escaped: boolean | undefined;
  while (rest !== '') {
    const block = blockAt(lines, index, rest, escaped);
    escaped = block.unescaped || undefined;
    blocks.push(block);
    index = block.end;
    const start = opening.exec(block.rest)?.index;
    rest = start === undefined ? '' : block.rest.slice(start);
  }
  return blocks;
}

function readBlock(block: Block): Omit<Reading, 'lines'> | undefined {
  const plain = plainJson(block.text);
  const messages = plain === undefined ? qemuMessages(block.text) : [];
  const [message] = messages;
  const value = plain ?? (message?.kind === 'value' ? message.value : undefined);
  if (value === undefined) return brokenBlock(block, messages);
  for (const shape of shapes) {
    const read = shape(value);
    if (read !== undefined)
      return { ...read, remarks: [...mended(block), ...(read.remarks ?? [])] };
  }
  return undefined;
}

/** What any reader of JSON reads, if no number in it is longer than one can hold exactly. */
function plainJson(text: string): JsonValue | undefined {
  if (/\d{16}|\d[.eE]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, ''))) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Characters that QEMU's own reader is given: no request is longer. */
const mostOfRequest = 100_000;

const qemuMessages = (text: string): ReturnType<typeof readMessages> =>
  text.length > mostOfRequest ? [] : readMessages(bytesOf(`${text}\n`), 'plain');

const mended = ({ missing }: Block): readonly Remark[] =>
  missing === ''
    ? []
    : [
        {
          kind: 'repaired',
          text: `The text ends before its brackets close: “${missing}” is added at the end.`,
        },
      ];

/** JSON that QEMU would not read, if it is a request at all. */
function brokenBlock(
  { text }: Block,
  messages: ReturnType<typeof readMessages>,
): Omit<Reading, 'lines'> | undefined {
  if (!/["'](?:execute|return|QMP)["']\s*:/.test(text)) return undefined;
  const problem = firstProblem(messages, text);

  return {
    kind: 'unread',
    findings: [],
    remarks: [
      {
        kind: 'unread',
        text:
          problem === undefined
            ? 'QEMU cannot read this.'
            : `QEMU cannot read this: found ${problem.found}, expected ${problem.expected}.`,
        ...(problem === undefined ? {} : { fix: problem.hint }),
      },
    ],
  };
}
