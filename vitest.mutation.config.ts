import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Suites that take longer than the others, to load or to run. */
const long =
  /propert|persistent|suites|coverage|honesty|why|belief|conformance|link\.test|caches|targets|pieces|compare-truth|grammar|page-|facts|probes|provoke/;

/** Suites that ask the device at once. */
const close = /\/(?:device|mailbox|rules|qmp|simulation|event-log|guest-memory)\//;

const folder = process.env['MUTATED_FOLDER'] ?? '';

/** What draws the page holds few facts of the device: for the folders below it, most of it would only cost time. */
const above = ['view', 'worker', 'simulation'].includes(folder)
  ? []
  : [
      'src/model/view/!(page-facts).test.ts',
      'src/model/view/*/!(command-forms|refusals).test.ts',
      'src/worker/**',
    ];

/** The suites of the mutated folder first and the long ones last, as a run ends with the first test that fails. */
class LikelyFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const distance = (id: string) => (id.includes(`/${folder}/`) ? 0 : close.test(id) ? 1 : 2);
    const rank = ({ moduleId: id }: TestSpecification) => distance(id) + (long.test(id) ? 3 : 0);
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

/** The tests as `npm run mutation` runs them: those of the model and the worker, many times over. */
export default defineConfig({
  test: {
    environment: 'node',
    // The documents name every command, rule and section.
    include: ['src/{model,worker}/**/*.test.ts', 'src/cli/docs.test.ts'],
    alias: [{ find: /^fast-check$/, replacement: '/scripts/mutation-fast-check.mjs' }],
    // What counts how often random runs come to a thing needs more of them.
    exclude: [
      'src/model/suites/soak.test.ts',
      'src/model/view/compare/compare-headline.test.ts',
      ...above,
    ],
    // Long enough for a busy machine.
    testTimeout: 60_000,
    // One copy of the model for all suites of a run: it is loaded once and not eighty times.
    isolate: false,
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LikelyFirst },
  },
});
