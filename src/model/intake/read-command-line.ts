import type { Finding, Remark } from './finding';
import { optionsIn, postedDevices, wordsIn, type Option } from './command-line-options';
import { devicesIn } from './command-line-devices';
import type { Line } from './line';
import type { Reader } from './reader';

/** An option that a machine with CXL has: it begins a command line, and goes on with it. */
const option =
  /(?:^|[\s"'=(])--?(?:device|object|machine|M|m|smp|cpu|drive|blockdev|netdev|kernel|initrd|append|nographic|serial|monitor|qmp|chardev|accel|enable-kvm|cpu|display|numa|bios|pflash|global|virtfs|fsdev|snapshot|s|S|name|rtc|trace|D|d)\b/;
const start =
  /\bqemu-system-\w+|cxl-type3|memory-backend-(?:ram|file|memfd)|(?:^|[\s"'=(])-(?:device|object)\b|<qemu:(?:commandline|arg)/;
const isMachine = /(?:^|[\s"'])-(?:M|machine|m)\b/;

/** Lines that a command line may have. */
const mostLines = 400;

/** Reads a QEMU command line, however it is written: in a shell, a variable, a function, a list of Python, in XML. */
export const readCommandLine: Reader = (lines, at) => {
  if (!begins(lines, at)) return undefined;
  const end = endOf(lines, at);
  const text = lines
    .slice(at, end)
    .map((line) => line.text.replace(/(^|\s)#(?!\w*=).*$/, ' '))
    .join('\n');
  const options = optionsIn(wordsIn(text));
  if (!options.some(({ name }) => name === 'device' || name === 'object')) return undefined;
  const { devices, remarks } = devicesIn(options);
  const findings = devices.map((device): Finding => ({ what: 'device', device }));
  return {
    kind: 'commandLine',
    lines: end - at,
    findings,
    remarks: [...remarks, ...unknownDevices(options), ...nothingIn(findings)],
  };
};

/** A line of machine options belongs to the command line that follows it. */
function begins(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  if (start.test(text)) return true;
  const next = lines[at + 1]?.text ?? '';
  return (isMachine.test(text) || /=\s*["']\s*\\?$/.test(text)) && start.test(next);
}

/** The line after the last that goes on: one is continued with `\`, or is an option, or lies between two. */
function endOf(lines: readonly Line[], at: number): number {
  let end = at + 1;
  const most = Math.min(lines.length, at + mostLines);
  while (end < most) {
    const [before = '', text = ''] = [lines[end - 1]?.text, lines[end]?.text];
    const goesOn = /\\\s*$/.test(before) || option.test(text) || /<\/?qemu:/.test(text);
    if (!goesOn && !between(lines, end)) break;
    end += 1;
  }
  return end;
}

/** A comment or an empty line between two lines of options. */
function between(lines: readonly Line[], at: number): boolean {
  const text = lines[at]?.text ?? '';
  return /^\s*(?:#.*)?$/.test(text) && option.test(lines[at + 1]?.text ?? '');
}

const unknownDevices = (options: readonly Option[]): readonly Remark[] =>
  options
    .filter(({ name, kind }) => name === 'device' && postedDevices.has(kind))
    .map(({ kind }) => ({
      kind: 'note',
      text: `QEMU 10 and 11 answer: ‘'${kind}' is not a valid device model name’.`,
    }));

const nothingIn = (findings: readonly Finding[]): readonly Remark[] =>
  findings.length > 0
    ? []
    : [
        {
          kind: 'note',
          text: 'No cxl-type3 device is in this command line.',
          fix: 'Add “-device cxl-type3,…” to have its device.',
        },
      ];
