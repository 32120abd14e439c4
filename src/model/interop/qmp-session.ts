import {
  hasLongString,
  isJsonObject,
  maxCodePoints,
  printJson,
  type JsonObject,
  type JsonValue,
} from '../json';
import { bytesOf } from '../qmp-schema/qemu-bytes';
import { clipped, tooLong } from './json-cursor';
import type { JsonAt, TextProblem } from './json-text';
import { readMessages, type Wording } from './qemu-json';
import { answerText, firstProblem } from './qemu-problem';
import { readEnvelope, type Envelope } from './qmp-envelope';
import { withoutReplies } from './transcript';

/** One request of a session, as it was written; whether QEMU would take its arguments is another matter. */
export interface QmpCommand {
  readonly execute: string;
  readonly arguments: JsonValue;
  readonly line: number;
}

export type QmpSession =
  | { readonly ok: true; readonly commands: readonly QmpCommand[]; readonly ignored: number }
  | { readonly ok: false; readonly problem: TextProblem };

/** What QEMU says of itself: a recorded session holds it, a fabric manager does not send it. */
const saidByQemu = ['QMP', 'return', 'error', 'event'];

/**
 * Reads pasted QMP as QEMU reads it: the requests, in order. Greeting, replies, events and qmp_capabilities are counted
 * and left out, and the arrows of QEMU's documentation are passed over.
 */
export function readQmpSession(pasted: string, wording: Wording = 'plain'): QmpSession {
  const long = tooLong(pasted);
  if (long !== undefined) return { ok: false, problem: long };
  const { text, replies } = withoutReplies(pasted.replace(/^\uFEFF/, ' '));
  const messages = readMessages(bytesOf(`${text}\n`), wording);
  const unread = firstProblem(messages, text);
  if (unread !== undefined) return { ok: false, problem: unread };
  const commands: QmpCommand[] = [];
  let ignored = replies;
  for (const message of messages) {
    if (message.kind === 'broken') continue;
    const read = readCommand({ ...message.first, value: message.value });
    if (read === 'ignored') ignored += 1;
    else if ('execute' in read) commands.push(read);
    else return { ok: false, problem: read };
  }
  return { ok: true, commands, ignored };
}

/** Prints requests as QEMU takes them, one a line; reading gives them back, in lines 1, 2, 3 and so on. */
export function printQmpSession(
  commands: readonly Pick<QmpCommand, 'execute' | 'arguments'>[],
): string {
  return commands
    .map((command) =>
      printJson({ execute: command.execute, arguments: command.arguments }).concat('\n'),
    )
    .join('');
}

function readCommand(at: JsonAt): QmpCommand | TextProblem | 'ignored' {
  const { value } = at;
  const isObject = isJsonObject(value);
  if (isObject && saidByQemu.some((member) => Object.hasOwn(value, member))) return 'ignored';
  const read = withArguments(value);
  if (!read.ok)
    return problemAt(at, { ...complaintAbout(value, read.member), answer: answerText(read.desc) });
  const { execute } = read;
  if (execute === 'qmp_capabilities') return 'ignored';
  const command = { execute, arguments: read.arguments, line: at.line };
  return hasLongString([execute, command.arguments]) ? tooLongString(at) : command;
}

/** A message, its arguments as they are: that they are none is QEMU's to say, in a step of its own. */
function withArguments(value: JsonValue): Envelope {
  const read = readEnvelope(value);
  if (read.ok || read.member !== 'arguments' || !isJsonObject(value)) return read;
  const { execute, arguments: args } = value;
  if (typeof execute !== 'string' || args === undefined) return read;
  return { ok: true, execute, arguments: args };
}

type Complaint = Omit<TextProblem, 'line' | 'column'>;

const problemAt = ({ line, column }: JsonAt, complaint: Complaint): TextProblem => ({
  line,
  column,
  ...complaint,
});

const shape = 'A QMP request is {"execute": "…", "arguments": {…}}.';

/** What is wrong with a message, by the member that QEMU names, in our words. */
function complaintAbout(value: JsonValue, member: string): Complaint {
  if (!isJsonObject(value)) {
    return { found: nameOf(value), expected: 'an object with "execute"', hint: shape };
  }
  switch (member) {
    case '':
      return { found: membersOf(value), expected: 'an object with "execute"', hint: shape };
    case 'execute':
    case 'arguments':
      return {
        found: `an object with "${member}": ${nameOf(value[member])}`,
        expected: expectedOf[member],
        hint: shape,
      };
    default:
      return {
        found: `an object with ${quotedNames([member])}`,
        expected: 'a request with no members but "execute", "arguments" and "id"',
        hint: strangerHint(value, member),
      };
  }
}

function strangerHint(value: JsonObject, member: string): string {
  if (member === 'exec-oob') {
    return 'Out-of-band execution is not for these commands: write "execute".';
  }
  return Object.hasOwn(value, 'execute') ? 'Arguments go into "arguments".' : shape;
}

const expectedOf = {
  execute: '"execute" with the name of a command in quotes',
  arguments: '"arguments" with an object in braces',
};

function membersOf(value: JsonObject): string {
  const names = Object.keys(value);
  return names.length === 0 ? 'an empty object' : `an object with ${quotedNames(names)}`;
}

const tooLongString = (at: JsonAt): TextProblem =>
  problemAt(at, {
    found: 'a request with a very long string',
    expected: `strings of at most ${maxCodePoints.toLocaleString('en')} characters`,
    hint: 'Shorten it.',
  });

function quotedNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${clipped(name)}"`);
  return names.length > 3 ? `${shown.join(', ')}, …` : shown.join(', ');
}

function nameOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return 'a string';
  if (typeof value === 'number' || typeof value === 'bigint') return 'a number';
  if (typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'a list' : 'an object';
}
