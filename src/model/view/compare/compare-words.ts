import { commands } from '../../mailbox/command-table';
import { codeTitle, hexCode } from '../../layouts/return-code';
import type { Comparison } from '../../simulation/compare/compare';
import { stepsOf, type RowDifference } from '../../simulation/compare/compare-differences';
import type { Reply } from '../../simulation/reply';
import type { SimulationState } from '../../simulation/state';
import { stateAt, type Frame } from '../../simulation/run/timeline';
import { fatesText, type HostStep } from './compare-fates';
import { itemsAt } from './compare-items';
import { capital } from '../words/names';
import type { Letter } from '../page/compare';
import { summaryOf, type Summary } from '../words/summary';

/** A step of one run in a row: what it did, and what it was done to. */
interface Side extends HostStep {
  readonly words: Summary;
}

/** What a row adds to the differences of two runs, in a sentence or two. */
export function sentenceOf(comparison: Comparison, difference: RowDifference): string {
  const { a, b } = sidesOf(comparison, difference.row);
  const { row, fresh } = difference;
  const stated = (): string =>
    `${capital(itemsAt(comparison, row, fresh)[0]?.text ?? 'the states differ')}.`;
  if (a === undefined && b === undefined) return stated();
  if (a === undefined || b === undefined) return alone(a, b);
  return fatesText(a, b) ?? replies(a, b) ?? doings(a, b) ?? bytes(a, b) ?? stated();
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

/** Only one run takes a step. */
function alone(a: Side | undefined, b: Side | undefined): string {
  const words = (a ?? b)?.words;
  if (words === undefined) return '';
  const does = within(words).replace(/^the (?=host|device|fabric manager)/, 'its ');
  return `Only ${a === undefined ? 'B' : 'A'} goes on: ${does}`;
}

/** The sentence of a step as it stands inside another one. */
const within = ({ sentence }: Pick<Summary, 'sentence'>): string =>
  sentence.replace(/^(The|This) /, lower);

const lower = (text: string): string => text.toLowerCase();

/** The same was asked and answered with another result. */
function replies(a: Side, b: Side): string | undefined {
  if (actionName(a) !== actionName(b)) return undefined;
  if (a.frame.sent?.opcode !== b.frame.sent?.opcode) return undefined;
  const [left, right] = [answerIn('A', a.frame.reply), answerIn('B', b.frame.reply)];
  if (left.result === right.result) return undefined;
  const joint = left.asList && right.asList ? ', ' : '; ';
  return `${actionName(a)}: ${left.text}${joint}${right.text}.`;
}

interface Answered {
  /** What is to be compared. */
  readonly result: string;
  readonly text: string;
  /** It is short, so that the other run’s may follow after a comma. */
  readonly asList: boolean;
}

function answerIn(letter: Letter, reply: Reply): Answered {
  const gets = (result: string): Answered => ({
    result,
    text: `${letter} gets ${result}`,
    asList: true,
  });
  const told = (result: string): Answered => ({
    result,
    text: `in ${letter} it ${result}`,
    asList: false,
  });
  switch (reply.kind) {
    case 'mailbox':
      return gets(`${hexCode(reply.code)} ${codeTitle(reply.code)}`);
    case 'qmp':
      return told(
        reply.error === undefined ? 'succeeds' : `fails with the error “${reply.error.desc}”`,
      );
    case 'memory':
      return told(reply.memtx === 'ok' ? 'reaches memory' : 'reaches no memory');
    case 'crash':
      return told('crashes QEMU');
    case 'cannot':
      return told(`cannot be done: ${within({ sentence: reply.why }).replace(/\.$/, '')}`);
    case 'notModelled':
      return told('is not modelled');
    case 'none':
      return told('is not answered');
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
const doings = (a: Side, b: Side): string | undefined =>
  a.words.sentence === b.words.sentence
    ? undefined
    : `In A ${within(a.words)} In B ${within(b.words)}`;

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
