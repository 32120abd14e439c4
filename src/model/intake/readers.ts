import type { Reader } from './reader';
import { readCci } from './read-cci';
import { readCommandLine } from './read-command-line';
import { readInject } from './read-inject';
import { readJson } from './read-json';
import { readKernel } from './read-kernel';
import { readShell } from './read-shell';
import { readShorthand } from './read-shorthand';
import { readSnapshot } from './read-snapshot';
import { readTrace } from './read-trace';
import { readLink, readScenarioFile } from './read-whole';

/** Every reader, in the order in which they are asked: the first that knows a line takes it. */
export const readers: readonly Reader[] = [
  readScenarioFile,
  readLink,
  readInject,
  readTrace,
  readKernel,
  readCommandLine,
  readSnapshot,
  readShorthand,
  readCci,
  readShell,
  readJson,
];
