import { describe, expect, test } from 'vitest';
import { memoryBlocks } from '../host/dax-memory';
import { bare, claim, create, mib, ranges, ready } from '../testing/machine';
import { add, askBack, next, R0, run } from '../testing/run';
import { deed, settled } from '../testing/settle';
import { MiB } from '../units';
import { happeningsOf } from '../view/scene/gather';
import type { HostDeed } from './action';
import { nextMove } from './steps/host-step';
import type { SimulationState } from './state';

/** The state after these deeds, each followed by all that the host does about it. */
const after = (state: SimulationState, ...deeds: readonly HostDeed[]): SimulationState =>
  deeds.reduce((next, what) => settled(next, deed(what)).state, state);

const driversOf = ({ host }: SimulationState): readonly string[] =>
  host.daxDevices.map(({ id, driver }) => `${id} ${driver}`);

const regionsOf = ({ host }: SimulationState): readonly string[] =>
  host.regions.map(({ id, phase, driver }) => `region${id} ${phase} ${driver}`);

describe('device_dax', () => {
  const claimed = after(settled(ready(), add([mib(0, 64), mib(128, 64)])).state, claim('0'));
  const unloaded = after(claimed, { deed: 'unloadModule', module: 'device_dax' });

  test('leaves its devices without a driver when it goes, and takes them when it comes', () => {
    expect(driversOf(claimed)).toEqual(['dax0.0 none', 'dax0.1 device_dax']);
    expect(driversOf(unloaded)).toEqual(['dax0.0 none', 'dax0.1 none']);
    const again = after(unloaded, { deed: 'loadModule', module: 'device_dax' });
    expect(driversOf(again)).toEqual(['dax0.0 none', 'dax0.1 device_dax']);
    expect(ranges(again)).toEqual(ranges(claimed));
  });

  test('is loaded once, and unloaded once', () => {
    const reply = (state: SimulationState, what: HostDeed) => run(state, deed(what)).reply.kind;
    expect(reply(claimed, { deed: 'loadModule', module: 'device_dax' })).toBe('cannot');
    expect(reply(unloaded, { deed: 'unloadModule', module: 'device_dax' })).toBe('cannot');
  });
});

describe('the dax driver', () => {
  const later = (twin: 'linux-v9' | 'linux-v11', ...between: readonly HostDeed[]) =>
    after(bare({ twin }), { deed: 'unloadDriver' }, create(R0, 512 * MiB), ...between, {
      deed: 'loadDriver',
    });

  test.each(['linux-v9', 'linux-v11'] as const)('of %s takes a region that is empty', (twin) => {
    const state = later(twin);
    expect(regionsOf(state)).toEqual(['region0 ready bound']);
    expect(driversOf(state)).toEqual(['dax0.0 none']);
    expect(settled(state, add([mib(0, 64)])).state.host.extents[0]?.claimable).toBe(true);
  });

  test('says what becomes of a region that it leaves, and of one that is destroyed', () => {
    const has = settled(ready(), add([mib(0, 64)])).state;
    const ends = (what: HostDeed): string => {
      const moves = [deed(what), ...Array.from({ length: 2 }, () => next)];
      const { happenings } = run(has, ...moves);
      return happeningsOf(happenings, 'hostMoved').at(-1)?.title ?? '';
    };
    expect(ends({ deed: 'unloadDriver' })).toBe('leaves dax_region0 without its driver');
    expect(ends({ deed: 'destroyRegion', region: 0 })).toBe('takes region0 away');
    expect(regionsOf(after(has, { deed: 'unloadDriver' }))).toEqual(['region0 ready none']);
    expect(regionsOf(after(has, { deed: 'destroyRegion', region: 0 }))).toEqual([]);
  });

  test('takes nothing of a region that goes or maps nothing', () => {
    const unbound = after(ready(), { deed: 'unbindDevice' });
    expect(regionsOf(unbound)).toEqual(['region0 unmapped none']);
    const twice = after(
      unbound,
      { deed: 'unloadDriver' },
      { deed: 'loadDriver' },
      { deed: 'bindDevice' },
      { deed: 'unbindDevice' },
    );
    expect(regionsOf(twice)).toEqual(['region0 unmapped none']);
    expect([twice.host.tasks, twice.host.bound]).toEqual([[], false]);
  });
});

describe('memory', () => {
  const big = settled(ready(), add([mib(0, 384)])).state;
  const ram = after(big, claim('0'), { deed: 'online', dax: 'dax0.1', blockSize: 128 * MiB });

  test('has blocks by number, each after the other', () => {
    const hpa = ram.host.regions[0]?.hpa ?? 0;
    const blocks = memoryBlocks(ram.host);
    expect(blocks.map((block) => (block.hpa - hpa) / MiB)).toEqual([0, 128, 256]);
    expect(blocks.map(({ name }) => name)).toEqual(
      blocks.map((block) => `memory${block.hpa / (128 * MiB)}`),
    );
    expect(blocks.every(({ online }) => online)).toBe(true);
  });

  test('is offline and online as its user wants', () => {
    const offline = after(ram, { deed: 'memory', dax: 'dax0.1', online: false });
    expect(memoryBlocks(offline.host).map(({ online }) => online)).toEqual([false, false, false]);
    const kept = settled(offline, askBack([mib(0, 384)])).state;
    expect(kept.host.extents.length).toBe(1);
  });
});

describe('what a release touches in series v9', () => {
  const two = settled(ready('linux-v9'), add([mib(0, 64), mib(64, 64)])).state;
  const told = (state: SimulationState, [at, length]: readonly [number, number]) =>
    settled(state, askBack([mib(at, length)])).state.host.extents.map(
      ({ start, length: bytes }) => `${(start - R0) / MiB}+${bytes / MiB}`,
    );

  test('goes whole: both sides of a straddle, and one alone', () => {
    expect(told(two, [32, 64])).toEqual([]);
    expect(told(two, [0, 32])).toEqual(['64+64']);
  });

  test('is said to have failed when the device refuses it, and is gone all the same', () => {
    const move = nextMove(run(two, askBack([mib(0, 64)]), next).state);
    const told = (code: number) =>
      move?.then({ code, output: new Uint8Array(), extentOf: () => 0, extentAt: () => 0 });
    // This series prints a pointer for the range.
    const failed = 'Failed to release [range <pointer>-';
    expect(
      told(0x0f)
        ?.prints.map(({ text }) => text)
        .join(),
    ).toContain(failed);
    expect(
      told(0)
        ?.prints.map(({ text }) => text)
        .join(),
    ).not.toContain(failed);
    expect(told(0x0f)?.host.extents.length).toBe(1);
  });

  test('is told with its reason: one extent, several, or one in use', () => {
    const why = (state: SimulationState, [at, length]: readonly [number, number]) =>
      nextMove(run(state, askBack([mib(at, length)]), next).state)?.because ?? '';
    expect(why(two, [0, 64])).toMatch(/^The extent is not in use/);
    expect(why(two, [0, 32])).toMatch(/^Linux gives back whole extents/);
    expect(why(two, [32, 64])).toMatch(
      /^This series gives back every extent that the range touches/,
    );
    const used = settled(two, deed(claim('', 128 * MiB))).state;
    expect(why(used, [0, 64])).toMatch(/^A dax device holds the extent/);
  });
});

test('a crash takes all that the region had, and nothing but a restart helps', () => {
  const has = settled(ready(), add([mib(0, 64), mib(128, 64)])).state;
  const older = after(has, { deed: 'setUuid', dax: 'dax0.0', of: '0' });
  const { host } = after(older, { deed: 'destroyRegion', region: 0 });
  expect(host.crashed).toMatch(/^dax0\.0 was there before the extent that it holds/);
  expect([host.tasks, host.daxDevices, host.extents]).toEqual([[], [], []]);
  expect(after({ ...older, host }, { deed: 'loadDriver' }).host).toBe(host);
});
