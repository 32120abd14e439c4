import type { JsonValue } from '../json';
import {
  hasLongString,
  isJsonObject,
  maxCodePoints,
  printJson,
  readJsonSequence,
} from './json-text';
import type { JsonAt, JsonObject, TextProblem } from './json-text';

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
const commandMembers = ['execute', 'arguments', 'id'];

/** A scenario holds arguments three brackets deeper than a session does, and must be readable too. */
const nesting = 60;

/** Reads pasted QMP: the requests, in order; greeting, replies, events and qmp_capabilities are counted and left out. */
export function readQmpSession(text: string): QmpSession {
  const sequence = readJsonSequence(text, nesting);
  if (!sequence.ok) return sequence;
  const commands: QmpCommand[] = [];
  let ignored = sequence.replies;
  for (const at of sequence.values) {
    const read = readCommand(at);
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
  if (!isJsonObject(value)) {
    return problemAt(at, {
      found: nameOf(value),
      expected: 'an object with "execute"',
      hint: 'A QMP request is {"execute": "…", "arguments": {…}}.',
    });
  }
  if (saidByQemu.some((member) => Object.hasOwn(value, member))) return 'ignored';
  const { execute } = value;
  if (typeof execute !== 'string') return notCommand(at, value);
  const extra = Object.keys(value).find((member) => !commandMembers.includes(member));
  if (extra !== undefined) return unexpected(at, extra);
  if (execute === 'qmp_capabilities') return 'ignored';
  const args = value['arguments'];
  const command = { execute, arguments: args === undefined ? {} : args, line: at.line };
  return hasLongString([execute, command.arguments]) ? tooLongString(at) : command;
}

type Complaint = Omit<TextProblem, 'line' | 'column'>;

const problemAt = ({ line, column }: JsonAt, complaint: Complaint): TextProblem => ({
  line,
  column,
  ...complaint,
});

function notCommand(at: JsonAt, value: JsonObject): TextProblem {
  if (Object.hasOwn(value, 'execute')) {
    return problemAt(at, {
      found: `an object with "execute": ${nameOf(value['execute'])}`,
      expected: '"execute" with the name of a command in double quotes',
      hint: "QEMU says: QMP input member 'execute' must be a string.",
    });
  }
  const names = Object.keys(value);
  return problemAt(at, {
    found: names.length === 0 ? 'an empty object' : `an object with ${listed(names)}`,
    expected: 'an object with "execute"',
    hint: names.includes('exec-oob')
      ? 'Out-of-band execution is not for these commands: write "execute".'
      : 'A QMP request is {"execute": "…", "arguments": {…}}.',
  });
}

const unexpected = (at: JsonAt, member: string): TextProblem =>
  problemAt(at, {
    found: `an object with ${listed([member])}`,
    expected: 'a request with no members but "execute", "arguments" and "id"',
    hint: `QEMU says: QMP input member '${clipped(member)}' is unexpected. Arguments go into "arguments".`,
  });

const tooLongString = (at: JsonAt): TextProblem =>
  problemAt(at, {
    found: 'a request with a very long string',
    expected: `strings of at most ${maxCodePoints.toLocaleString('en')} characters`,
    hint: 'Shorten it.',
  });

const clipped = (name: string): string => (name.length > 24 ? `${name.slice(0, 24)}…` : name);

function listed(names: readonly string[]): string {
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
