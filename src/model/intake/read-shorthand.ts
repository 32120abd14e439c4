import { MiB } from '../units';
import type { FoundExtent } from './finding';
import type { Reader } from './reader';

/** `extents in MB, such as 0-128[,128-256]: 64-96,256-384`: what a menu asks, and what was typed. */
const asked = /\bextents?\b[^:]*\b(?:MB|MiB)\b.*:\s*((?:\d+\s*-\s*\d+\s*,?\s*)+)$/i;

/** Reads the ranges that menus of test scripts take, in MiB. */
export const readShorthand: Reader = (lines, at) => {
  const typed = asked.exec((lines[at]?.text ?? '').slice(0, longest))?.[1];
  if (typed === undefined) return undefined;
  const extents = typed.split(',').flatMap((range): readonly FoundExtent[] => {
    const [, from, to] = /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(range) ?? [];
    if (from === undefined || to === undefined || !(Number(to) > Number(from)) || Number(to) > most)
      return [];
    return [{ start: Number(from) * MiB, length: (Number(to) - Number(from)) * MiB }];
  });
  if (extents.length === 0) return undefined;
  const verb = /\b(?:release|remove|del)/i.test(lines[at]?.text ?? '') ? 'release' : 'add';
  return { kind: 'shorthand', lines: 1, findings: [{ what: 'shorthand', verb, extents }] };
};

/** MiB: more than any device has. */
const most = 2 ** 30;

/** Characters of a line that are looked at. */
const longest = 500;
