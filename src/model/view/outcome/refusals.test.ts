import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profiles } from '../../device/profiles/profile';
import type { Action } from '../../simulation/action';
import type { Reply } from '../../simulation/reply';
import { anyDevice, anyPlans, play } from '../../testing/plans';
import { add, askBack, clear, giveBack, mailbox, R0, respond } from '../../testing/run';
import { sceneAfter, scenesOf } from '../../testing/scene';
import { MiB } from '../../units';
import { cardOf } from './card';
import { ladderView } from '../rules/ladder-view';
import { ruleBook } from '../rules/rule-book';

const offer = add([[0, 4 * MiB]]);
const hostile = add([[2n ** 64n - BigInt(2 * MiB), 4 * MiB]]);

/** Whether a reply needs no explanation. */
function isFine(reply: Reply): boolean {
  if (reply.kind === 'memory') return reply.memtx === 'ok';
  if (reply.kind === 'mailbox') return reply.refused === undefined;
  return reply.kind === 'none' || (reply.kind === 'qmp' && reply.error === undefined);
}

describe('the card of a refusal', () => {
  const table: readonly (readonly [string, readonly Action[], string])[] = [
    ['4802h', [offer, respond([[R0, 8 * MiB]])], 'Refused: Invalid Physical Address (0Fh)'],
    ['4803h', [giveBack([])], 'Refused: Invalid Input (02h)'],
    ['0101h', [offer, clear([7])], 'Refused: Invalid Input (02h)'],
    ['dispatch', [mailbox(0xffff)], 'Refused: Unsupported (03h)'],
    ['QMP', [add([[0, 0]])], 'Refused: extent with 0 length is not allowed'],
    ['QMP arguments', [add([], { region: 256 })], "Refused: Parameter 'region' expects uint8_t"],
    [
      'a QMP release',
      [askBack([[0, 2 * MiB]])],
      'Refused: cannot release extent with non-existing DPA range',
    ],
    ['a crash', [hostile], 'QEMU would crash here'],
    ['an act after a crash', [hostile, offer], 'This cannot be done here'],
    ['a deed', [{ kind: 'host', deed: 'respond', accept: [1] }], 'This cannot be done here'],
  ];

  test.each(table)('of %s', (_, actions, title) => {
    expect(cardOf(sceneAfter({}, actions))).toMatchObject({ title });
  });

  test('names the field that is wrong', () => {
    const card = cardOf(sceneAfter({}, [offer, respond([[R0, 8 * MiB]])]));
    expect(card?.where).toContainEqual({
      text: '4802h, entries[0].length',
      entity: 'field:in:entries[0].length',
    });
    expect(card?.what).toContain('e1, which ends at 0x1040_0000');
    expect(card?.section).toBe('CXL r3.1 8.2.9.9.9.3');
  });

  test('is there, with what, where, why and fix, for each failed step of random runs', () => {
    fc.assert(
      fc.property(anyDevice, anyPlans(15), (described, plans) => {
        const steps = play(described, plans);
        const actions = steps.map(({ action }) => action);
        for (const scene of scenesOf(described, actions)) {
          const { reply } = scene.frame ?? {};
          const card = cardOf(scene);
          expect(card === undefined).toBe(reply === undefined || isFine(reply));
          if (card === undefined) continue;
          const texts = [card.title, card.what, card.why, card.fix];
          expect([...texts, ...card.where.map(({ text }) => text)]).not.toContain('');
          expect(card.where.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('the ladder', () => {
  const verdictsOf = (actions: readonly Action[]) =>
    ladderView(sceneAfter({}, actions)).rules.map(({ id, verdict }) => `${id} ${verdict}`);

  test('of 4802h has the rules in the order of the profile, and what was not reached', () => {
    const view = ladderView(sceneAfter({}, [offer, respond([[R0, 2 * MiB]], 2)]));
    expect(view).toMatchObject({ title: 'Rules of 4802h', summary: 'stopped at 4 of 9' });
    expect(view.rules.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'rule:mailbox.supported held',
      'rule:4802.header held',
      'rule:4802.not-empty held',
      'rule:4802.entries refused',
      'rule:4802.limit notReached',
      'rule:4802.one-region notReached',
      'rule:4802.whole-blocks notReached',
      'rule:4802.once notReached',
      'rule:4802.within-first-offer notReached',
    ]);
    expect(view.rules[3]).toMatchObject({ operands: '32 ≥ 8 + 24 × 2', code: '16h' });
    expect(view.rules[4]).toMatchObject({ operands: 'not reached', code: '1Dh' });
  });

  test('of an empty 4802h turns to the question whether there is an offer', () => {
    expect(verdictsOf([offer, respond([])]).slice(1)).toEqual([
      'rule:4802.header held',
      'rule:4802.not-empty turned',
      'rule:4802.something-to-refuse held',
    ]);
  });

  test('of a QMP request starts with its arguments', () => {
    expect(verdictsOf([add([], { region: 7 })])).toEqual([
      'rule:qmp.arguments held',
      'rule:qmp-add.policy held',
      'rule:qmp-add.path held',
      'rule:qmp-add.dc-support held',
      'rule:qmp-add.region refused',
      'rule:qmp-add.not-zero notReached',
      'rule:qmp-add.aligned notReached',
      'rule:qmp-add.inside-region notReached',
      'rule:qmp-add.starts-inside notReached',
      'rule:qmp-add.once notReached',
      'rule:qmp-add.not-accepted notReached',
      'rule:qmp-add.not-pending notReached',
    ]);
  });

  test('says that nothing was checked in a step without a command', () => {
    expect(ladderView(sceneAfter({}, [{ kind: 'reset' }])).rules).toEqual([]);
  });

  test('is made of rules that are in the book, in every run', () => {
    fc.assert(
      fc.property(anyDevice, anyPlans(15), (described, plans) => {
        for (const { happenings } of play(described, plans)) {
          for (const happening of happenings) {
            if (happening.what === 'ruleChecked') {
              expect(ruleBook.has(happening.rule)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

test('every rule of the book says what it asks and how to mend a refusal', () => {
  for (const rule of ruleBook.values()) {
    expect([rule.says, rule.section, rule.shows, rule.fix]).not.toContain('');
  }
});

test('both profiles check the DC commands in the same order', () => {
  expect(profiles['qemu-10.0'].order).toEqual(profiles['qemu-11.1'].order);
});
