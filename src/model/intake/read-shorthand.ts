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
    if (from === undefined || to === undefined) return [];
    return [{ start: Number(from) * MiB, length: (Number(to) - Number(from)) * MiB }];
  });
  return { kind: 'shorthand', lines: 1, findings: [{ what: 'shorthand', extents }] };
};

/** Characters of a line that are looked at. */
const longest = 500;
