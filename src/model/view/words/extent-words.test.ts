import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { BASE, inject, LEN, mock, TAG_A } from '../../testing/mock';
import { add, askBack, giveBack, R0, respond, type Range } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { addV3, respondV3 } from '../../testing/v3';
import { MiB } from '../../units';
import { inspectorView } from '../inspect/inspector-view';
import { ledgerView } from '../device/ledger-view';
import type { Scene } from '../scene/scene';
import { deviceView } from '../device/device-view';
import { outcomeView } from '../outcome/outcome-view';

const mib = (ranges: readonly Range[], base = 0): readonly Range[] =>
  ranges.map(([offset, length]): Range => [base + Number(offset) * MiB, Number(length) * MiB]);
const offer = (...ranges: readonly Range[]): Action => add(mib(ranges));
const answer = (...ranges: readonly Range[]): Action => respond(mib(ranges, R0));
const give = (...ranges: readonly Range[]): Action => giveBack(mib(ranges, R0));
const ask = (...ranges: readonly Range[]): Action => askBack(mib(ranges));

const AB = offer([0, 64], [128, 64]);
const v3 = { profile: 'qemu-v3', dcMiB: 4096 } as const;

/** The facts of an extent by their names. */
const factsOf = (scene: Scene, id: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (inspectorView(scene, `extent:${id}`)?.facts ?? []).map(({ label, value }) => [label, value]),
  );

describe('the inspector of an extent', () => {
  test('tells what a piece was cut from, and what is left of what was cut', () => {
    const scene = sceneAfter({}, [AB, answer([48, 16], [128, 16])]);
    expect(factsOf(scene, 3)).toMatchObject({ 'Cut from': 'e1', Length: '0x0100_0000 16 MiB' });
    expect(factsOf(scene, 1)).toMatchObject({ 'Left of it': 'e3', Length: '0x0400_0000 64 MiB' });
    expect(inspectorView(scene, 'extent:1')).toMatchObject({ state: 'cut' });
  });

  test('tells how much of it is asked back, unless it is all', () => {
    const held = [offer([0, 96]), answer([0, 96])];
    expect(factsOf(sceneAfter({}, [...held, ask([32, 32])]), 1)).toMatchObject({
      'Asked back': '32 MiB of 96 MiB',
    });
    expect(factsOf(sceneAfter({}, [...held, ask([0, 96])]), 1)).not.toHaveProperty('Asked back');
    expect(factsOf(sceneAfter({}, held), 1)).not.toHaveProperty('Asked back');
  });

  test('has the tag and the sequence of the extent, as the table and its chip do', () => {
    const sharable = { ...mock, sharable: true, startsEmpty: true } as const;
    const scene = sceneAfter(sharable, [
      inject([BASE, LEN], TAG_A, 0, 2),
      inject([BASE + LEN, LEN]),
    ]);
    expect(factsOf(scene, 1)).toMatchObject({ Tag: TAG_A, Sequence: '2' });
    expect(factsOf(scene, 2)).toMatchObject({ Tag: 'none', Sequence: '0' });
    const tags = ledgerView(scene).rows.map(({ chip }) => chip.tag);
    expect(tags).toEqual([`tag ${TAG_A}, sequence 2`, undefined]);
    expect(deviceView(scene).pending.flatMap(({ chips }) => chips.map(({ tag }) => tag))).toEqual(
      tags,
    );
  });
});

describe('the headline does not round off', () => {
  const held = [offer([0, 128], [128, 64]), answer([0, 128], [128, 64])];
  const table: readonly (readonly [string, readonly Action[], string, string])[] = [
    [
      'an answer with parts',
      [AB, answer([48, 16], [128, 16])],
      'The host accepts 16 of 64 MiB of e1 and 16 of 64 MiB of e2.',
      '−96 MiB withdrawn (the rest of e1 and e2)',
    ],
    [
      'two cuts of one extent',
      [offer([0, 128]), answer([16, 32], [80, 16])],
      'The host accepts 48 of 128 MiB of e1.',
      '−80 MiB withdrawn (the rest of e1)',
    ],
    [
      'half an extent asked back',
      [...held, ask([64, 64])],
      'The fabric manager asks 64 of 128 MiB of e1 back.',
      '64 MiB asked back (e1)',
    ],
    [
      'one whole and a half asked back',
      [...held, ask([64, 128])],
      'The fabric manager asks e2 and 64 of 128 MiB of e1 back.',
      '128 MiB asked back (e1 and e2)',
    ],
    [
      'a part given back',
      [...held, give([0, 32])],
      'The host gives back 32 of 128 MiB of e1.',
      '−32 MiB released (e1)',
    ],
  ];

  test.each(table)('of %s', (_, actions, sentence, item) => {
    const outcome = outcomeView(sceneAfter({}, actions));
    expect(outcome.sentence).toBe(sentence);
    expect(outcome.diff.map(({ text }) => text)).toContain(item);
  });

  test('of two offers of the 2023 series, each a group of its own', () => {
    const scene = sceneAfter(v3, [
      addV3([
        [0, 64],
        [128, 64],
      ]),
    ]);
    expect(outcomeView(scene).sentence).toBe('The fabric manager offers e1 and e2.');
    const taken = sceneAfter(v3, [
      addV3([
        [0, 64],
        [128, 64],
      ]),
      respondV3([0, 64], [128, 64]),
    ]);
    expect(outcomeView(taken).sentence).toBe('The host accepts e1 and e2.');
    expect(deviceView(taken).pending.map(({ label, note }) => `${label} ${note}`)).toEqual([
      'g1 answered',
      'g2 answered',
    ]);
  });
});
