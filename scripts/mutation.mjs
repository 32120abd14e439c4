/**
 * `npm run mutation -- FOLDER [--sample N] [--seed S]`: how many faults, put one at a time into a
 * folder of the model or into the worker, the tests find. The seed draws N of all that are possible.
 */
import { Stryker } from '@stryker-mutator/core';
import { parseArgs } from 'node:util';
import { reasonFor, unknownEquivalents } from './mutation-equivalent.mjs';
import { compiler } from './mutation-compiler.mjs';
import { drawn, mutantsOf, sourcesOf } from './mutation-mutants.mjs';
import { mutantKey } from './mutation-plugins.mjs';

const usage =
  'usage: npm run mutation -- FOLDER [--sample N] [--seed S], FOLDER like view or worker';

/** What the command line asks for. Undefined where it cannot be read. */
function orders() {
  const options = {
    sample: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true, strict: false });
  const [sample, seed] = [Number(values.sample), Number(values.seed)];
  const files = positionals.length === 1 ? sourcesOf(positionals[0]) : [];
  const fits = files.length > 0 && Number.isInteger(sample) && sample > 0 && Number.isInteger(seed);
  return fits ? { folder: positionals[0], files, sample, seed } : undefined;
}

/** StrykerJS takes the lines of a range from 1 on and its columns from 0 on. */
const rangeOf = ({ fileName, location: { start, end } }) =>
  `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;

const options = (mutants) => ({
  mutate: [...new Set(mutants.map(rangeOf))],
  drawn: mutants.map(mutantKey),
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation-plugins.mjs'],
  checkers: ['drawn'],
  ignorers: ['invariants'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10_000,
  timeoutFactor: 1.5,
  tempDirName: '.stryker-tmp',
  cleanTempDir: 'always',
  // A document quotes a source: it stays as it is.
  disableTypeChecks: false,
  ignorePatterns: ['/dist', '/coverage', '/test-results'],
  reporters: ['at-once'],
  logLevel: 'warn',
  warnings: false,
  allowConsoleColors: false,
});

const verdicts = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'survived',
};

/** StrykerJS counts lines and columns from 1 on in what it reports. */
const fromZero = ({ line, column }) => ({ line: line - 1, column: column - 1 });

/** Each mutant that was drawn, with what became of it. */
function judged(mutants, results) {
  const statuses = new Map(
    results.map(({ status, location: { start, end }, ...result }) => {
      const location = { start: fromZero(start), end: fromZero(end) };
      return [mutantKey({ ...result, location }), status];
    }),
  );
  return mutants.map((mutant) => {
    const status = statuses.get(mutantKey(mutant));
    const verdict = verdicts[status] ?? `not run (${status})`;
    if (reasonFor(mutant) === undefined) return { ...mutant, verdict };
    return { ...mutant, verdict: verdict === 'survived' ? 'equivalent' : 'no longer equivalent' };
  });
}

const short = (text) => text.replace(/\s+/g, ' ').slice(0, 120);

function print({ verdict, fileName, location: { start }, from, replacement }) {
  const place = `${fileName}:${start.line + 1}:${start.column + 1}`;
  console.log(`${verdict.padEnd(9)} ${place}  ${short(from)}  ->  ${short(replacement)}`);
}

/** Prints what was not found, what is listed wrongly, and the sums. True if the list is right. */
function report(mutants, unknown) {
  mutants.filter(({ verdict }) => !['killed', 'equivalent'].includes(verdict)).forEach(print);
  for (const { file, from, to } of unknown) {
    console.log(`listed as equivalent, but not there: ${file}  ${short(from)}  ->  ${short(to)}`);
  }
  const count = (verdict) => mutants.filter((mutant) => mutant.verdict === verdict).length;
  const found = count('killed') + count('timeout');
  const all = found + count('survived');
  const rows = [...new Set(mutants.map(({ verdict }) => verdict))].sort();
  console.log(rows.map((verdict) => `${count(verdict)} ${verdict}`).join(', '));
  console.log(`found: ${found} of ${all}, ${((100 * found) / all).toFixed(1)} %`);
  return unknown.length === 0 && count('no longer equivalent') === 0;
}

async function mutation(asked) {
  const every = await mutantsOf(asked.files);
  const { taken: mutants, unfit } = drawn(every, asked, compiler());
  process.env['MUTATED_FOLDER'] = asked.folder;
  const results = await new Stryker(options(mutants)).runMutationTest();
  const unknown = unknownEquivalents(asked.files, every);
  console.log(
    `\n${every.length} mutants of ${asked.folder}: ${mutants.length} drawn, ${unfit} do not compile`,
  );
  return report(judged(mutants, results), unknown);
}

const asked = orders();
if (asked === undefined) console.error(usage);
process.exitCode = asked !== undefined && (await mutation(asked)) ? 0 : 1;
