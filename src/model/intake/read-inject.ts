import { readInjectSession } from '../interop/inject-session';
import type { Reader } from './reader';
import { typed } from './line';

/** `echo LINE > …/dc_inject_extent` and its three neighbours: what tests write to the mock of the kernel. */
const injected =
  /\b(?:dc_inject_extent|dc_inject_shared_extent|dc_del_extent|dc_force_del_extent)\b/;
const bare = /^0x[0-9a-f]+:0x[0-9a-f]+:[0-9a-f-]*(?::[01](?::\d+)?)?$/i;

/** Reads lines for the files of cxl_test. */
export const readInject: Reader = (lines, at) => {
  const text = typed(lines[at]?.text ?? '').trim();
  if (!(injected.test(text) && text.includes('echo')) && !bare.test(text)) return undefined;
  const read = readInjectSession(text);
  if (read.ok) {
    return {
      kind: 'inject',
      lines: 1,
      findings: read.requests.map((request) => ({ what: 'request', request })),
    };
  }
  const { found, expected, hint } = read.problem;
  return {
    kind: 'unread',
    lines: 1,
    findings: [],
    remarks: [
      {
        kind: 'unread',
        text: `A line for cxl_test with ${found}; expected was ${expected}.`,
        fix: hint,
      },
    ],
  };
};
