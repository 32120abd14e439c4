import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { BASE, inject, LEN, mock } from '../../testing/mock';
import {
  add,
  askBack,
  giveBack,
  mailbox,
  R0,
  respond,
  type Described,
  type Range,
} from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { addV3, giveBackV3, respondV3 } from '../../testing/v3';
import { MiB } from '../../units';
import { inspectorView } from '../inspect/inspector-view';
import { ledgerView } from '../device/ledger-view';
import { mapsView } from '../map/map-view';
import type { Scene } from '../scene/scene';
import { deviceView } from '../device/device-view';

const read = mailbox(0x0100, '04');
const mib = (ranges: readonly Range[], base = 0): readonly Range[] =>
  ranges.map(([offset, length]): Range => [base + Number(offset) * MiB, Number(length) * MiB]);
const offer = (...ranges: readonly Range[]): Action => add(mib(ranges));
const answer = (...ranges: readonly Range[]): Action => respond(mib(ranges, R0));
const give = (...ranges: readonly Range[]): Action => giveBack(mib(ranges, R0));
const ask = (...ranges: readonly Range[]): Action => askBack(mib(ranges));

/** `e4 ← e1 [24–31] accepted`, for each row. */
const rowsOf = (scene: Scene): readonly string[] =>
  ledgerView(scene).rows.map(({ chip, from, blocks, stateText }) => {
    const name = from === undefined ? chip.label : `${chip.label} ← ${from}`;
    return `${name} [${blocks?.first ?? ''}–${blocks?.last ?? ''}] ${stateText}`;
  });

/** The spans that the map of region 0 shows as gone. */
const ghostsOf = (scene: Scene): readonly string[] =>
  (mapsView(scene)[0]?.device.spans ?? [])
    .filter(({ state }) => state === 'withdrawn' || state === 'released')
    .map(({ label, state, firstBlock, blocks }) => `${label} ${state} ${firstBlock}+${blocks}`);

/** The groups of the pending queue, chip by chip. */
const pendingOf = (scene: Scene): readonly string[] =>
  deviceView(scene).pending.map(
    ({ label, note, chips }) =>
      `${label} ${note}: ${chips.map((chip) => `${chip.label} ${chip.state}`).join(', ')}`,
  );

interface Case {
  readonly of: string;
  readonly on?: Described;
  readonly actions: readonly Action[];
  readonly rows: readonly string[];
  readonly next: readonly string[];
  readonly ghosts: readonly string[];
  readonly pending?: readonly string[];
}

const AB = offer([0, 64], [128, 64]);
const v3: Described = { profile: 'qemu-v3', dcMiB: 4096 };

const cases: readonly Case[] = [
  {
    of: 'an answer that takes the end of one extent and the start of the other',
    actions: [AB, answer([48, 16], [128, 16])],
    rows: [
      'e1 [0–23] rest withdrawn now',
      'e3 ← e1 [24–31] accepted',
      'e4 ← e2 [64–71] accepted',
      'e2 [72–95] rest withdrawn now',
    ],
    next: ['e3 ← e1 [24–31] accepted', 'e4 ← e2 [64–71] accepted'],
    ghosts: ['e1 withdrawn 0+24', 'e2 withdrawn 72+24'],
    pending: ['g1 answered: e1 cut, e2 cut'],
  },
  {
    of: 'an answer that takes the start of one and leaves the other',
    actions: [AB, offer([256, 32]), answer([0, 32])],
    rows: [
      'e4 ← e1 [0–15] accepted',
      'e1 [16–31] rest withdrawn now',
      'e2 [64–95] withdrawn now',
      'e3 [128–143] offered',
    ],
    next: ['e4 ← e1 [0–15] accepted', 'e3 [128–143] offered'],
    ghosts: ['e1 withdrawn 16+16', 'e2 withdrawn 64+32'],
    pending: ['g1 answered: e1 cut, e2 withdrawn', 'g2 now first: e3 offered'],
  },
  {
    of: 'two cuts of one extent',
    actions: [offer([0, 128]), answer([16, 32], [80, 16])],
    rows: [
      'e1 [0–7] rest withdrawn now',
      'e2 ← e1 [8–23] accepted',
      'e1 [24–39] rest withdrawn now',
      'e3 ← e1 [40–47] accepted',
      'e1 [48–63] rest withdrawn now',
    ],
    next: ['e2 ← e1 [8–23] accepted', 'e3 ← e1 [40–47] accepted'],
    ghosts: ['e1 withdrawn 0+8', 'e1 withdrawn 24+16', 'e1 withdrawn 48+16'],
    pending: ['g1 answered: e1 cut'],
  },
  {
    of: 'an extent whose middle is given back',
    actions: [offer([0, 96]), answer([0, 96]), give([32, 32])],
    rows: ['e2 ← e1 [0–15] accepted', 'e1 [16–31] part released now', 'e3 ← e1 [32–47] accepted'],
    next: ['e2 ← e1 [0–15] accepted', 'e3 ← e1 [32–47] accepted'],
    ghosts: ['e1 released 16+16'],
  },
  {
    of: 'an extent whose middle is asked back',
    actions: [offer([0, 96]), answer([0, 96]), ask([32, 32])],
    rows: ['e1 [0–15] accepted', 'e1 [16–31] accepted, asked back', 'e1 [32–47] accepted'],
    next: ['e1 [0–15] accepted', 'e1 [16–31] accepted, asked back', 'e1 [32–47] accepted'],
    ghosts: [],
  },
  {
    of: 'an offer that is refused',
    actions: [AB, answer()],
    rows: ['e1 [0–31] withdrawn now', 'e2 [64–95] withdrawn now'],
    next: [],
    ghosts: ['e1 withdrawn 0+32', 'e2 withdrawn 64+32'],
    pending: ['g1 answered: e1 withdrawn, e2 withdrawn'],
  },
  {
    of: 'a part that the 2023 series accepts, of two offers',
    on: v3,
    actions: [
      addV3([
        [0, 64],
        [128, 64],
      ]),
      respondV3([16, 16]),
    ],
    rows: [
      'e1 [0–7] rest withdrawn now',
      'e3 ← e1 [8–15] accepted',
      'e1 [16–31] rest withdrawn now',
      'e2 [64–95] offered',
    ],
    next: ['e3 ← e1 [8–15] accepted', 'e2 [64–95] offered'],
    ghosts: ['e1 withdrawn 0+8', 'e1 withdrawn 16+16'],
    pending: ['g1 answered: e1 cut', 'g2 now first: e2 offered'],
  },
  {
    of: 'a part that the 2023 series gets back',
    on: v3,
    actions: [addV3([[0, 64]]), respondV3([0, 64]), giveBackV3([16, 16])],
    rows: ['e2 ← e1 [0–7] accepted', 'e1 [8–15] part released now', 'e3 ← e1 [16–31] accepted'],
    next: ['e2 ← e1 [0–7] accepted', 'e3 ← e1 [16–31] accepted'],
    ghosts: ['e1 released 8+8'],
  },
];

describe.each(cases)('of $of', ({ on = {}, actions, rows, next, ghosts, pending }) => {
  const scene = sceneAfter(on, actions);
  const after = sceneAfter(on, [...actions, read]);

  test('the table has each piece in its place, and at the next step those that are left', () => {
    expect(rowsOf(scene)).toEqual(rows);
    expect(rowsOf(after)).toEqual(next);
  });

  test('the map draws what went once more, and no longer at the next step', () => {
    expect(ghostsOf(scene)).toEqual(ghosts);
    expect(ghostsOf(after)).toEqual([]);
  });

  test('the pending queue draws offers as they went', () => {
    expect(pendingOf(scene)).toEqual(pending ?? []);
    expect(pendingOf(after)).toEqual(
      (pending ?? []).slice(1).map((text) => text.replace('now first', 'first')),
    );
  });
});

test('rows that the device lets lie on each other say so', () => {
  const actions = [inject([BASE, 2 * LEN]), inject([BASE + LEN, 2 * LEN])];
  const empty = { ...mock, startsEmpty: true } as const;
  expect(rowsOf(sceneAfter(empty, actions)).map((row) => row.replace(/\[.*\] /, ''))).toEqual([
    'e1 offered, overlaps e2',
    'e2 offered, overlaps e1',
  ]);
});

describe('what is gone', () => {
  const all = [AB, answer([0, 32], [128, 64]), give([0, 32], [128, 64]), read];

  test('is named under an empty table, each as it went', () => {
    const { rows, gone } = ledgerView(sceneAfter({}, all));
    expect(rows).toEqual([]);
    expect(gone.chips.map(({ label, state }) => `${label} ${state}`)).toEqual([
      'e3 released',
      'e2 released',
      'e1 released',
    ]);
    expect(gone.count).toBe(3);
    expect(ledgerView(sceneAfter({}, [])).gone).toEqual({ chips: [], count: 0 });
  });

  test('is known to the inspector as it was', () => {
    const scene = sceneAfter({}, all);
    const known = ['extent:1', 'extent:2', 'extent:3'].map((id) => {
      const { summary, facts } = inspectorView(scene, id) ?? { summary: '', facts: [] };
      return [summary, ...facts.slice(0, 2).map(({ value }) => value)];
    });
    expect(known).toEqual([
      ['given back', '0x1000_0000', '0x0400_0000 64 MiB'],
      ['given back', '0x1800_0000', '0x0400_0000 64 MiB'],
      ['given back', '0x1000_0000', '0x0200_0000 32 MiB'],
    ]);
  });
});
