import { ldOf } from '../device/device-state';
import type { ExtentId } from '../device/extent';
import { commands } from '../mailbox/mailbox';
import { codeTitle, hexCode } from '../mailbox/return-code';
import type { Comparison } from '../simulation/compare';
import { stepsOf, type RowDifference } from '../simulation/compare-differences';
import type { Reply } from '../simulation/reply';
import type { SimulationState } from '../simulation/state';
import { stateAt, type Frame } from '../simulation/timeline';
import { itemsAt } from './compare-items';
import { all } from './gather';
import { capital, extentNames } from './names';
import { summaryOf, type Summary } from './summary';

/** A step of one run in a row: what it did, and what it was done to. */
interface Side {
  readonly frame: Frame;
  readonly before: SimulationState;
  readonly words: Summary;
}

const sentences = new WeakMap<RowDifference, string>();

/** What a row adds to the differences of two runs, in one sentence. */
export function sentenceOf(comparison: Comparison, difference: RowDifference): string {
  const known = sentences.get(difference);
  if (known !== undefined) return known;
  const text = worded(comparison, difference);
  sentences.set(difference, text);
  return text;
}

function worded(comparison: Comparison, difference: RowDifference): string {
  const { a, b } = sidesOf(comparison, difference.row);
  const { row, fresh } = difference;
  const stated = (): string =>
    `${capital(itemsAt(comparison, row, fresh)[0]?.text ?? 'the states differ')}.`;
  if (a === undefined && b === undefined) return stated();
  if (a === undefined || b === undefined) return alone(a, b);
  return verdicts(a, b) ?? replies(a, b) ?? doings(a, b) ?? bytes(a, b) ?? stated();
}

function sidesOf(comparison: Comparison, row: number): { readonly a?: Side; readonly b?: Side } {
  const steps = stepsOf(comparison, row);
  const before = comparison.rows[row - 1] ?? { a: 0, b: 0 };
  const side = (frame: Frame, state: SimulationState): Side => ({
    frame,
    before: state,
    words: summaryOf({ ...frame, before: state }),
  });
  return {
    ...(steps.a === undefined ? {} : { a: side(steps.a, stateAt(comparison.a, before.a)) }),
    ...(steps.b === undefined ? {} : { b: side(steps.b, stateAt(comparison.b, before.b)) }),
  };
}

const actors = { fm: 'fabric manager', device: 'device', host: 'host' } as const;

/** Only one run takes a step. */
function alone(a: Side | undefined, b: Side | undefined): string {
  const letter = a === undefined ? 'B' : 'A';
  const words = (a ?? b)?.words;
  if (words === undefined) return '';
  return `Only ${letter} goes on: its ${actors[words.actor]} ${words.says}.`;
}

type Decisions = ReadonlyMap<number, ReturnType<typeof decidedIn>[number]>;

const decidedIn = ({ happenings }: Frame) => all(happenings, 'hostDecided');

/** What a host made of each offer, by the offer's first byte: runs need not name it alike. */
function decisionsOf({ frame, before }: Side): Decisions {
  const starts = new Map<ExtentId, number>(
    ldOf(before.device)
      .pending.flatMap(({ extents }) => extents)
      .map(({ id, start }) => [id, start]),
  );
  return new Map(decidedIn(frame).map((item) => [starts.get(item.extent) ?? -item.extent, item]));
}

/** The two hosts decide differently about the same capacity. */
function verdicts(a: Side, b: Side): string | undefined {
  const [ofA, ofB] = [decisionsOf(a), decisionsOf(b)];
  const torn = [...ofA].filter(([start, { verdict }]) => {
    const other = ofB.get(start);
    return other !== undefined && other.verdict !== verdict;
  });
  const [start, first] = torn[0] ?? [];
  const other = start === undefined ? undefined : ofB.get(start);
  if (first === undefined || other === undefined) return undefined;
  const names = extentNames(torn.map(([, { extent }]) => extent));
  const it = torn.length === 1 ? 'it' : 'them';
  const reason = other.verdict === 'accepts' ? first : other;
  const rule = reason.rule === '' ? '' : ` (${reason.rule})`;
  return `A’s host ${first.verdict} ${names}, B’s ${other.verdict} ${it}: ${reason.because}${rule}.`;
}

/** The same was asked and answered with another result. */
function replies(a: Side, b: Side): string | undefined {
  if (a.frame.sent?.opcode !== b.frame.sent?.opcode) return undefined;
  const [left, right] = [resultOf(a.frame.reply), resultOf(b.frame.reply)];
  if (left === right) return undefined;
  return `${actionName(a)}: A gets ${left}, B gets ${right}.`;
}

function resultOf(reply: Reply): string {
  switch (reply.kind) {
    case 'mailbox':
      return `${hexCode(reply.code)} ${codeTitle(reply.code)}`;
    case 'qmp':
      return reply.error === undefined ? 'a return' : `the error “${reply.error.desc}”`;
    case 'memory':
      return reply.memtx === 'ok' ? 'through to memory' : 'nowhere';
    case 'crash':
      return 'a crash of QEMU';
    case 'cannot':
      return 'nothing: it does not apply';
    case 'notModelled':
      return 'an answer that is not modelled';
    case 'none':
      return 'no answer';
  }
}

function actionName({ frame, words }: Side): string {
  const { action, sent } = frame;
  if (action.kind === 'qmp') return action.execute;
  return sent === undefined ? capital(words.says) : commandText(sent.opcode);
}

const commandText = (opcode: number): string => {
  const name = commands.get(opcode)?.name;
  return name === undefined ? hexCode(opcode, 4) : `${name} (${hexCode(opcode, 4)})`;
};

/** The two steps are not the same. */
function doings(a: Side, b: Side): string | undefined {
  if (a.words.says === b.words.says && a.words.actor === b.words.actor) return undefined;
  const actor = actors[a.words.actor];
  return a.words.actor === b.words.actor
    ? `A’s ${actor} ${a.words.says}; B’s ${b.words.says}.`
    : `In A the ${actor} ${a.words.says}; in B the ${actors[b.words.actor]} ${b.words.says}.`;
}

/** The same command and code, with other bytes. */
function bytes(a: Side, b: Side): string | undefined {
  const [sentA, sentB] = [a.frame.sent, b.frame.sent];
  if (sentA === undefined || sentB === undefined) return undefined;
  const sent = firstOther(sentA.payload, sentB.payload);
  if (sent !== undefined) return `${commandText(sentA.opcode)} is sent with other bytes: ${sent}.`;
  const [left, right] = [a.frame.reply, b.frame.reply];
  if (left.kind !== 'mailbox' || right.kind !== 'mailbox') return undefined;
  const got = firstOther(left.output, right.output);
  if (got === undefined) return undefined;
  return `${commandText(sentA.opcode)} is answered with other bytes: ${got}.`;
}

function firstOther(a: Uint8Array, b: Uint8Array): string | undefined {
  const length = Math.max(a.length, b.length);
  const others = Array.from({ length }, (_, i) => i).filter((i) => a[i] !== b[i]);
  const [first] = others;
  if (first === undefined) return undefined;
  return `${others.length} of ${length} differ, the first at byte ${hexCode(first)}`;
}
