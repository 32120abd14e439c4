import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { delForced, inject, mock, pre } from '../../testing/mock';
import { sceneAfter } from '../../testing/scene';
import { bytesView } from '../bytes/bytes-view';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { inspectorView } from '../inspect/inspector-view';
import { sceneOf, type Scene } from '../scene/scene';
import { recordEntity } from './names';
import { deviceView } from '../device/device-view';

/** The names of CXL r3.1 8.2.9.2.1.6, by type. */
const names = [
  'Add Capacity',
  'Release Capacity',
  'Forced Capacity Release',
  'Region Configuration Updated',
];

/** What each pane calls the events in the log. */
function called(scene: Scene): readonly (readonly (string | undefined)[])[] {
  const { slots } = deviceView(scene).log;
  const { tabs } = bytesView(scene);
  return ldOf(scene.after.device).eventLogs.dynamicCapacity.records.map(({ serial }) => {
    const id = recordEntity(serial);
    const type = tabs.find((tab) => tab.id === id)?.fields.find(({ path }) => path === 'type');
    return [
      slots.find((slot) => slot.id === id)?.type,
      type?.derived,
      inspectorView(scene, id)?.summary.replace(/ for e\d+$/, ''),
    ];
  });
}

const expected = ({ after }: Scene) =>
  ldOf(after.device).eventLogs.dynamicCapacity.records.map(({ type }) =>
    Array<string | undefined>(3).fill(names[type]),
  );

test('every pane calls an event by the name of its type', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(40), (described, at) => {
      const timeline = playedRun(described);
      const step = Math.min(at, timeline.frames.length);
      const scene = sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
      expect(called(scene)).toEqual(expected(scene));
    }),
    { numRuns: 80 },
  );
});

test('a forced release is called one', () => {
  const scene = sceneAfter(mock, [inject(pre), delForced(pre)]);
  expect(called(scene).at(-1)).toEqual(Array(3).fill('Forced Capacity Release'));
});
