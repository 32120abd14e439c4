/**
 * fast-check as mutants are tried with: a few cases of each property, the same every time, and no
 * search for the smallest that fails. What a flood of random runs alone would find, no test states.
 */
import { createRequire } from 'node:module';

// Not by an import, as vitest leads that here.
const fc = createRequire(import.meta.url)('fast-check');

/** What draws the page needs more of them. */
const isPage = ['view', 'worker', 'simulation'].includes(process.env['MUTATED_FOLDER'] ?? '');
const MOST_RUNS = isPage ? 60 : 25;

const assert = (property, { numRuns = MOST_RUNS, ...more } = {}) =>
  fc.assert(property, {
    ...more,
    numRuns: Math.min(numRuns, MOST_RUNS),
    seed: 1,
    endOnFailure: true,
  });

const fewer = { ...fc, assert };

export { fewer as default };
