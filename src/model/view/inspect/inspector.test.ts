import { describe, expect, test } from 'vitest';
import { add, askBack, mailbox, next, R0, respond } from '../../testing/run';
import { scenesOf, sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { bytesView } from '../bytes/bytes-view';
import { inspectorView } from './inspector-view';
import type { Scene } from '../scene/scene';
import { registersView } from '../device/registers-view';

const factsOf = (scene: Scene, id: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    inspectorView(scene, id)?.facts.map(({ label, value }) => [label, value]) ?? [],
  );

const two = add([
  [0, 32 * MiB],
  [32 * MiB, 16 * MiB],
]);

describe('a record', () => {
  const scene = sceneAfter({}, [two, respond([[R0, 32 * MiB]]), askBack([[0, 32 * MiB]])]);

  test.each([
    [1, 'Add Capacity for e1', '1, the chain goes on'],
    [2, 'Add Capacity for e2', '0, the chain ends here'],
    [3, 'Release Capacity for e1', '0, the chain ends here'],
  ])(
    '%i is named for its type and its extent, and says whether more follow',
    (serial, summary, more) => {
      expect(inspectorView(scene, `record:${serial}`)?.summary).toBe(summary);
      expect(factsOf(scene, `record:${serial}`)['More']).toBe(more);
    },
  );
});

test('every field of every message is told with its value, its place and its type', () => {
  const scenes = scenesOf({ twin: 'linux-v11' }, [two, ...Array.from({ length: 4 }, () => next)]);
  let meanings = 0;
  for (const scene of scenes) {
    for (const tab of [...bytesView(scene).tabs, registersView(scene).cdat]) {
      for (const field of tab.fields) {
        const facts = factsOf(scene, `field:${tab.id}:${field.path}`);
        expect(Object.keys(facts)).toEqual([
          'Value',
          ...(field.derived === undefined ? [] : ['Means']),
          'Offset',
          'Bytes',
          'Type',
        ]);
        expect([facts['Value'], facts['Means'], Number(facts['Bytes'])]).toEqual([
          field.value,
          field.derived,
          field.size,
        ]);
        expect(Number(facts['Offset'])).toBe(field.offset);
        expect(facts['Offset']).toMatch(/^0x[0-9A-F]+$/);
        if (field.derived !== undefined) meanings += 1;
      }
    }
  }
  expect(meanings).toBeGreaterThan(20);
});

test('every register is told with its value, its place and its width', () => {
  const scene = sceneAfter({}, [mailbox(0x4000)]);
  const { registers } = registersView(scene);
  expect(registers.length).toBeGreaterThan(5);
  for (const { id, value, offset, width } of registers) {
    const facts = factsOf(scene, id);
    expect(Object.keys(facts)).toEqual(['Value', 'Offset', 'Bytes']);
    expect([facts['Value'], Number(facts['Offset']), Number(facts['Bytes'])]).toEqual([
      value,
      offset,
      width,
    ]);
  }
});
