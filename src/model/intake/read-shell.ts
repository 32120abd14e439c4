import { typed } from './line';
import type { Finding, Reading } from './finding';
import { deedsIn, type Deeds } from './shell-deeds';
import type { Line } from './line';
import type { Reader } from './reader';

const tools =
  /^(?:cxl|daxctl|modprobe|insmod|rmmod|reboot|echo|ls|cat|cd|ndctl|lspci|dmesg|sleep|ssh|socat|nc|ncat)\b/;

/** A tool anywhere in a line: lines without one are no commands of a host. */
const hasTool =
  /\b(?:cxl|daxctl|modprobe|insmod|rmmod|reboot|echo|ls|cat|cd|ndctl|lspci|dmesg|sleep|ssh|socat|nc|ncat)\b/;

/** What tools of the host print when they are done; nothing follows from it. */
const outputs =
  /^\s*(?:cxl (?:region|memdev|list): cmd_\w+:|(?:on|off)lined memory for \d+|(?:created|destroyed|disabled|enabled|reconfigured) \d+ (?:device|region|memdev)s?)/i;

/** Reads commands that were typed on the host: those of cxl, daxctl and modprobe, and writes to sysfs. */
export const readShell: Reader = (lines, at) => {
  const first = lines[at]?.text ?? '';
  if (outputs.test(first)) return aside;
  const wasTyped = typed(first) !== first;
  if (!wasTyped && !hasTool.test(first.slice(0, longest))) return undefined;
  const { text, count } = wholeCommand(lines, at);
  const commands = text.split(/\s*(?:&&|;)\s*/).map(bare);
  if (commands.some((command) => tools.test(command))) return readingOf(text, commands, count);
  return wasTyped && !/[{[]/.test(text) ? aside : undefined;
};

function readingOf(text: string, commands: readonly string[], lines: number): Reading | undefined {
  // Requests in a command are read as what they are.
  if (/["']?execute["']?\s*\\?["']?\s*:|dc_(?:inject|del|force)/.test(text)) return undefined;
  const read = commands.flatMap((command) => deedsIn(command) ?? []);
  return {
    kind: read.length === 0 ? 'aside' : 'shell',
    lines,
    findings: read.flatMap(findingsOf),
    remarks: read.flatMap(({ remarks = [] }) => remarks),
  };
}

/** Lines that one command may have. */
const mostLines = 50;

/** A command with the lines that a `\\` continues it with. */
function wholeCommand(
  lines: readonly Line[],
  at: number,
): { readonly text: string; readonly count: number } {
  let text = typed(lines[at]?.text ?? '');
  let count = 1;
  while (/\\\s*$/.test(text) && count < mostLines && lines[at + count] !== undefined) {
    text = `${text.replace(/\\\s*$/, ' ')}${lines[at + count]?.text ?? ''}`;
    count += 1;
  }
  return { text: text.trim().slice(0, longest), count };
}

/** A command without `sudo` before it and a comment behind it. */
const bare = (command: string): string =>
  command.replace(/^sudo\s+(?:-\S+\s+)*/, '').replace(/\s+#.*$/, '');

const longest = 2000;

const aside: Reading = { kind: 'aside', lines: 1, findings: [] };

const findingsOf = ({ deeds, created }: Deeds): readonly Finding[] => [
  ...(created === undefined ? [] : [{ what: 'created' as const, ...created }]),
  ...deeds.map((deed): Finding => ({ what: 'deed', deed })),
];
