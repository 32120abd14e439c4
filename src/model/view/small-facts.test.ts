import { describe, expect, test } from 'vitest';
import { regionAt, ldOf } from '../device/device-state';
import { againstTwin } from '../simulation/compare/compare';
import { readAt, writeAt } from '../testing/fm';
import { claim, create, mib, ready } from '../testing/machine';
import { add, deviceWith, next, R0, respond, run, scenarioWith } from '../testing/run';
import { sceneAfter, scenesOf } from '../testing/scene';
import { deed, settled } from '../testing/settle';
import { startState } from '../simulation/state';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { accessOf, accessText } from './words/access';
import { leftText } from './words/chain-note';
import { compareBook, compareView } from './compare/compare-view';
import { marksOf } from './compare/compare-pieces';
import { inspectorView } from './inspect/inspector-view';
import { machineView } from './host/machine-view';
import { memoryRows } from './device/memory-rows';
import type { Scene } from './scene/scene';
import { sharesText } from './words/shares';
import { causesOf, whyOf } from './why';

const accepted = (...ranges: readonly (readonly [number, number])[]): readonly Action[] => [
  add(ranges.map(([at, length]) => [at * MiB, length * MiB])),
  respond(ranges.map(([at, length]) => [R0 + at * MiB, length * MiB])),
];

describe('a guest', () => {
  test('is told where its access came to, also where nothing is backed', () => {
    const wrote = sceneAfter({}, [...accepted([0, 2]), writeAt(R0 + 8, '0102')]);
    const access = accessOf(wrote);
    expect([access?.dpa, access?.lost]).toEqual([R0 + 8, 0]);
    const lost = accessOf(sceneAfter({}, [readAt(R0 + 4 * MiB)]));
    expect([lost?.dpa, lost?.lost]).toEqual([R0 + 4 * MiB, lost?.asked]);
    expect(access && accessText(access)).toBe('2 bytes written at 0x1000_0008.');
  });

  test('marks the very bytes that it touched', () => {
    const wrote = sceneAfter({}, [...accepted([0, 2]), writeAt(R0 + 14, '01020304')]);
    expect(memoryRows(wrote, R0, 3).map(({ touched }) => touched)).toEqual([[14, 15], [0, 1], []]);
  });
});

describe('shares of extents', () => {
  const whole = (extent: number) => ({ extent, bytes: 4 * MiB, of: 4 * MiB });
  const part = (extent: number) => ({ extent, bytes: 2 * MiB, of: 4 * MiB });

  test.each([
    [[whole(1), whole(2)], 'e1 and e2'],
    [[whole(1), part(2)], 'e1 and 2 of 4 MiB of e2'],
    [[part(1), part(2)], '2 of 4 MiB of e1 and 2 of 4 MiB of e2'],
    [[part(1), part(2), part(3)], 'parts of e1, e2 and e3 (6 of 12 MiB)'],
    [[whole(1), whole(2), whole(3), part(4)], 'e1, e2 and e3, and parts of e4 (2 of 4 MiB)'],
  ])('are told one by one while they are few: %j', (shares, text) => {
    expect(sharesText(shares)).toBe(text);
  });
});

describe('what waits although no record is left', () => {
  const unread = (groups: number): SimulationState =>
    deviceWith({
      twin: 'linux-v11',
      pending: Array.from({ length: groups }, (_, i) => [[R0 + 4 * i * MiB, 2 * MiB] as const]),
    });
  const withoutRecords = (state: SimulationState): SimulationState =>
    run(
      state,
      ...Array.from({ length: 2 }, (_, i) => ({
        kind: 'mailbox' as const,
        opcode: 0x0101,
        payload: Uint8Array.of(4, 0, 1, 0, 0, 0, i + 1, 0),
      })),
    ).state;

  test('is named, one group or two', () => {
    expect(leftText(withoutRecords(unread(1)))).toMatch(/^g1 still waits for an answer/);
    expect(leftText(withoutRecords(unread(2)))).toMatch(/^g1 and g2 still wait for an answer/);
    expect(leftText(unread(1))).toBeUndefined();
  });
});

describe('what can be claimed', () => {
  const claimsOf = (state: SimulationState) =>
    machineView({ ...sceneAfter({}, []), after: state }).claims;

  test('is all that is free, where a series claims by size', () => {
    expect(claimsOf(ready('linux-v9'))).toEqual([]);
    const has = settled(ready('linux-v9'), add([mib(0, 64)])).state;
    expect(claimsOf(has).map(({ label }) => label)).toEqual(['all 64 MiB that is free']);
  });

  test('is of the region that shows it, and of no other', () => {
    const scenario = scenarioWith({ twin: 'linux-v11', decoder: [0, 0] });
    const start = sceneOfScenario({
      ...scenario,
      host: { ...scenario.host, hdmForPassthrough: true },
    });
    const both = [create(R0, 256 * MiB), create(R0 + 256 * MiB, 256 * MiB)].reduce(
      (state, what) => settled(state, deed(what)).state,
      start,
    );
    const has = settled(both, add([mib(256, 64)])).state;
    expect(claimsOf(has).map(({ region }) => region)).toEqual([1]);
  });
});

const sceneOfScenario = (scenario: ReturnType<typeof scenarioWith>): SimulationState =>
  startState(scenario);

describe('a dax device', () => {
  const machine = (...actions: readonly Action[]): Scene => {
    const all = [
      deed(create(R0, 512 * MiB)),
      next,
      add([mib(0, 256)]),
      ...Array.from({ length: 4 }, () => next),
      deed(claim('0')),
      ...actions,
    ];
    return sceneAfter({ twin: 'linux-v11', decoder: [0, 0] }, all);
  };
  const summary = (scene: Scene): string | undefined => inspectorView(scene, 'dax:dax0.1')?.summary;
  const kmem = deed({ deed: 'loadModule', module: 'kmem' });
  const ram = deed({ deed: 'systemRam', dax: 'dax0.1', blockSize: 128 * MiB });

  test('says whether it is used as system RAM', () => {
    expect(summary(machine())).toBe('a dax device');
    expect(summary(machine(kmem, ram))).toBe('a dax device, used as system RAM');
  });

  test('has been there since the step that made it', () => {
    const scene = machine(ram);
    const made = scene.step - 1;
    expect(whyOf(scene, causesOf(scene.timeline), 'dax:dax0.1')?.sentence).toContain(
      `step ${made}`,
    );
  });
});

test('of more marks than a map draws, a cell is of both runs only where both have one', () => {
  const region = regionAt(ldOf(deviceWith({ dcMiB: 65_536 }).device), 512 * MiB);
  if (region === undefined) throw new Error('the device has a region');
  const one = { state: 'accepted' } as never;
  const parted = Array.from({ length: 4000 }, (_, i) => {
    const start = region.base + 8 * i * MiB;
    return { start, end: start + 2 * MiB, ...(i < 2000 ? { a: one } : { b: one }) };
  });
  const marks = marksOf(region, parted as never);
  expect(new Set(marks.map(({ only }) => only))).toEqual(new Set(['A', 'B']));
});

test('of many differences those around the row are told', () => {
  const actions = Array.from({ length: 130 }, (_, i): readonly Action[] => [
    add([[2 * (i % 200) * MiB, 2 * MiB]]),
    ...Array.from({ length: 4 }, () => next),
  ]).flat();
  const [first] = scenesOf({ twin: 'linux-v11', decoder: [R0, 512 * MiB] }, actions);
  if (first === undefined) throw new Error('a run has a start');
  const book = compareBook(againstTwin(first.timeline, 'silent'));
  const rows = book.fresh.map(({ row }) => row);
  expect(rows.length).toBeGreaterThan(110);
  const middle = rows[65] ?? 0;
  const told = compareView(book, middle).told.map(({ row }) => row);
  expect(told).toHaveLength(100);
  expect(told).toContain(middle);
  expect(told[0]).toBe(rows[15]);
});
