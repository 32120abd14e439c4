import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expecting, offer } from '../../testing/expecting';
import { claim } from '../../testing/machine';
import { TAG_A as UUID } from '../../testing/mock';
import { next, scenarioWith } from '../../testing/run';
import { deed } from '../../testing/settle';
import type { Expectation } from './expectation-schema';
import { readScenario } from './read-scenario';
import type { Scenario } from './scenario';
import { writeScenario } from './write-scenario';

/** A file with these lines among its actions. */
const fileWith = (...lines: readonly string[]): string =>
  writeScenario(expecting([offer])).replace(
    /"actions":\[\n.*\n?\]/,
    `"actions":[${lines.join(',')}]`,
  );

const problemWith = (...lines: readonly string[]): string => {
  const read = readScenario(fileWith(...lines));
  return read.ok ? 'none' : read.problem.what;
};

const OFFER = '{"add":0,"extents":[[0,134217728]]}';

describe('in a file', () => {
  test('a check stands after its action, and splits a run of moves', () => {
    const scenario = expecting(
      [offer, next, next, next],
      [
        { step: 1, expects: [{ pending: 1 }, { accepted: 0 }] },
        { step: 3, expects: [{ pending: 0 }] },
      ],
    );
    const text = writeScenario(scenario);
    expect(text).toContain(
      [
        '{"expect":{"pending":1}}',
        '{"expect":{"accepted":0}}',
        '{"host":"next","times":2}',
        '{"expect":{"pending":0}}',
        '{"host":"next"}]',
      ].join(',\n'),
    );
  });

  const anyExpectation = fc.record(
    {
      reply: fc.constantFrom('00h', 'return', 'EBUSY'),
      hostExtents: fc.constantFrom<NonNullable<Expectation['accepted']>>(
        0,
        [],
        [
          [0, 4],
          [8, 4, UUID],
        ],
      ),
      pending: fc.nat(),
      dax: fc.constantFrom<NonNullable<Expectation['dax']>>([], [{ name: 'dax0.1', size: 1 }]),
      sent: fc.constant({ '4802': 1 }),
      prints: fc.constant<string[]>(['too small']),
    },
    { requiredKeys: [] },
  );
  const anyStep = fc.record({
    action: fc.constantFrom(offer, next, next, next, deed(claim('0'))),
    expects: fc.array(anyExpectation, { maxLength: 2 }),
    off: fc.boolean(),
    bookmark: fc.boolean(),
  });

  test('checks are read back the same, wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(anyStep), (steps) => {
        const marks = steps.flatMap(({ expects, off, bookmark }, i) =>
          expects.length > 0 || off || bookmark
            ? [
                {
                  step: i + 1,
                  ...(off ? { off } : {}),
                  ...(bookmark ? { bookmark } : {}),
                  ...(expects.length === 0 ? {} : { expects }),
                },
              ]
            : [],
        );
        const bare = scenarioWith(
          {},
          steps.map(({ action }) => action),
        );
        const scenario: Scenario = { ...bare, ...(marks.length === 0 ? {} : { marks }) };
        expect(readScenario(writeScenario(scenario))).toEqual({ ok: true, scenario });
      }),
    );
  });

  test.each([
    [
      ['{"expect":{"pending":0}}', OFFER],
      'actions is a list; expected is a list that begins with an action: a check stands after the action it is about.',
    ],
    [
      [OFFER, '{"expect":{"pending":-1}}'],
      'actions[1].expect.pending is -1; expected is a whole number from 0 to 9,007,199,254,740,991.',
    ],
    [
      [OFFER, '{"expect":{"held":1}}'],
      'actions[1].expect.held is an unknown member; expected is no such member.',
    ],
    [
      [OFFER, '{"expect":{"accepted":[[0,1,"A"]]}}'],
      'actions[1].expect.accepted is a list; expected is a count, or a list of [DPA, length] and [DPA, length, "tag"] in bytes, the tag a UUID of small letters.',
    ],
    [
      [OFFER, '{"expect":{"dax":[{"name":"sda"}]}}'],
      'actions[1].expect.dax[0].name is "sda"; expected is a dax device such as "dax0.1".',
    ],
    [
      [OFFER, '{"expect":{"pending":0},"note":"x"}'],
      'actions[1].note is an unknown member; expected is no such member.',
    ],
  ])('%j is refused', (lines, problem) => {
    expect(problemWith(...lines)).toBe(problem);
  });
});
