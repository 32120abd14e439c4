import { describe, expect, test } from 'vitest';
import { readAt, writeAt } from '../testing/fm';
import { CXL_PCI } from '../testing/host';
import { mib } from '../testing/machine';
import { mock } from '../testing/mock';
import { add, askBack, deviceWith, giveBack, ldIn, next, respond, run } from '../testing/run';
import { deed, held, settled, shown, untilItWakes } from '../testing/settle';
import { wakesAt } from '../simulation/steps/host-step';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import type { TwinId } from './twin-id';

/** One region of 512 MiB at DPA 0, mapped whole. */
const small = (twin: TwinId): SimulationState =>
  deviceWith({ twin, staticMiB: 0, dcMiB: 512, regions: 1 });

const nineAndOne = {
  nine: add(Array.from({ length: 9 }, (_, i) => mib(16 * i, 16))),
  one: add([mib(256, 16)]),
};

describe('the lost closing record: nine extents in one request, a log of eight', () => {
  test.each(['linux-v9', 'linux-v11'] as const)('%s stages eight and waits', (twin) => {
    const { state, moves } = settled(small(twin), nineAndOne.nine);
    expect(moves).toEqual(['read', '-', 'clear', 'read']);
    expect(state.host.staged.length).toBe(8);
    expect(ldIn(state).pending.map(({ extents }) => extents.length)).toEqual([9]);
    expect(shown(state)).toEqual([]);
  });

  test('Linux v9 glues the next offer to it, is refused, and shows nine extents that are not there', () => {
    const waiting = settled(small('linux-v9'), nineAndOne.nine, {
      kind: 'clock',
      ns: 3600e9,
    }).state;
    const told = settled(waiting, nineAndOne.one);
    expect(told.moves).toEqual(['read', 'respond 0Fh', 'clear', 'read']);
    expect(held(told.state)).toEqual([]);
    expect(ldIn(told.state).pending.length).toBe(2);
    expect(shown(told.state).length).toBe(9);
    expect(told.lines).toContain(`${CXL_PCI}dcd event failed: -14`);
  });

  test('Linux v11 refuses it after 20 s, and the next offer is accepted', () => {
    const waiting = settled(small('linux-v11'), nineAndOne.nine).state;
    expect(wakesAt(waiting)).toBe(20e9);
    const woken = untilItWakes(waiting);
    expect([woken.moves, ldIn(woken.state).pending.length]).toEqual([['respond'], 0]);
    expect(woken.titles).toEqual(['refuses 8 staged extents']);
    const told = settled(woken.state, nineAndOne.one);
    expect(told.moves).toEqual(['read', 'respond', 'clear', 'read']);
    expect([held(told.state), shown(told.state)]).toEqual([['256+16'], ['0.1 256+16']]);
  });

  test('Linux v11 glues the next offer to it when that comes before', () => {
    const waiting = settled(small('linux-v11'), nineAndOne.nine).state;
    const told = settled(waiting, nineAndOne.one);
    expect(told.moves).toEqual(['read', 'respond 0Fh', 'clear', 'read']);
    expect(shown(told.state).length).toBe(9);
  });
});

const online = (twin: TwinId): SimulationState => {
  const of = twin === 'linux-v9' ? '' : '0';
  return settled(
    settled(small(twin), add([mib(0, 128)])).state,
    deed({ deed: 'claim', region: 0, of }),
    deed({ deed: 'online', dax: 'dax0.1', blockSize: 128 * MiB }),
  ).state;
};

describe.each(['linux-v9', 'linux-v11'] as const)('%s', (twin) => {
  test('busy signal: what is in use is not given back, nor later by itself', () => {
    const busy = settled(online(twin), askBack([mib(0, 128)]));
    expect(busy.moves).toEqual(['read', '-', 'clear', 'read']);
    expect(busy.decisions).toEqual(['e1 keeps R4']);
    expect(held(busy.state)).toEqual(['0+128']);
    const free = settled(
      busy.state,
      deed({ deed: 'offline', dax: 'dax0.1' }),
      deed({ deed: 'destroyDax', dax: 'dax0.1' }),
    );
    expect([free.moves, held(free.state)]).toEqual([[], ['0+128']]);
    const again = settled(free.state, askBack([mib(0, 128)]));
    expect([held(again.state), shown(again.state)]).toEqual([[], []]);
  });

  test('two in one chain: nothing is shown before the chain closes, then one response names both', () => {
    const offered = run(small(twin), add([mib(0, 64), mib(128, 64)]), next).state;
    expect(shown(offered)).toEqual([]);
    const told = settled(offered);
    expect(told.moves).toEqual(['respond', 'clear', 'read']);
    expect(held(told.state)).toEqual(['0+64', '128+64']);
  });

  test('overlap: what overlaps is left out, although the device offers it', () => {
    const has = settled(small(twin), add([mib(128, 64)])).state;
    const lost = { ...has, device: run(small(twin), add([mib(160, 64)])).state.device };
    const told = settled(lost);
    expect(told.decisions).toEqual(['e1 refuses A15']);
  });

  test('partial release: the whole extent comes back', () => {
    const has = settled(small(twin), add([mib(0, 384)])).state;
    const told = settled(has, askBack([mib(128, 128)]));
    expect([told.moves, held(told.state)]).toEqual([['read', 'release', 'clear', 'read'], []]);
  });

  test('R5 what a guest wrote is in the device when the extent is given back', () => {
    const has = settled(small(twin), add([mib(0, 128)])).state;
    const back = settled(has, writeAt(0, 'c0ffee'), askBack([mib(0, 128)])).state;
    const again = settled(back, add([mib(0, 128)])).state;
    const { reply } = run(again, readAt(0, 3));
    expect(reply).toMatchObject({ data: Uint8Array.of(0xc0, 0xff, 0xee) });
  });
});

describe('off the grid', () => {
  const offer = { at: 1, mib: 64 };

  test('an offer that the device takes and Linux does not: 64 MiB at 1 MiB', () => {
    const state = deviceWith({ ...mock, twin: 'linux-v11' });
    const line = `0x${(2048 * MiB + offer.at * MiB).toString(16)}:0x${(offer.mib * MiB).toString(16)}:"":0`;
    const scanned = settled(state).state;
    const told = settled(scanned, { kind: 'inject', file: 'dc_inject_extent', line });
    expect(told.decisions.map((text) => text.split(' ').slice(1).join(' '))).toEqual([
      'refuses A13',
    ]);
  });
});

describe('by hand', () => {
  test('the middle of an extent can be given back alone', () => {
    const has = run(
      small('manual'),
      add([mib(0, 384)]),
      deed({ deed: 'read' }),
      respond([mib(0, 384)]),
    ).state;
    const told = run(has, giveBack([mib(128, 128)])).state;
    expect([held(told), shown(told).length]).toEqual([['0+128', '256+128'], 2]);
  });
});

describe('a response that does not fit one command', () => {
  test('is given up when its first part is refused', () => {
    let state = small('linux-v9');
    for (let i = 0; i < 11; i += 1) {
      const nine = Array.from({ length: 9 }, (_, j) => mib(18 * i + 2 * j, 2));
      state = settled(state, add(nine)).state;
    }
    expect(state.host.staged.length).toBe(88);
    const told = settled(state, add([mib(400, 2)]));
    expect(told.moves).toEqual(['read', 'respond 0Fh', 'clear', 'read']);
    expect(shown(told.state).length).toBe(89);
  });
});
