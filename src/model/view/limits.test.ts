import { describe, expect, test } from 'vitest';
import { regionAt, ldOf } from '../device/device-state';
import { timelineOf } from '../simulation/run/timeline';
import { toggled } from '../simulation/run/timeline-edits';
import type { Action } from '../simulation/action';
import { create } from '../testing/machine';
import {
  add,
  deviceWith,
  ldIn,
  mailbox,
  next,
  R0,
  scenarioWith,
  type Described,
} from '../testing/run';
import { sceneAfter } from '../testing/scene';
import { deed } from '../testing/settle';
import { MiB } from '../units';
import { marksOf } from './compare/compare-pieces';
import { hostView } from './host/host-view';
import { mapsView } from './map/map-view';
import { stepsView } from './run/steps-view';
import { causesOf, whyOf } from './why';
import { accessOf, accessText } from './words/access';

const wide: Described = { dcMiB: 2048, regions: 1 };
const ranges = (count: number) =>
  Array.from({ length: count }, (_, i) => [R0 + 4 * i * MiB, 2 * MiB] as const);
const offer = (count: number): Action =>
  add(ranges(count).map(([start, length]) => [start - R0, length]));

describe('a map names its extents one by one up to four hundred', () => {
  test.each([
    [400, 400],
    [401, 0],
  ])('of %i accepted extents %i', (count, named) => {
    const after = deviceWith({ ...wide, accepted: ranges(count) });
    const [map] = mapsView({ ...sceneAfter(wide, []), after });
    expect([map?.device.spans.length, map?.device.total]).toEqual([named, count]);
  });

  test('and so it names what was asked for', () => {
    const labelled = (count: number): readonly string[] =>
      mapsView(sceneAfter(wide, [offer(count)]))[0]?.fm.spans.map(({ label }) => label) ?? [];
    expect(labelled(400)).toHaveLength(400);
    expect(labelled(400)[399]).toBe('e400');
    expect(new Set(labelled(401))).toEqual(new Set(['']));
  });
});

test('of what a host holds two hundred extents are listed', () => {
  const described: Described = { ...wide, twin: 'linux-v11', decoder: [R0, 2048 * MiB] };
  const scene = sceneAfter(described, [offer(1), next, next, next, next]);
  const { host } = scene.after;
  const [first] = host.extents;
  if (first === undefined) throw new Error('the host has an extent');
  const extents = Array.from({ length: 250 }, (_, i) => ({ ...first, extent: i + 1 }));
  const { holds } = hostView({ ...scene, after: { ...scene.after, host: { ...host, extents } } });
  expect(holds).toHaveLength(200);
});

describe('a guest that reads by its own addresses', () => {
  const lead = [deed(create(R0, 512 * MiB)), next, add([[0, 16 * MiB]]), next, next, next, next];
  const linux: Described = { twin: 'linux-v11', decoder: [0, 0] };
  const { decoder } = ldIn(sceneAfter(linux, lead).after);
  const read = (at: number, length = 8): Action => ({
    kind: 'read',
    space: 'hpa',
    at: decoder.base + at,
    length,
  });

  test('is told which of the device’s it reaches', () => {
    const access = accessOf(sceneAfter(linux, [...lead, read(64)]));
    expect([access?.dpa, access?.lost]).toEqual([R0 + 64, 0]);
  });

  test('is told where it begins, also where only a part of it is there', () => {
    const access = accessOf(sceneAfter(linux, [...lead, read(16 * MiB - 8, 16)]));
    expect([access?.dpa, access?.lost]).toEqual([R0 + 16 * MiB - 8, 8]);
    expect(access && accessText(access)).toContain('8 of 16 bytes');
  });
});

test('a step that is switched off keeps its number', () => {
  const run = timelineOf(scenarioWith({}, [mailbox(0x4000), { kind: 'reset' }]));
  const rows = stepsView(toggled(toggled(run, 1), 2));
  expect(rows.map(({ opcode, effect }) => [opcode, effect])).toEqual([
    ['4000h', 'switched off'],
    [undefined, 'switched off'],
  ]);
});

test('a record outlives a reset, and is told by the step that logged it', () => {
  const scene = sceneAfter({}, [add([[0, 2 * MiB]]), { kind: 'reset' }]);
  expect(whyOf(scene, causesOf(scene.timeline), 'record:1')?.sentence).toBe(
    'Record 1 is in the event log because the device logged it at step 1; nobody has read it.',
  );
});

test('a mark of many in one cell is that cell, where the ranges are', () => {
  const region = regionAt(ldOf(deviceWith({ dcMiB: 65_536 }).device), 512 * MiB);
  if (region === undefined) throw new Error('the device has a region');
  const at = { state: 'accepted' } as never;
  const parted = Array.from({ length: 1000 }, (_, i) => {
    const start = region.base + region.length / 2 + 8 * i * MiB;
    return { start, end: start + 2 * MiB, a: at };
  });
  const marks = marksOf(region, parted as never);
  const ends = marks.map(({ firstBlock, blocks }) => firstBlock + blocks);
  expect(Math.min(...marks.map(({ firstBlock }) => firstBlock))).toBe(region.blocks / 2);
  const cell = region.blocks / 256;
  expect(Math.max(...ends)).toBe(region.blocks / 2 + Math.ceil((4 * 1000) / cell) * cell);
});
