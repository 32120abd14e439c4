import type { Happening, HostVerdict, LogName } from '../../happening';
import { shownVerdict, type ShownVerdict } from '../page/rule-verdict';
import { commands } from '../../mailbox/command-table';
import { opcodeText } from '../../layouts/return-code';
import { hex, iec } from '../../units';
import {
  counted,
  extentLabel,
  extentNames,
  groupLabel,
  regionLabel,
  sysfsName,
} from '../words/names';
import type { Kind } from './causes';

type Kinds = { readonly [K in Kind]: Extract<Happening, { readonly what: K }> };

const blocksText = (first: number, count: number): string =>
  count === 1 ? `block ${first}` : `blocks ${first}–${first + count - 1}`;

export const commandText = (opcode: number): string =>
  `${opcodeText(opcode)} ${commands.get(opcode)?.name ?? ''}`.trim();

export const logText = (log: LogName): string =>
  log === 'dynamicCapacity' ? 'the event log' : `the ${log} event log`;

const verdictText: Readonly<Record<HostVerdict, string>> = {
  accepts: 'decides to accept',
  refuses: 'decides to refuse',
  waits: 'waits with',
  releases: 'decides to give back',
  keeps: 'decides to keep',
};

const recordsText = (serials: readonly number[]): string =>
  serials.length === 0 ? 'no record' : counted(serials.length, 'record');

const rangeText = (start: number, length: number): string => `${iec(length)} at ${hex(start)}`;

const ruleWords: Readonly<Record<ShownVerdict, string>> = {
  held: 'The device checks a rule, which holds.',
  turned: 'The device checks a rule, which does not hold, and goes another way.',
  refused: 'The device checks a rule, which is broken.',
  notReached: 'The device does not come to this rule.',
};

const tellers: { readonly [K in Kind]: (happening: Kinds[K]) => string } = {
  ruleChecked: (checked) => ruleWords[shownVerdict(checked)],
  commandReceived: ({ opcode, actor }) =>
    `The ${actor === 'fm' ? 'fabric manager' : 'host'} sends ${commandText(opcode)}.`,
  commandReplied: ({ opcode, code }) =>
    `The device ${code === 0 ? 'carries out' : 'answers'} ${commandText(opcode)}.`,
  qmpReceived: ({ execute }) => `The fabric manager sends ${execute}.`,
  qmpReplied: ({ error }) =>
    error === undefined ? 'QEMU grants the request.' : `QEMU refuses the request: ${error}.`,
  lineWritten: ({ file }) => `A line is written to ${file}.`,
  groupOffered: ({ group, extents }) =>
    `The device puts ${extentNames(extents)} on offer as ${groupLabel(group)}.`,
  groupClosed: ({ group }) => `The device ends offer group ${groupLabel(group)}.`,
  extentAccepted: ({ extent, from }) =>
    extent === from
      ? `The device takes ${extentLabel(extent)} as accepted.`
      : `The device takes ${extentLabel(extent)}, a part of ${extentLabel(from)}, as accepted.`,
  extentWithdrawn: ({ extent, partly }) =>
    partly
      ? `The device withdraws the rest of ${extentLabel(extent)}.`
      : `The device withdraws ${extentLabel(extent)}.`,
  extentSplit: ({ extent, into }) =>
    `The device cuts ${extentLabel(extent)}: ${extentNames(into)} ${into.length === 1 ? 'stays' : 'stay'}.`,
  extentReleased: ({ extent, start, length }) =>
    `The device takes ${rangeText(start, length)} from ${extentLabel(extent)}.`,
  releaseAsked: ({ extents }) => `The device is asked to get ${extentNames(extents)} back.`,
  blocksBacked: ({ region, first, count }) =>
    `The device sets the bits of ${blocksText(first, count)} of ${regionLabel(region)}.`,
  blocksCleared: ({ region, first, count }) =>
    `The device clears the bits of ${blocksText(first, count)} of ${regionLabel(region)}.`,
  recordLogged: ({ log, handle, extent }) =>
    `The device logs record ${handle}${extent === 0 ? '' : ` for ${extentLabel(extent)}`} in ${logText(log)}.`,
  recordDropped: ({ log, extent }) =>
    `The record${extent === 0 ? '' : ` for ${extentLabel(extent)}`} is lost: ${logText(log)} is full.`,
  recordsRead: ({ log, serials }) => `The device gives ${recordsText(serials)} of ${logText(log)}.`,
  recordsCleared: ({ log, serials }) =>
    `The device removes ${recordsText(serials)} from ${logText(log)}.`,
  interruptRaised: ({ vector }) => `The device interrupts the host by MSI-X vector ${vector}.`,
  hostMoved: ({ title, because }) => `The host ${title}. ${because}`,
  hostStaged: ({ extent }) => `The host notes the offer of ${extentLabel(extent)}.`,
  hostDecided: ({ extent, verdict, because }) =>
    `The host ${verdictText[verdict]} ${extentLabel(extent)}: ${because.replace(/\.$/, '')}.`,
  hostSurfaced: (shown) => `The host shows ${extentLabel(shown.extent)} as ${sysfsName(shown)}.`,
  hostReleased: (shown) =>
    `The host no longer shows ${extentLabel(shown.extent)}, ${sysfsName(shown)}.`,
  hostPrinted: ({ line: { text } }) => `The host prints “${text}”.`,
  memoryRead: ({ dpa, length }) => `The guest reads ${rangeText(dpa, length)}.`,
  memoryWritten: ({ dpa, length }) => `The guest writes ${rangeText(dpa, length)}.`,
  memoryDropped: ({ dpa, length }) => `The access to ${rangeText(dpa, length)} goes nowhere.`,
  decoderSet: ({ committed }) => `The host ${committed ? 'commits' : 'uncommits'} its decoder.`,
  memoryZeroed: ({ start, length }) => `The device overwrites ${rangeText(start, length)}.`,
  backgroundStarted: ({ opcode }) => `The device starts ${commandText(opcode)} in the background.`,
  backgroundEnded: ({ opcode }) => `The device ends ${commandText(opcode)} in the background.`,
  clockMoved: () => 'Time goes by.',
  deviceReset: () => 'The device is reset.',
  crashed: ({ why }) => `QEMU would crash. ${why}`,
};

const told = <K extends Kind>(what: K, happening: Kinds[K]): string => tellers[what](happening);

/** What occurred, as a sentence. */
export const sentenceOf = (happening: Happening): string => told(happening.what, happening);
