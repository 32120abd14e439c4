import type { Line } from './line';
import type { Reader } from './reader';

/** A scenario file begins with the version of its format. */
const scenario = /^\s*\{\s*"v"\s*:\s*\d+\s*,/;

/** Reads a scenario file: it is the text from its first line to the last. */
export const readScenarioFile: Reader = (lines, at) => {
  const head = lines.slice(at, at + 3).map(textOf);
  if (!scenario.test(head.join('\n'))) return undefined;
  const text = lines.slice(at).map(textOf).join('\n');
  return { kind: 'scenario', lines: lines.length - at, findings: [{ what: 'scenario', text }] };
};

const textOf = ({ text }: Line): string => text;

/** The fragment of a link: perhaps a title, the version and codec, the payload and its seal. */
const link =
  /(?:https?:\/\/|file:\/\/)\S*#((?:[\w-]+\/)?1[dj][0-9a-z]+\.[\w-]+\.[0-9a-z]+(?:&[\w=.:,-]*)*)/;

/** Reads the address of a run, wherever it stands in its line. */
export const readLink: Reader = (lines, at) => {
  const fragment = link.exec(lines[at]?.text ?? '')?.[1];
  return fragment === undefined
    ? undefined
    : { kind: 'link', lines: 1, findings: [{ what: 'link', fragment }] };
};
