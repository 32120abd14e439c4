import { expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { add, next, type Described } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { mapsView } from './map-view';

const offered = (places: readonly number[]): Action =>
  add(places.map((at) => [at * MiB, 16 * MiB]));
const hosted = (count: number): readonly Action[] => Array<Action>(count).fill(next);

/** Nine offers of which the last record is lost; the response with the offer after them is refused. */
const phantoms = [
  offered([0, 16, 32, 48, 64, 80, 96, 112, 128]),
  ...hosted(4),
  offered([256]),
  ...hosted(2),
];
const restarted: readonly Action[] = [
  offered([0]),
  ...hosted(4),
  { kind: 'host', deed: 'restart' },
];

const mapAfter = (described: Described, actions: readonly Action[]) =>
  mapsView(sceneAfter({ twin: 'linux-v9', staticMiB: 0, regions: 1, ...described }, actions))[0];

test('phantoms are marked where they lie, side by side as one, and named in both maps', () => {
  const map = mapAfter({ dcMiB: 512 }, phantoms);
  expect(map?.marks).toEqual([
    { kind: 'phantom', firstBlock: 0, blocks: 64 },
    { kind: 'phantom', firstBlock: 128, blocks: 8 },
  ]);
  for (const side of ['device', 'host'] as const) {
    const differing = map?.[side].spans.filter(({ differs }) => differs === 'phantom');
    expect(differing?.map(({ label }) => label)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 10].map((id) => `e${id}`),
    ]);
  }
});

test('a mark covers whole cells, so that none vanishes where a cell is many blocks', () => {
  const map = mapAfter({ dcMiB: 64 * 1024 }, phantoms);
  expect(map?.blocksPerCell).toBe(128);
  expect(map?.marks).toEqual([{ kind: 'phantom', firstBlock: 0, blocks: 256 }]);
});

test('what the host does not know of is marked in a way of its own', () => {
  expect(mapAfter({ dcMiB: 512 }, restarted)?.marks).toEqual([
    { kind: 'unknown', firstBlock: 0, blocks: 8 },
  ]);
});

test('nothing is marked where both agree', () => {
  expect(mapAfter({ dcMiB: 512 }, restarted.slice(0, -1))?.marks).toEqual([]);
  expect(mapAfter({ dcMiB: 512 }, phantoms.slice(0, -1))?.marks).toEqual([]);
});
