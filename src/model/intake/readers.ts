import type { Reader } from './reader';
import { readInject } from './read-inject';
import { readJson } from './read-json';

/** Every reader, in the order in which they are asked: the first that knows a line takes it. */
export const readers: readonly Reader[] = [readInject, readJson];
