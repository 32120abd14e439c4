import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ldOf, type Region } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import { painted } from '../../testing/block-replay';
import { anyWorld, type World } from '../../testing/worlds';
import { chipState } from './chips';
import { inspectorView } from '../inspect/inspector-view';
import { ledgerView } from '../device/ledger-view';
import { mapsView } from './map-view';
import type { Scene } from '../scene/scene';
import { outcomeView } from '../outcome/outcome-view';
import { drawnStates, type DrawnState, type LedgerRow } from '../page';

/** Milliseconds that a busy machine may take. */
const SLOW = 120_000;

const checkAll = (check: (scene: Scene, world: World) => void): void => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      for (const scene of world.scenes()) check(scene, world);
    }),
    { numRuns: 150 },
  );
};

/** Bytes of a region in each state, counted block by block. */
function bytesIn(scene: Scene, region: Region): Readonly<Record<DrawnState, number>> {
  const bytes = { free: 0, offered: 0, askedBack: 0, accepted: 0 };
  for (const state of painted(scene, region)) bytes[state] += region.blockSize;
  return bytes;
}

describe('a block counts once, whatever lies on it', () => {
  test('on the map, in the meters and in the inspector of a region', { timeout: SLOW }, () => {
    checkAll((scene, { counted }) => {
      const maps = mapsView(scene);
      const { meters } = outcomeView(scene);
      for (const region of ldOf(scene.after.device).regions) {
        const bytes = bytesIn(scene, counted(region));
        const counts = [...(maps[region.index]?.device.counts ?? [])];
        const onMap = drawnStates.map((_, state) =>
          counts.reduce((sum, count, i) => (i % 4 === state ? sum + count : sum), 0),
        );
        expect(onMap.map((blocks) => blocks * region.blockSize)).toEqual(
          drawnStates.map((state) => bytes[state]),
        );
        expect(meters[region.index]?.bytes).toEqual(bytes);
        const facts = inspectorView(scene, `region:${region.index}`)?.facts ?? [];
        const told = facts.map(({ value }) => Number.parseInt(value, 10) * region.blockSize);
        expect(told.slice(2)).toEqual(
          (['accepted', 'askedBack', 'offered', 'free'] as const).map((state) => bytes[state]),
        );
      }
    });
  });

  test('in the loupe', { timeout: SLOW }, () => {
    checkAll((scene, { counted }) => {
      for (const region of ldOf(scene.after.device).regions) {
        const units = counted(region);
        const drawn = painted(scene, units);
        const each = units.blockSize / region.blockSize;
        drawn.forEach((state, unit) => {
          if (unit % 7 > 0) return;
          const at = unit * each;
          const bits = inspectorView(scene, `blocks:${region.index}:${at}-${at}`)?.bits;
          expect(bits?.cells.find(({ block }) => block === at)?.state).toBe(state);
        });
      }
    });
  });
});

const order: readonly DrawnState[] = ['askedBack', 'accepted', 'offered'];
const isGone = ({ chip }: LedgerRow): boolean =>
  chip.state === 'withdrawn' || chip.state === 'released';
const meet = (a: LedgerRow, b: LedgerRow): boolean =>
  a.start < b.start + b.length && b.start < a.start + a.length;

/** The strongest state that the rows say of a place. */
const saidOf = (rows: readonly LedgerRow[], at: number): DrawnState =>
  order.find((state) =>
    rows.some(
      ({ start, length, chip }) => start <= at && at < start + length && chip.state === state,
    ),
  ) ?? 'free';

describe('the table of extents', () => {
  test('says of every block what the map draws there', { timeout: SLOW }, () => {
    checkAll((scene, { counted }) => {
      const { rows, total } = ledgerView(scene);
      expect(rows.length).toBe(total);
      for (const region of ldOf(scene.after.device).regions) {
        const units = counted(region);
        const said = painted(scene, units).map((_, i) =>
          saidOf(rows, units.base + i * units.blockSize),
        );
        expect(said).toEqual(painted(scene, units));
      }
    });
  });

  test('has each byte of an extent in one row', { timeout: SLOW }, () => {
    checkAll((scene) => {
      const { rows } = ledgerView(scene);
      const ld = ldOf(scene.after.device);
      const held = [...inOrder(ld.accepted), ...ld.pending.flatMap(({ extents }) => extents)];
      for (const { id, length, from } of held) {
        const mine = rows.filter((row) => row.id === `extent:${id}` && !isGone(row));
        expect(mine.reduce((sum, row) => sum + row.length, 0)).toBe(length);
        expect(mine.map((row) => row.from)).toEqual(
          mine.map(() => (from === undefined ? undefined : `e${from}`)),
        );
      }
      expect(
        rows
          .filter((row) => !isGone(row))
          .every(({ id }) => held.some((e) => id === `extent:${e.id}`)),
      ).toBe(true);
    });
  });

  test('has rows that lie on each other only where it says so', { timeout: SLOW }, () => {
    checkAll((scene) => {
      const { rows } = ledgerView(scene);
      for (const row of rows) {
        const others = rows.filter((other) => other !== row && meet(row, other));
        expect(others.filter(({ id }) => id === row.id)).toEqual([]);
        expect(row.stateText.includes('overlaps')).toBe(others.length > 0);
      }
    });
  });

  test('tells what a step took away, piece by piece', { timeout: SLOW }, () => {
    const seen = { withdrawn: 0, released: 0 };
    checkAll((scene, { counted }) => {
      const { rows } = ledgerView(scene);
      const gone = rows.filter(isGone);
      for (const region of ldOf(scene.after.device).regions) {
        const units = counted(region);
        const after = painted(scene, units);
        painted({ ...scene, after: scene.before }, units).forEach((was, i) => {
          const at = units.base + i * units.blockSize;
          const over = gone.filter(({ start, length }) => start <= at && at < start + length);
          if (was !== 'free' && after[i] === 'free') {
            const state = was === 'offered' ? 'withdrawn' : 'released';
            seen[state] += 1;
            expect(over.map(({ chip }) => chip.state)).toContain(state);
          }
          if (after[i] !== 'free')
            expect(over.filter(({ stateText }) => !stateText.includes('overlaps'))).toEqual([]);
        });
      }
    });
    expect(Math.min(seen.withdrawn, seen.released)).toBeGreaterThan(0);
  });

  test('names each extent of the run in a row or among the earlier ones', { timeout: SLOW }, () => {
    checkAll((scene) => {
      const { rows, gone } = ledgerView(scene);
      const named = new Set([...rows.map(({ id }) => id), ...gone.chips.map(({ id }) => id)]);
      const { extent: nextExtent } = scene.after.device.names;
      for (let id = 1; id < nextExtent; id += 1) expect(named).toContain(`extent:${id}`);
      expect(named.size).toBe(nextExtent - 1);
    });
  });
});

/** What an extent was cut from, as all states of a run tell it. */
function parentsOf(scenes: readonly Scene[]): ReadonlyMap<number, number> {
  const parents = new Map<number, number>();
  for (const { happenings } of scenes) {
    for (const item of happenings) {
      if (item.what === 'extentSplit') for (const id of item.into) parents.set(id, item.extent);
      if (item.what === 'extentAccepted' && item.from !== item.extent)
        parents.set(item.extent, item.from);
    }
  }
  return parents;
}

test('a chip is drawn as the device has the extent, or as it went', { timeout: SLOW }, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(anyWorld, (world) => {
      const scenes = world.scenes();
      const parents = parentsOf(scenes);
      for (const scene of scenes) {
        const ld = ldOf(scene.after.device);
        const accepted = inOrder(ld.accepted);
        const ancestors = new Set<number>();
        for (const { id } of accepted) {
          for (let at = parents.get(id); at !== undefined; at = parents.get(at)) ancestors.add(at);
        }
        for (let id = 1; id < scene.after.device.names.extent; id += 1) {
          const state = chipState(scene, id);
          seen.set(state, (seen.get(state) ?? 0) + 1);
          if (accepted.some((extent) => extent.id === id))
            expect(['accepted', 'askedBack']).toContain(state);
          else if (ld.pending.some(({ extents }) => extents.some((extent) => extent.id === id)))
            expect(state).toBe('offered');
          else if (ancestors.has(id)) expect(state).toBe('cut');
          else expect(['withdrawn', 'released']).toContain(state);
        }
      }
    }),
    { numRuns: 150 },
  );
  for (const state of ['accepted', 'askedBack', 'offered', 'cut', 'withdrawn', 'released'])
    expect(seen.get(state) ?? 0).toBeGreaterThan(0);
});
