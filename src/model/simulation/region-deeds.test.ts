import { describe, expect, test } from 'vitest';
import { mock } from '../testing/mock';
import { bare, claim, create, mib, ranges, ready, refusal } from '../testing/machine';
import { add, mailbox, next, R0, R1, run } from '../testing/run';
import { deed, held, settled, shown } from '../testing/settle';
import { GiB, MiB } from '../units';

describe('a CXL region', () => {
  test('commits the decoder, and asks for the extents of before', () => {
    const created = run(bare(), deed(create(R0, 256 * MiB)));
    expect(created.state.device.lds[0]?.decoder).toMatchObject({
      committed: true,
      skip: R0,
      size: 256 * MiB,
    });
    expect(settled(created.state).moves).toEqual(['list']);
    expect(created.happenings.map(({ what }) => what)).toContain('decoderSet');
  });

  test('is what offers need: without one they are refused, with one accepted', () => {
    const refused = settled(bare(), add([mib(0, 64)]));
    expect([refused.decisions, held(refused.state)]).toEqual([['e1 refuses A4'], []]);
    const created = settled(refused.state, deed(create(R0, 512 * MiB))).state;
    const taken = settled(created, add([mib(0, 64)]));
    expect(held(taken.state)).toEqual(['256+64']);
  });

  test('shows what the device had accepted before, page by page', () => {
    const accepted = Array.from({ length: 60 }, (_, i) => [R0 + 4 * i * MiB, 2 * MiB] as const);
    const told = settled(bare({ accepted }), deed(create(R0, 512 * MiB)));
    expect(told.moves.slice(-3)).toEqual(['list', 'list', '-']);
    expect(told.state.host.extents.length).toBe(60);
    expect(told.moves.some((move) => move.startsWith('respond'))).toBe(false);
  });

  test('begins to ask anew when the list changes under it (4801h twice)', () => {
    const accepted = Array.from({ length: 60 }, (_, i) => [R0 + 4 * i * MiB, 2 * MiB] as const);
    const { state } = run(bare({ accepted }), deed(create(R0, 512 * MiB)), next);
    const changed = run(
      state,
      mailbox(0x4803, '01000000 00000000 0000001000000000 0000200000000000 0000000000000000'),
    );
    const told = settled(changed.state);
    expect(told.moves).toEqual(['list', 'list', 'list', '-']);
    expect(told.lines.join()).toContain('Extent list change detected; gen 0 != 0 : cnt 60 != 59');
    expect(told.state.host.extents.length).toBe(59);
  });

  test.each([
    ['is empty', create(R0, 0), 'multiple of 256 MiB'],
    ['is off the grid', create(R0 + 2 * MiB, 256 * MiB), 'multiple of 256 MiB'],
    ['leaves region 0', create(R0, 768 * MiB), 'inside region 0'],
    ['is in region 1', create(R1, 256 * MiB), 'inside region 0'],
  ])('is refused when it %s', (_, what, why) => {
    expect(refusal(bare(), what)[1]).toContain(why);
  });

  test('is the only one on QEMU: it has one decoder', () => {
    const one = settled(bare(), deed(create(R0, 256 * MiB))).state;
    expect(refusal(one, create(R0 + 256 * MiB, 256 * MiB))[1]).toContain('one HDM decoder');
  });

  test('can be one of several on the mock, which may not overlap', () => {
    const state = bare(mock);
    const half = 256 * MiB;
    const two = settled(state, deed(create(2 * GiB, half)), deed(create(2 * GiB + half, half)));
    expect(two.state.host.regions.map(({ id, phase }) => `${id} ${phase}`)).toEqual([
      '0 ready',
      '1 ready',
    ]);
    expect(two.state.host.extents.map(({ region }) => region)).toEqual([0, 1]);
    expect(refusal(two.state, create(2 * GiB, half))[1]).toContain('region0 maps a part of it');
  });

  test('gives everything back when it is destroyed, claimed or not, and uncommits the decoder', () => {
    const has = settled(ready(), add([mib(0, 64)]), add([mib(128, 64)])).state;
    const told = settled(has, deed(claim('0')), deed({ deed: 'destroyRegion', region: 0 }));
    expect(told.moves).toEqual(['release', 'release', '-']);
    expect([held(told.state), shown(told.state), ranges(told.state)]).toEqual([[], [], []]);
    expect(told.state.device.lds[0]?.decoder.committed).toBe(false);
    expect(told.state.host.regions).toEqual([]);
  });

  test.each(['linux-v11', 'linux-v9'] as const)(
    'is gone before %s looks at an offer that came while it closed, and refuses it',
    (twin) => {
      const closing = run(
        settled(ready(twin), add([mib(0, 64)])).state,
        deed({ deed: 'destroyRegion', region: 0 }),
        add([mib(128, 64)]),
      );
      const told = settled(closing.state);
      expect(told.decisions).toEqual(['e1 releases R9', 'e2 refuses A4']);
      expect([held(told.state), shown(told.state), told.state.host.regions]).toEqual([[], [], []]);
    },
  );

  test.each([
    ['it is not there', { deed: 'destroyRegion', region: 7 }, 'no such region'],
    ['it is system RAM', { deed: 'destroyRegion', region: 0 }, 'system RAM (EBUSY)'],
  ] as const)('cannot be destroyed when %s', (_, what, why) => {
    const ram = settled(
      settled(ready(), add([mib(0, 128)])).state,
      deed(claim('0')),
      deed({ deed: 'online', dax: 'dax0.1', blockSize: 128 * MiB }),
    ).state;
    expect(refusal(ram, what)[1]).toContain(why);
  });
});

describe('the dax driver', () => {
  const has = settled(settled(ready(), add([mib(0, 64)])).state, deed(claim('0'))).state;

  test('gives everything back when it is unloaded; offers are accepted without it', () => {
    const without = settled(has, deed({ deed: 'unloadDriver' }));
    expect([held(without.state), ranges(without.state)]).toEqual([[], []]);
    const added = settled(without.state, add([mib(0, 64)])).state;
    expect([held(added), shown(added).length]).toEqual([['256+64'], 1]);
    expect(refusal(added, claim('0'))[1]).toContain('the dax driver is not loaded (ENXIO)');
  });

  test('does not bind again where extents came without it, and nothing can be claimed', () => {
    const without = settled(has, deed({ deed: 'unloadDriver' })).state;
    const added = settled(without, add([mib(0, 64)])).state;
    const loaded = run(added, deed({ deed: 'loadDriver' }));
    expect(loaded.state.host.regions[0]?.driver).toBe('inTheWay');
    expect(refusal(loaded.state, claim('0'))[1]).toContain('before its dax driver came');
  });

  test('cannot be loaded or unloaded twice', () => {
    expect(refusal(has, { deed: 'loadDriver' })[1]).toBe('It is loaded.');
    const without = settled(has, deed({ deed: 'unloadDriver' })).state;
    expect(refusal(without, { deed: 'unloadDriver' })[1]).toBe('It is not loaded.');
  });
});

describe('a restart', () => {
  test('forgets everything but the twin; the device keeps what it holds, and the log is read again', () => {
    const has = settled(ready(), add([mib(0, 64)])).state;
    const offered = run(has, add([mib(128, 64)]), next).state;
    expect(offered.host.inbox.length).toBe(1);
    const told = run(offered, deed({ deed: 'restart' })).state;
    expect([told.host.regions, told.host.inbox, told.host.extents, told.host.staged]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([told.host.twin, told.device.lds[0]?.decoder.committed, held(told)]).toEqual([
      'linux-v11',
      false,
      ['256+64'],
    ]);
    const after = settled(told);
    expect(after.moves).toEqual(['read', 'respond', 'clear', 'read']);
    expect(after.decisions).toEqual(['e2 refuses A4']);
  });

  test('is over once a region is created: what was accepted is there, and nothing is answered', () => {
    const has = settled(ready(), add([mib(0, 64)]), add([mib(128, 64)])).state;
    const back = settled(has, deed({ deed: 'restart' }), deed(create(R0, 512 * MiB)));
    expect(back.moves).toEqual(['read', 'list', '-']);
    expect(shown(back.state)).toEqual(['0.1 256+64', '0.2 384+64']);
  });

  test('reads the log even when nothing is in it', () => {
    expect(settled(ready(), deed({ deed: 'restart' })).moves).toEqual(['read']);
  });
});

test('a person who plays the host has all of these too', () => {
  const told = settled(
    bare({ twin: 'manual', accepted: [[R0, 64 * MiB]] }),
    deed(create(R0, 512 * MiB)),
  );
  expect(told.moves).toEqual(['list', '-']);
  const ram = run(told.state, deed(claim('0')), deed({ deed: 'destroyRegion', region: 0 })).state;
  expect([settled(ram).moves, held(settled(ram).state)]).toEqual([['release', '-'], []]);
});
