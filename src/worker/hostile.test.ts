import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeLink } from './share-link';
import { Simulator } from './simulator';
import type { Answer, RunSource } from './messages';

/** Mutations of each kind in this run; `MUTATED_TEXTS=50000 npx vitest run src/worker/hostile.test.ts` makes more. */
const count = Number(process.env['MUTATED_TEXTS'] ?? 400);
/** Milliseconds that one text may take on a busy machine. */
const longest = 2000;

const folder = new URL('../model/suites/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .filter((text) => text.includes('"actions"'));
const fragments = await Promise.all(
  files.map((text) => encodeLink(text, { title: 'mutated', step: 3, hash: '0123456789ab' })),
);

const pieces = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '-1',
  '0.5',
  '1e9',
  '9007199254740993',
  '99999999999999999999',
  'null',
  'true',
  '"times":10000',
  '"e99999"',
  '"profile":"cxl-test"',
  '"regions":0',
  '"dcMiB":1e15',
  '"twin":"random"',
  '{"host":"next","times":9999},',
  '{"reset":true},',
  '{"clock":9007199254740991},',
  '{"mailbox":"4802","in":"00"},',
  '{"mailbox":"ffff"},',
  '{"fm":"5604","in":"' + 'ff'.repeat(60) + '"},',
  '{"add":255,"extents":[[0,0]]},',
  '{"add":0,"extents":[[18446744073709551615,18446744073709551615]]},',
  '{"host":"claim","region":0,"of":"0"},',
  '{"qmp":"qom-get","args":{"path":[]}},',
  '"note":"\u202E\\u0000",',
  '"__proto__":{},',
  '\u0000',
  '&t=99999999999999999999',
  '&c=rules/none',
  '&h=1.000000000000',
  '1j',
);

interface Cut {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const cuts = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    put: fc.oneof(pieces, fc.string({ maxLength: 8 })),
  }),
  { minLength: 1, maxLength: 3 },
);

const mutated = (text: string, all: readonly Cut[]): string =>
  all.reduce((now, { at, length, put }) => {
    const from = Math.floor(at * now.length);
    return now.slice(0, from) + put + now.slice(from + length);
  }, text);

/** Another value for a member or an item somewhere in a file, an item less, or one many times. */
type Change = { readonly place: number } & ({ readonly put: unknown } | { readonly times: number });

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.oneof(
    fc.record({
      place: fc.nat(),
      put: fc.constantFrom<unknown>(
        0,
        1,
        2,
        255,
        2 ** 21,
        2 ** 28,
        2 ** 52,
        -1,
        '',
        'e1',
        'e2',
        'dax0.0',
        '0',
        'linux-v9',
        'manual',
        'random',
        'qemu-v3',
        'qemu-10.0',
        '4802',
        '5604',
        'ffffffff',
        null,
        true,
        [],
        {},
      ),
    }),
    fc.record({ place: fc.nat(), times: fc.constantFrom(0, 2, 3, 200) }),
  ),
  { minLength: 1, maxLength: 4 },
);

/** Every list and object in a value, itself among them. */
const holdersIn = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(holdersIn)]
    : [];

function changed(text: string, all: readonly Change[]): string {
  const file: unknown = JSON.parse(text);
  for (const change of all) {
    const holders = holdersIn(file);
    const holder = holders[change.place % holders.length];
    if (holder === undefined) continue;
    const keys = Object.keys(holder);
    const at = change.place % Math.max(1, keys.length);
    if ('put' in change) Reflect.set(holder, keys[at] ?? 'x', structuredClone(change.put));
    else if (Array.isArray(holder))
      holder.splice(at, 1, ...Array.from({ length: change.times }, () => holder[at] as unknown));
  }
  return JSON.stringify(file);
}

const kinds: readonly {
  readonly kind: string;
  readonly of: readonly string[];
  readonly source: (text: string) => Promise<RunSource>;
}[] = [
  {
    kind: 'scenario file',
    of: files,
    source: (text) => Promise.resolve({ kind: 'scenario', text, step: 5 }),
  },
  {
    kind: 'link that is sealed well',
    of: files,
    source: async (text) => ({
      kind: 'link',
      fragment: await encodeLink(text, { title: 'x', step: 7, hash: 'ffffffffffff' }),
    }),
  },
  {
    kind: 'link that was changed',
    of: fragments,
    source: (fragment) => Promise.resolve({ kind: 'link', fragment }),
  },
];

/** A run with all its slices, or a card that says what, why and what to do. */
function checkAnswer({ update, problem }: Answer): void {
  if (problem === undefined) {
    expect(update.slices.run?.steps).toBeGreaterThanOrEqual(update.slices.run?.step ?? Infinity);
    expect(update.slices.maps?.length).toBeLessThanOrEqual(8);
    return;
  }
  expect([problem.title, problem.what, problem.why, problem.fix]).not.toContain('');
}

test.each(kinds)(
  'no $kind, whatever was done to it, throws or takes long',
  async ({ of, source }) => {
    let opened = 0;
    let slowest = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(of.length - 1), cuts, changes, async (index, all, others) => {
        const text = of[index] ?? '';
        const isFile = text.startsWith('{');
        const from = await source(
          isFile && index % 3 > 0 ? changed(text, others) : mutated(text, all),
        );
        const began = performance.now();
        const answer = await new Simulator().open(from);
        slowest = Math.max(slowest, performance.now() - began);
        checkAnswer(answer);
        if (answer.problem === undefined) opened += 1;
      }),
      { numRuns: count },
    );
    expect(opened).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(longest);
  },
  1_000_000,
);
