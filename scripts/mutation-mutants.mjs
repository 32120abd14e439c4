/** The mutants of a folder, and the draw of some of them. */
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { noInvariants } from './mutation-plugins.mjs';
import { inRoot } from './project.mjs';

/** The source files of a folder of the model, or of the worker. None where there is no such folder. */
export function sourcesOf(folder) {
  const found = [`src/model/${folder}`, `src/${folder}`].find((path) => existsSync(inRoot(path)));
  if (found === undefined) return [];
  return readdirSync(inRoot(found), { recursive: true })
    .filter((name) => name.endsWith('.ts') && !/(?:\.(?:test|d)|testing)\.ts$/.test(name))
    .map((name) => join(found, name).replaceAll('\\', '/'))
    .sort();
}

const silent = { debug: () => {}, info: () => {}, isDebugEnabled: () => false };

/** Where a line and a column are in a text. */
const indexIn = (lines, { line, column }) =>
  lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + column;

/** A text with spaces is a sentence: a test that holds its wording holds no fact. */
const isProse = ({ mutatorName, from }) => mutatorName === 'StringLiteral' && /\s/.test(from);

/** Every mutant of the files: where it is, the text there, and what stands there instead. */
export async function mutantsOf(files) {
  const sources = files.map((file) => ({
    name: file,
    mutate: true,
    content: readFileSync(inRoot(file), 'utf8'),
  }));
  const instrumenter = new Instrumenter(silent);
  const options = { ignorers: [noInvariants], excludedMutations: [], plugins: null };
  const { mutants } = await instrumenter.instrument(sources, options);
  const contents = new Map(sources.map(({ name, content }) => [name, content]));
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map((mutant) => {
      const text = contents.get(mutant.fileName);
      const lines = text.split('\n');
      const { start, end } = mutant.location;
      const at = indexIn(lines, start);
      const from = text.slice(at, indexIn(lines, end));
      return { ...mutant, at, from, on: lines[start.line].trim() };
    })
    .filter((mutant) => !isProse(mutant));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** As many of those that fit as asked for, drawn by the seed; and how many were drawn and did not fit. */
export function drawn(mutants, { sample, seed }, fits) {
  const next = numbers(seed);
  const left = [...mutants];
  const taken = [];
  let unfit = 0;
  while (left.length > 0 && taken.length < sample) {
    const [mutant] = left.splice(Math.floor(next() * left.length), 1);
    if (fits(mutant)) taken.push(mutant);
    else unfit += 1;
  }
  return { taken, unfit };
}
