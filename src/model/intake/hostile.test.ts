import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MiB } from '../units';
import { readScenario } from '../simulation/scenario/read-scenario';
import { scenarioOf } from '../simulation/run/timeline';
import { writeScenario } from '../simulation/scenario/write-scenario';
import { present } from '../testing/samples';
import { pasteView } from '../view/paste/paste-view';
import { pastedRun } from './pasted';
import { passagesOf } from './understand';

const folder = new URL('./samples/', import.meta.url);
const samples = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** Mutations in this run; `MUTATED_TEXTS=100000 npx vitest run src/model/intake/hostile.test.ts` makes more. */
const count = Number(process.env['MUTATED_TEXTS'] ?? 1500);

interface Cut {
  readonly sample: number;
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const pieces = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '\\',
  ',',
  ':',
  '\n',
  '\u0000',
  '\u202E',
  '=20',
  '> ',
  '0x',
  '-1',
  '99999999999999999999',
  'ff'.repeat(40),
  '{"execute":',
  'len_in=',
  '-device cxl-type3,',
  'num-dc-regions=99',
  'size=0x',
  'Group 0:',
  '[range 0x',
  'cxl_pci 0000:0d:00.0: ',
  'daxctl ',
  'cxl create-region -t dynamic_ram_9 -s 3 ',
  'extents in MB: 0-',
  'region-id',
  'num-extent": 100000',
);

const cut: fc.Arbitrary<Cut> = fc.record({
  sample: fc.nat(samples.length - 1),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(60),
  put: fc.oneof(pieces, fc.string({ maxLength: 12 })),
});

/** A text with a piece taken out and another put there; perhaps with another text behind it. */
function mutated(cuts: readonly Cut[]): string {
  return cuts
    .map(({ sample, at, length, put }) => {
      const text = samples[sample] ?? '';
      const from = Math.floor(at * text.length);
      return text.slice(0, from) + put + text.slice(from + length);
    })
    .join('\n');
}

test(
  'no mutated text throws or hangs, every line has a kind, and what it comes to is a scenario',
  { timeout: 60_000 + 20 * count },
  () => {
    let slowest = 0;
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const text = mutated(cuts);
        const begun = performance.now();
        const view = pasteView(text, present, {});
        slowest = Math.max(slowest, performance.now() - begun);
        expect(
          view.kinds.reduce((next, { from, to }) => (from === next ? to + 1 : Number.NaN), 1),
        ).toBe(view.lines + 1);
        const { timeline } = pastedRun(passagesOf(text), present);
        if (timeline === undefined) return;
        const read = readScenario(writeScenario(scenarioOf(timeline)));
        expect(read.ok ? 'a scenario' : read.problem).toBe('a scenario');
      }),
      { numRuns: count },
    );
    expect(slowest).toBeLessThan(2000);
  },
);

/** A quarter of what a text may have: read in a quarter of two seconds on an idle machine, and on a busy one in two. */
test('half a MiB of each kind is read within two seconds', () => {
  for (const text of samples) {
    const whole = text.repeat(Math.ceil(MiB / 2 / text.length)).slice(0, MiB / 2);
    const begun = performance.now();
    passagesOf(whole);
    expect(performance.now() - begun, text.slice(0, 40)).toBeLessThan(2000);
  }
});

test.each([
  ['quotes', '>'.repeat(MiB)],
  ['brackets', '{"execute":'.repeat(50_000)],
  ['one long line', 'a '.repeat(500_000)],
  ['hex without an end', '00 '.repeat(500_000)],
  ['backslashes', '-device x \\\n'.repeat(50_000)],
  ['digits', '1-2,'.repeat(200_000)],
  ['an open string', `{"execute": "${'x'.repeat(MiB)}`],
])('%s: read within two seconds', (_, text) => {
  const begun = performance.now();
  passagesOf(text);
  expect(performance.now() - begun).toBeLessThan(2000);
});
