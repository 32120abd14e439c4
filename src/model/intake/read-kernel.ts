import type { Finding, Remark, Reading } from './finding';
import { kernelText, knownLine, looksKernel, type KnownLine } from './kernel-line';
import type { Line } from './line';
import type { Reader } from './reader';

/** What drivers of CXL and dax say, as against all other lines of a log. */
const ours = /\b(?:cxl\w*|dax\w*|kmem|extent\d+\.\d+|mapping\d+)\b|DCD event/;
/** What QEMU prints on its standard error between the lines of a serial console. */
const fromQemu = /^\s*(?:non interleaved decoder\b|dumb commit\b|qemu-system-\w+:)/;
const pointer = /\[range 0xffff[0-9a-f]{12}-/;
const isFirst = /DCD event (add|release|force release) : DPA:(0x[0-9a-f]+) LEN:(0x[0-9a-f]+)/;
const created = /decoder0\.\d+: created (region\d+)$/;
const dcr = /\(DCR:\[range 0x([0-9a-f]{16})-0x([0-9a-f]{16})\]\)/;
const listed = /\bDC partition \d+ start (\d{1,16}) size (\d{1,16}) blk_size: \d+/;
const taken = /^dax (dax\d{1,9}\.\d{1,9}): alloc range\[0\]: 0x([0-9a-f]+):0x([0-9a-f]+)$/;
const mapped =
  /\brange:0x([0-9a-f]+)-0x([0-9a-f]+) pos:|DAX region resource \[mem 0x([0-9a-f]+)-0x([0-9a-f]+)/;

/** Reads one line of a kernel log; lines of other drivers are set aside. */
export const readKernel: Reader = (lines, at) => {
  const whole = (lines[at]?.text ?? '').slice(0, longest);
  if (fromQemu.test(whole)) return aside;
  if (!looksKernel(whole)) return undefined;
  const text = kernelText(whole);
  if (!ours.test(text)) return aside;
  const line = knownLine(text);
  return {
    kind: 'kernel',
    lines: 1,
    findings: [
      ...eventIn(text, lines, at),
      ...placeIn(text),
      ...usedIn(text),
      ...printedIn(text, line),
      ...(pointer.test(text) ? [] : seriesIn(line, at)),
    ],
    remarks: remarksOf(text),
  };
};

const longest = 1000;
const aside: Reading = { kind: 'aside', lines: 1, findings: [] };

/** The first line of a record; whether a chain goes on is in a later line of the same record, if at all. */
function eventIn(text: string, lines: readonly Line[], at: number): readonly Finding[] {
  const [, verb, start = '', length = ''] = isFirst.exec(text) ?? [];
  if (verb === undefined) return [];
  const extent = { start: Number(start), length: Number(length) };
  if (verb !== 'add') return [{ what: 'record', verb: 'release', extent, isLast: true }];
  return [{ what: 'record', verb: 'add', extent, isLast: !goesOn(lines, at + 1) }];
}

/** Lines after that of a record in which `more bit set` may stand. */
const reach = 40;

function goesOn(lines: readonly Line[], from: number): boolean {
  for (let at = from; at < Math.min(lines.length, from + reach); at += 1) {
    const text = lines[at]?.text ?? '';
    if (/\bmore bit set\b/.test(text)) return true;
    if (isFirst.test(text) || /Event log '4': Clearing|Sending command: 0x4802/.test(text))
      return false;
  }
  return false;
}

/** Where partition and region lie, as some lines tell. */
function placeIn(text: string): readonly Finding[] {
  const [, from, to] = dcr.exec(text) ?? [];
  const [, first, last, begin, end] = mapped.exec(text) ?? [];
  const region = spanOf(first ?? begin, last ?? end);
  const partition = spanOf(from, to);
  return [
    ...(created.test(text) ? [{ what: 'created' as const, partition: 1 }] : []),
    ...(region === undefined ? [] : [{ what: 'mapped' as const, length: region.length }]),
    ...(partition === undefined ? [] : [{ what: 'partition' as const, ...partition }]),
    ...listedIn(text),
  ];
}

/** A dax device that takes capacity, or goes: what a user did, as the log shows what came of it. */
function usedIn(text: string): readonly Finding[] {
  const [, dax, first, last] = taken.exec(text) ?? [];
  const range = spanOf(first, last);
  const [, gone] = /^dax (dax\d{1,9}\.\d{1,9}): unregister_dev_dax$/.exec(text) ?? [];
  return [
    ...(dax === undefined || range === undefined
      ? []
      : [{ what: 'taken' as const, dax, length: range.length }]),
    ...(gone === undefined ? [] : [{ what: 'freed' as const, dax: gone }]),
  ];
}

function listedIn(text: string): readonly Finding[] {
  const [, start, length] = listed.exec(text) ?? [];
  return start === undefined
    ? []
    : [{ what: 'partition', start: Number(start), length: Number(length), listed: true }];
}

function spanOf(first: string | undefined, last: string | undefined) {
  if (first === undefined || last === undefined) return undefined;
  const [start, end] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  return Number.isSafeInteger(end) && end > start ? { start, length: end - start + 1 } : undefined;
}

/**
 * Host physical addresses and pointers are those of another machine, and what dax devices say comes of what users did:
 * such lines are not compared.
 */
const printedIn = (text: string, line: KnownLine | undefined): readonly Finding[] =>
  line === undefined ||
  pointer.test(text) ||
  /\[mem 0x|\bresource\b|^(?:dax|device_dax|kmem) |^ mapping/.test(text)
    ? []
    : [{ what: 'printed', line: text }];

const seriesIn = (line: KnownLine | undefined, at: number): readonly Finding[] =>
  line?.series.length === 1 && line.series[0] !== undefined
    ? [
        {
          what: 'series',
          series: line.series[0],
          because: `line ${at + 1} is printed by this series only`,
        },
      ]
    : [];

const remarksOf = (text: string): readonly Remark[] =>
  pointer.test(text)
    ? [
        {
          kind: 'dropped',
          text: 'The range in this line is a pointer of the kernel and no range of the device: no extent is made of it.',
        },
      ]
    : [];
