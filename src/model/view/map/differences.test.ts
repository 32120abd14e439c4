import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../persistent/chunked-list';
import { ldOf } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import type { SimulationState } from '../../simulation/state';
import { anyRuns, playedRun } from '../../testing/any-runs';
import { BLOCK, blocksOf } from '../../testing/blocks';
import { add, askBack, next } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { hostView } from '../host/host-view';
import { jumpTarget } from '../run/jump';
import { mapsView } from './map-view';
import { sceneOf } from '../scene/scene';
import { outcomeView } from '../outcome/outcome-view';
import type { RegionMap } from '../page/map';
import { divergenceKinds, type DivergenceKind } from '../page/vocabulary';

interface Ranged {
  readonly start: number;
  readonly length: number;
}

const lengthOf = ({ start, end }: { readonly start: number; readonly end: number }): Ranged => ({
  start,
  length: end - start,
});

/** What waits for the host as a record that asks capacity back. */
function onTheirWay({ device, host }: SimulationState): readonly Ranged[] {
  const done = host.inbox.filter((record) => record.done).map(({ handle }) => handle);
  return [...ldOf(device).eventLogs.dynamicCapacity.records, ...host.inbox].filter(
    ({ type, handle }) => type !== 0 && !done.includes(handle),
  );
}

/** The blocks of each extent in which host and device differ, counted block by block by a way of our own. */
function recounted(state: SimulationState): Record<DivergenceKind, Map<number, Set<number>>> {
  const ld = ldOf(state.device);
  const accepted = blocksOf(inOrder(ld.accepted));
  const shown = blocksOf(state.host.extents);
  const askedBack = blocksOf(itemsOf(ld.askedBack).map(lengthOf));
  const waiting = blocksOf(onTheirWay(state));
  const used = blocksOf(state.host.daxDevices.flatMap(({ ranges }) => ranges));
  const where = (
    extents: readonly (Ranged & { readonly id: number })[],
    differs: (block: number) => boolean,
  ) => {
    const found = new Map<number, Set<number>>();
    for (const { id, ...range } of extents) {
      const blocks = [...blocksOf([range])].filter(differs);
      if (blocks.length > 0) found.set(id, new Set([...(found.get(id) ?? []), ...blocks]));
    }
    return found;
  };
  const hosts = state.host.extents.map(({ extent, ...range }) => ({ ...range, id: extent }));
  return {
    phantom: where(hosts, (block) => !accepted.has(block)),
    unknown: where(inOrder(ld.accepted), (block) => !shown.has(block)),
    inUse: where(hosts, (block) => used.has(block) && askedBack.has(block) && !waiting.has(block)),
  };
}

/** The cells of a map that hold some of these blocks. */
function cellsOf({ base, blockSize, blocksPerCell, length }: RegionMap, blocks: Iterable<number>) {
  const cell = blockSize * blocksPerCell;
  const cells = [...blocks]
    .map((block) => block * BLOCK - base)
    .filter((at) => at >= 0 && at < length)
    .flatMap((at) => {
      const first = Math.floor(at / cell);
      const count = Math.ceil((at + BLOCK) / cell) - first;
      return Array.from({ length: count }, (_, i) => first + i);
    });
  return [...new Set(cells)].sort((a, b) => a - b);
}

/** The cells of a map that are marked. */
const markedCells = ({ marks, blocksPerCell }: RegionMap, kind: DivergenceKind) =>
  marks
    .filter((mark) => mark.kind === kind)
    .flatMap(({ firstBlock, blocks }) =>
      Array.from(
        { length: Math.ceil(blocks / blocksPerCell) },
        (_, i) => firstBlock / blocksPerCell + i,
      ),
    );

test('counter, list, marks, signs and jumps all tell of what the states differ in, and of nothing else', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(60), (described, at) => {
      const timeline = playedRun(described);
      const step = Math.min(at, timeline.frames.length);
      const scene = sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
      const real = recounted(scene.after);
      const count = divergenceKinds.reduce((sum, kind) => sum + real[kind].size, 0);
      const { differences } = hostView(scene);
      expect([outcomeView(scene).differences, differences.length]).toEqual([count, count]);
      for (const map of mapsView(scene)) {
        const cells = divergenceKinds.map((kind) =>
          cellsOf(map, new Set([...real[kind].values()].flatMap((set) => [...set]))),
        );
        expect(divergenceKinds.map((kind) => markedCells(map, kind))).toEqual(cells);
        const rows = new Set(cells.flat().map((cell) => Math.floor(cell / map.columns)));
        expect(map.hostDiffers).toEqual(map.hostDiffers.map((_, row) => rows.has(row)));
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('a jump to a disagreement ends where the states begin or cease to differ', () => {
  const differs = (state: SimulationState): boolean => {
    const { phantom, unknown, inUse } = recounted(state);
    return phantom.size + unknown.size + inUse.size > 0;
  };
  fc.assert(
    fc.property(anyRuns, fc.nat(60), fc.constantFrom<1 | -1>(1, -1), (described, at, by) => {
      const timeline = playedRun(described);
      const { frames, first } = timeline;
      const states = [first, ...frames.map(({ state }) => state)].map(differs);
      const turns = states.flatMap((one, i) => (i > 0 && one !== states[i - 1] ? [i] : []));
      const from = Math.min(at, frames.length);
      const next = by === 1 ? turns.find((i) => i > from) : turns.findLast((i) => i < from);
      expect(jumpTarget(timeline, from, 'divergence', by)).toBe(next);
    }),
    { numRuns: 60 },
  );
});

describe('the normal course of events is no difference', () => {
  const offer = add([[0, 64 * MiB]]);
  const back = askBack([[0, 64 * MiB]]);
  const claim = { kind: 'host', deed: 'claim', region: 0, of: '0' } as const;
  const accepted = [offer, next, next, next, next];
  const two = [...accepted, add([[128 * MiB, 64 * MiB]]), next, next, next, next];
  const another = askBack([[128 * MiB, 64 * MiB]]);
  test.each([
    ['an offer on its way', [offer]],
    ['a record read and not cleared', [offer, next]],
    ['an offer that was accepted and its record not cleared', [offer, next, next, next]],
    ['an extent asked back and not handled', [...accepted, back]],
    ['an extent in use, asked back and not handled', [...accepted, claim, back]],
    ['an extent in use, asked back, its record read', [...accepted, claim, back, next]],
    ['two extents asked back, one in use, not handled', [...two, claim, back, another]],
    ['two extents asked back, one in use, a record read', [...two, claim, back, another, next]],
  ])('%s', (_, actions) => {
    expect(hostView(sceneAfter({ twin: 'linux-v11' }, actions)).differences).toEqual([]);
  });

  test('an extent in use that the host was asked for and keeps is one', () => {
    const actions = [...accepted, claim, back, next, next, next];
    expect(hostView(sceneAfter({ twin: 'linux-v11' }, actions)).differences).toHaveLength(1);
  });
});
