import { typed } from './line';
import type { Finding, Reading } from './finding';
import { deedsIn, type Deeds } from './shell-deeds';
import type { Reader } from './reader';

const tools =
  /^(?:cxl|daxctl|modprobe|insmod|rmmod|reboot|echo|ls|cat|cd|ndctl|lspci|dmesg|sleep|ssh|socat|nc|ncat)\b/;

/** What tools of the host print when they are done; nothing follows from it. */
const outputs =
  /^\s*(?:cxl (?:region|memdev|list): cmd_\w+:|(?:on|off)lined memory for \d+|(?:created|destroyed|disabled|enabled|reconfigured) \d+ (?:device|region|memdev)s?)/i;

/** Reads commands that were typed on the host: those of cxl, daxctl and modprobe, and writes to sysfs. */
export const readShell: Reader = (lines, at) => {
  const whole = lines[at]?.text ?? '';
  if (outputs.test(whole)) return { kind: 'aside', lines: 1, findings: [] };
  const said = typed(whole).trim();
  const text = said.replace(/^sudo\s+(?:-\S+\s+)*/, '').slice(0, longest);
  const wasTyped = typed(whole) !== whole;
  if (!tools.test(text)) return wasTyped && !/[{[]/.test(said) ? aside : undefined;
  // Requests in a command are read as what they are.
  if (/["']?execute["']?\s*\\?["']?\s*:|dc_(?:inject|del|force)/.test(said)) return undefined;
  const read = deedsIn(text.replace(/\s+#.*$/, ''));
  if (read === undefined) return aside;
  return { kind: 'shell', lines: 1, findings: findingsOf(read), remarks: read.remarks ?? [] };
};

const longest = 2000;

const aside: Reading = { kind: 'aside', lines: 1, findings: [] };

const findingsOf = ({ deeds, created }: Deeds): readonly Finding[] => [
  ...(created === undefined ? [] : [{ what: 'created' as const, ...created }]),
  ...deeds.map((deed): Finding => ({ what: 'deed', deed })),
];
