import { describe, expect, test } from 'vitest';
import type { CompareView, CompareWith } from '../model/view/page/compare';
import { Simulator } from './simulator';
import { answered } from './testing';

async function tour(): Promise<Simulator> {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' });
  return simulator;
}

async function viewOf(simulator: Simulator, what: CompareWith, row?: number): Promise<CompareView> {
  const { view, problem } = await answered(simulator, 'compare', what, row);
  if (view === undefined) throw new Error(problem?.what ?? 'no run');
  return view;
}

const byHand: CompareWith = { kind: 'twin', twin: 'manual' };

describe('a comparison', () => {
  test('opens at its first difference, and can be looked at row by row', async () => {
    const simulator = await tour();
    const first = await viewOf(simulator, byHand);
    expect([first.row, first.differences[0]]).toEqual([3, 3]);
    const start = await viewOf(simulator, byHand, 0);
    expect([start.a.step, start.b.step, start.differs]).toEqual([0, 0, false]);
    expect((await viewOf(simulator, byHand, 1e9)).row).toBe(start.lastRow);
    expect((await viewOf(simulator, byHand, -1)).row).toBe(0);
  });

  test('leaves the run where it is', async () => {
    const simulator = await tour();
    const before = (await simulator.everything()).update.slices;
    await viewOf(simulator, byHand);
    expect((await simulator.everything()).update.slices).toEqual(before);
  });

  test('follows the run', async () => {
    const simulator = await tour();
    const { lastRow } = await viewOf(simulator, byHand);
    await simulator.seek(21);
    await simulator.act({ kind: 'reset' });
    expect((await viewOf(simulator, byHand)).lastRow).toBe(lastRow + 1);
  });

  test('with a branch finds the fork', async () => {
    const simulator = await tour();
    await simulator.seek(8);
    const { update } = await simulator.act({ kind: 'reset' });
    const branch = update.slices.run?.branches.find(({ current }) => !current);
    const view = await viewOf(simulator, { kind: 'branch', branch: branch?.id ?? -1 });
    expect([view.row, view.a.step, view.b.step, view.b.steps]).toEqual([10, 9, 10, 21]);
    expect([view.a.name, view.b.name]).toEqual(['main', branch?.name]);
    expect(view.says).toBe(
      'In A the device is reset; capacity and records stay. In B the device refuses the host’s response.',
    );
  });

  test.each([
    ['host', { kind: 'twin', twin: 'windows' }],
    ['profile', { kind: 'profile', profile: 'qemu-1' }],
    ['branch', { kind: 'branch', branch: 7 }],
  ] as const)('with a %s that is not there gets a card', async (kind, what) => {
    const { view, problem } = await answered(await tour(), 'compare', what);
    expect([view, problem?.title.startsWith(`There is no ${kind}`)]).toEqual([undefined, true]);
  });

  test('with rules that do not allow this device gets QEMU’s words', async () => {
    const { view, problem } = await answered(await tour(), 'compare', {
      kind: 'profile',
      profile: 'qemu-v3',
    });
    expect([view, problem?.title]).toEqual([undefined, 'QEMU would not start this device']);
  });

  test.each([
    ['a host', { kind: 'twin', twin: 'silent' }],
    ['other rules', { kind: 'profile', profile: 'qemu-10.0' }],
  ] as const)('with %s is shared, and opened again at its row', async (_, what) => {
    const simulator = await tour();
    const shown = await viewOf(simulator, what, 9);
    const { fragment = '' } = await answered(simulator, 'share', { compare: { what, row: 9 } });
    const other = new Simulator();
    const { compare, problem } = await other.open({ kind: 'link', fragment });
    expect([compare, problem]).toEqual([{ what, row: 9 }, undefined]);
    expect(await viewOf(other, what, 9)).toEqual(shown);
    const { fragment: alone = '' } = await answered(simulator, 'share');
    // The hash of the state stands behind the comparison.
    expect(fragment.startsWith(alone.replace(/&h=.*$/, ''))).toBe(true);
    expect(await other.open({ kind: 'link', fragment: alone })).not.toHaveProperty('compare');
  });

  test('with a branch is shared with that branch alone', async () => {
    const simulator = await tour();
    for (const step of [8, 5]) {
      await simulator.seek(step);
      await simulator.act({ kind: 'reset' });
    }
    const { update } = await simulator.everything();
    const [first, second] = update.slices.run?.branches.filter(({ current }) => !current) ?? [];
    expect([first, second]).not.toContain(undefined);
    const what = { kind: 'branch', branch: second?.id ?? -1 } as const;
    const shown = await viewOf(simulator, what, 7);
    const { fragment = '' } = await answered(simulator, 'share', { compare: { what, row: 7 } });
    const other = new Simulator();
    const { compare, update: opened } = await other.open({ kind: 'link', fragment });
    expect(opened.slices.run?.branches.map(({ name }) => name)).toEqual([
      shown.a.name,
      shown.b.name,
    ]);
    if (compare === undefined) throw new Error('it shows a comparison');
    expect(await viewOf(other, compare.what, compare.row)).toEqual(shown);
  });

  test('without a run is none', async () => {
    expect(await new Simulator().ask('compare', byHand)).toBeUndefined();
  });
});
