import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { readAt, wait, writeAt } from '../../testing/fm';
import { anyDeviceOfAll, anyPlans, busyPlans, play } from '../../testing/plans';
import { add, askBack, giveBack, mailbox, R0, respond, type Range } from '../../testing/run';
import { sceneAfter, scenesOf } from '../../testing/scene';
import { anyWorld } from '../../testing/worlds';
import { MiB } from '../../units';
import { cardOf } from './card';
import { inspectorView } from '../inspect/inspector-view';
import { memoryView } from '../device/memory-view';
import { outcomeView } from './outcome-view';
import { stepsView } from '../run/steps-view';

/** Milliseconds that a busy machine may take. */
const SLOW = 120_000;

const mib = (ranges: readonly Range[], base: number): readonly Range[] =>
  ranges.map(([offset, length]): Range => [base + Number(offset) * MiB, Number(length) * MiB]);
const offer = (...ranges: readonly Range[]): Action => add(mib(ranges, 0));
const answer = (...ranges: readonly Range[]): Action => respond(mib(ranges, R0));
const give = (...ranges: readonly Range[]): Action => giveBack(mib(ranges, R0));

describe('a card fits its case', () => {
  interface Case {
    readonly of: string;
    readonly actions: readonly Action[];
    readonly where: string;
    readonly evidence: string;
    readonly fix: string;
    readonly merges?: true;
  }

  const table: readonly Case[] = [
    {
      of: 'an answer where nothing is offered',
      actions: [answer([0, 8])],
      where: '4802h, entries[0].start',
      evidence: 'no offer',
      fix: 'Wait for an offer: only what is on offer can be accepted.',
    },
    {
      of: 'an entry that is too long',
      actions: [offer([0, 4], [32, 4]), answer([0, 8])],
      where: '4802h, entries[0].length',
      evidence: '0x1000_0000 + 0x0080_0000',
      fix: 'Let it end at 0x1040_0000 at the latest.',
    },
    {
      of: 'an entry over two neighbours',
      actions: [offer([0, 4], [4, 4]), answer([0, 8])],
      where: '4802h, entries[0].length',
      evidence: '0x1000_0000 + 0x0080_0000',
      fix: 'Make an entry of it for each offered extent.',
      merges: true,
    },
    {
      of: 'an entry of the second offer',
      actions: [offer([0, 4]), offer([32, 4]), answer([32, 4])],
      where: '4802h, entries[0].start',
      evidence: '0x1200_0000',
      fix: 'Answer g1 first: the oldest offer comes first.',
    },
    {
      of: 'an entry beside all offers',
      actions: [offer([0, 4]), answer([64, 4])],
      where: '4802h, entries[0].start',
      evidence: '0x1400_0000',
      fix: 'Name a range inside an extent of the first offer.',
    },
    {
      of: 'an empty entry',
      actions: [offer([0, 4]), answer([0, 0])],
      where: '4802h, entries[0].length',
      evidence: '0x0000_0000',
      fix: 'Give a length above 0. An empty list refuses the offer.',
    },
    {
      of: 'an entry that leaves its region',
      actions: [offer([0, 4]), answer([510, 4])],
      where: '4802h, entries[0].length',
      evidence: '0x2FE0_0000 + 0x0040_0000',
      fix: 'Keep each entry inside one region; split it at the region boundary.',
    },
    {
      of: 'an entry in no region',
      actions: [offer([0, 4]), answer([-64, 4])],
      where: '4802h, entries[0].start',
      evidence: '0x0C00_0000',
      fix: 'Keep each entry inside one region; split it at the region boundary.',
    },
    {
      of: 'a release that is too long',
      actions: [offer([0, 4]), answer([0, 4]), give([0, 8])],
      where: '4803h, entries[0].length',
      evidence: '0x1000_0000 + 0x0080_0000',
      fix: 'Let it end at 0x1040_0000 at the latest.',
    },
    {
      of: 'a release of what is not accepted',
      actions: [give([0, 4])],
      where: '4803h, entries[0].start',
      evidence: '0x1000_0000',
      fix: 'Release only capacity that was accepted; offers are refused by 4802h.',
    },
  ];

  test.each(table)('of $of', ({ actions, where, evidence, fix, merges }) => {
    const card = cardOf(sceneAfter({}, actions));
    expect(card?.where.map(({ text }) => text)).toEqual([`Step ${actions.length}`, where]);
    expect(card?.evidence).toEqual([evidence]);
    expect(card?.fix).toBe(fix);
    expect(card?.what.includes('not merged')).toBe(merges === true);
  });
});

describe('each place that a card names can be shown', () => {
  const wrong: readonly (readonly [string, readonly Action[], string])[] = [
    ['a QMP refusal: its rule', [add([[0, 0]])], 'rule:qmp-add.not-zero'],
    ['an argument of the wrong type', [add([], { region: 256 })], 'rule:qmp.arguments'],
    ['a QMP release', [askBack([[0, 2 * MiB]])], 'rule:qmp-release.backed'],
    ['a field that was sent', [answer([0, 8])], 'field:in:entries[0].start'],
    ['a payload without a header', [mailbox(0x4802, '01')], 'rule:4802.header'],
    ['a crash', [add([[2n ** 64n - BigInt(2 * MiB), 4 * MiB]])], 'rule:qmp-add.starts-inside'],
  ];

  test.each(wrong)('of %s', (_, actions, entity) => {
    const card = cardOf(sceneAfter({}, actions));
    expect(card?.where.at(-1)?.entity).toBe(entity);
  });

  test('in random runs on every device', { timeout: SLOW }, () => {
    const seen = new Set<string>();
    const check = (scenes: ReturnType<typeof scenesOf>): void => {
      for (const scene of scenes) {
        for (const { text, entity } of cardOf(scene)?.where ?? []) {
          if (entity === undefined) throw new Error(`${text} leads nowhere`);
          const shown = inspectorView(scene, entity);
          if (shown === undefined) throw new Error(`${text}: ${entity} is not known`);
          expect([shown.title, shown.summary]).not.toContain('');
          seen.add(entity.replaceAll(/\d+/g, ''));
        }
      }
    };
    const runs = fc.tuple(anyDeviceOfAll, fc.oneof(anyPlans(40), busyPlans(20)));
    fc.assert(
      fc.property(runs, ([described, plans]) => {
        check(
          scenesOf(
            described,
            play(described, plans).map(({ action }) => action),
          ),
        );
      }),
      { numRuns: 120 },
    );
    fc.assert(
      fc.property(anyWorld, ({ scenes }) => {
        check(scenes());
      }),
      { numRuns: 60 },
    );
    expect(seen.size).toBeGreaterThan(15);
  });
});

describe('an access of a guest', () => {
  const held = [offer([0, 4]), answer([0, 4])];
  const END = R0 + 4 * MiB;
  const table: readonly (readonly [
    string,
    readonly Action[],
    string,
    string,
    string | undefined,
  ])[] = [
    [
      'a read of what is not accepted',
      [readAt(R0, 16)],
      'The guest reads 16 bytes at 0x1000_0000 and gets zeros.',
      'The guest gets zeros: the block is not accepted (16 bytes asked for at 0x1000_0000).',
      '16 bytes at 0x1000_0000',
    ],
    [
      'a write to what is not accepted',
      [writeAt(R0, 'deadbeef')],
      'The guest writes 4 bytes at 0x1000_0000 and writes nothing.',
      'The guest writes nothing: the block is not accepted (4 bytes sent at 0x1000_0000).',
      '4 bytes at 0x1000_0000',
    ],
    [
      'a read that is lost in part',
      [...held, readAt(END - 8, 16)],
      'The guest reads 16 bytes at 0x103F_FFF8 and gets zeros for 8 of 16 bytes.',
      'The guest gets zeros for 8 of 16 bytes: the block is not accepted (16 bytes asked for at 0x103F_FFF8).',
      '8 of 16 bytes at 0x103F_FFF8',
    ],
    [
      'a read of what is accepted',
      [...held, readAt(R0, 1)],
      'The guest reads 1 byte at 0x1000_0000.',
      '1 byte read at 0x1000_0000.',
      undefined,
    ],
  ];

  test.each(table)('%s', (_, actions, sentence, last, evidence) => {
    const scene = sceneAfter({}, actions);
    expect(outcomeView(scene).sentence).toBe(sentence);
    expect(memoryView(scene).last).toBe(last);
    expect(cardOf(scene)?.evidence[0]).toBe(evidence);
  });

  test('is told at its own step only', () => {
    expect(memoryView(sceneAfter({}, [readAt(R0), wait(1)])).last).toBeUndefined();
  });
});

test('refusals are counted up to the step, and each has a card', { timeout: SLOW }, () => {
  fc.assert(
    fc.property(anyWorld, ({ scenes }) => {
      let refusals = 0;
      for (const scene of scenes()) {
        const tone = scene.step === 0 ? 'ok' : stepsView(scene.timeline)[scene.step - 1]?.tone;
        if (tone === 'refused' || tone === 'crash') refusals += 1;
        expect(outcomeView(scene).refusals).toBe(refusals);
        expect(cardOf(scene) === undefined).toBe(tone === 'ok');
      }
    }),
    { numRuns: 100 },
  );
});
