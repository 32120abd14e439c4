import { describe, expect, test } from 'vitest';
import { goneOn, hostOf, seeing, shownBy, tagOf, type Told } from '../testing/host';
import { mib } from '../testing/machine';
import { add, deviceWith, ldIn } from '../testing/run';
import { held, settled } from '../testing/settle';
import { hostWith } from './host-state';
import { twins } from './twins';

const three: readonly Told[] = [
  { at: 0, mib: 2, more: true },
  { at: 8, mib: 2, more: true },
  { at: 16, mib: 2 },
];

describe('the strict host', () => {
  test('takes a chain whole and in order', () => {
    const A = tagOf('a');
    const mixed = [
      { at: 0, mib: 2, tag: A, more: true },
      { at: 8, mib: 2, tag: tagOf('b'), more: true },
      { at: 16, mib: 2, tag: A },
    ];
    expect(goneOn(hostOf('strict', mixed)).sent).toEqual(['respond 0+2 8+2 16+2']);
  });

  test.each([
    [
      'overlaps another',
      [
        { at: 0, mib: 4, more: true },
        { at: 2, mib: 4 },
      ],
      'A15',
    ],
    [
      'is misaligned',
      [
        { at: 0, mib: 2, more: true },
        { at: 5, mib: 2 },
      ],
      'A13',
    ],
    [
      'is there already',
      [
        { at: 100, mib: 2, more: true },
        { at: 0, mib: 2 },
      ],
      'A14',
    ],
    [
      'is in no region',
      [
        { at: 0, mib: 2, more: true },
        { at: 600, mib: 2 },
      ],
      'A4',
    ],
  ])('refuses the whole chain when one extent %s', (_, offers, rule) => {
    const went = goneOn(hostOf('strict', offers, { has: [{ at: 100, mib: 64 }] }));
    expect(went.sent).toEqual(['respond']);
    expect(went.decided).toEqual([`e1 refuses ${rule}`, `e2 refuses ${rule}`]);
    expect(shownBy(went.host).length).toBe(1);
  });

  test('refuses a chain that is open when the log has no more records', () => {
    const nine = Array.from({ length: 9 }, (_, i) => mib(4 * i, 2));
    const told = settled(deviceWith({ twin: 'strict' }), add(nine), add([mib(64, 2)]));
    expect(told.moves).toEqual(['read', '-', 'clear', 'read', 'respond']);
    expect(ldIn(told.state).pending.length).toBe(1);
    expect(settled(told.state, add([mib(128, 2)])).state.host.staged).toEqual([]);
  });

  test('shows nothing that the device refused', () => {
    const offered = settled(
      deviceWith({ twin: 'silent' }),
      add([mib(0, 2)]),
      add([mib(8, 2)]),
    ).state;
    const late = { ...offered, host: hostWith(offered.host, { twin: 'strict' }) };
    const told = settled(late, add([mib(16, 2)]));
    expect(told.moves).toContain('respond 0Fh');
    expect(told.state.host.extents).toEqual([]);
  });

  test('hands over when it does not know an event', () => {
    const went = goneOn(hostOf('strict', [{ at: 0, mib: 2, type: 3 }]));
    expect([went.titles, went.host.twin]).toEqual([
      ['cannot decide and hands over to you'],
      'manual',
    ]);
    expect(went.host.inbox[0]?.done).toBe(false);
  });

  test.each([
    [{ at: 0, mib: 64, type: 1 }, 'release 0+64'],
    [{ at: 0, mib: 32, type: 1 }, 'nothing'],
    [{ at: 0, mib: 128, type: 1 }, 'release 0+64, release 64+64'],
    [{ at: 300, mib: 64, type: 1 }, 'nothing'],
    [{ at: 32, mib: 128, type: 1 }, 'nothing'],
  ])('gives back whole extents and no more: %j', (asks, sent) => {
    const has = [
      { at: 0, mib: 64 },
      { at: 64, mib: 64 },
    ];
    expect(goneOn(hostOf('strict', [asks], { has })).sent.join(', ')).toBe(sent);
  });
});

test('one host takes every other extent', () => {
  const went = goneOn(hostOf('partial', three));
  expect(went.sent).toEqual(['respond 0+2 16+2']);
  expect(shownBy(went.host)).toEqual(['0.1 0+2', '0.2 16+2']);
});

test('the silent host reads and clears, and answers nothing', () => {
  const told = settled(deviceWith({ twin: 'silent' }), add([mib(0, 2)]));
  expect(told.moves).toEqual(['read', '-', 'clear', 'read']);
  expect(ldIn(told.state).pending.length).toBe(1);
  const asked = goneOn(
    hostOf('silent', [{ at: 0, mib: 64, type: 1 }], { has: [{ at: 0, mib: 64 }] }),
  );
  expect([asked.sent, asked.decided]).toEqual([['nothing'], ['e1 keeps ']]);
});

describe('the host that reorders', () => {
  test('names extents in reverse', () => {
    expect(goneOn(hostOf('reorderer', three)).sent).toEqual(['respond 16+2 8+2 0+2']);
  });

  test('answers the second of two closed chains first, and is refused by the device', () => {
    const told = settled(deviceWith({ twin: 'reorderer' }), add([mib(0, 2)]), add([mib(8, 2)]));
    expect(told.moves).toEqual(['read', 'respond 0Fh', 'respond', 'clear', 'read']);
    expect(held(told.state)).toEqual(['256+2']);
  });
});

test('one host sends each response twice, and the device refuses the second', () => {
  const told = settled(deviceWith({ twin: 'double' }), add([mib(0, 2)]), add([mib(8, 2)]));
  expect(told.moves.slice(0, 5)).toEqual([
    'read',
    'respond',
    'respond 0Fh',
    'respond',
    'respond 0Fh',
  ]);
});

describe('the random host', () => {
  const offers = Array.from({ length: 64 }, (_, i) => ({ at: 2 * i, mib: 2, more: i < 63 }));
  const taken = (random: number): number =>
    goneOn(hostOf('random', offers, { changes: { random } })).host.extents.length;

  test('decides the same for the same seed, and something else for others', () => {
    expect(taken(7)).toBe(taken(7));
    expect(new Set([1, 2, 3, 4, 5, 6].map(taken)).size).toBeGreaterThan(1);
  });

  test('takes about half', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map(taken).reduce((sum, n) => sum + n, 0);
    expect(all).toBeGreaterThan(8 * 64 * 0.4);
    expect(all).toBeLessThan(8 * 64 * 0.6);
  });

  test('gives back or not by the same coin', () => {
    const has = [{ at: 0, mib: 64 }];
    const sent = Array.from({ length: 20 }, (_, random) =>
      goneOn(
        hostOf('random', [{ at: 0, mib: 64, type: 1 }], { has, changes: { random } }),
      ).sent.join(),
    );
    expect(new Set(sent)).toEqual(new Set(['nothing', 'release 0+64']));
  });
});

test('by hand a host does nothing of itself but the work that was begun', () => {
  expect(twins.manual.next(seeing({ eventStatus: 0x10 }), hostOf('manual', three))).toBeUndefined();
});
