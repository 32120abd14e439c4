import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import {
  add,
  askBack,
  clear,
  giveBack,
  mailbox,
  next,
  R0,
  respond,
  type Described,
  type Range,
} from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { outcomeView } from '../outcome/outcome-view';
import { stepsView } from '../run/steps-view';

const linux: Described = { twin: 'linux-v11' };
const two = add([
  [0, 8 * MiB],
  [16 * MiB, 4 * MiB],
]);
const read: Action = { kind: 'host', deed: 'read' };
const accept: Action = { kind: 'host', deed: 'respond', accept: [1, 2] };
const asLinux: Action = { kind: 'twin', twin: 'linux-v11' };
const nine = add(Array.from({ length: 9 }, (_, i): Range => [i * 4 * MiB, 2 * MiB]));
const hostile = add([[2n ** 64n - BigInt(2 * MiB), 4 * MiB]]);

const outcomeOf = (described: Described, actions: readonly Action[]) =>
  outcomeView(sceneAfter(described, actions));

test('a response that takes and refuses nothing is said to change nothing', () => {
  const twice = outcomeOf({ profile: 'qemu-v3' }, [add([[0, 8 * MiB]]), respond([])]);
  expect(twice.sentence).toBe('The host sends a response that changes nothing.');
  const mock = outcomeOf({ profile: 'cxl-test', startsEmpty: true }, [respond([])]);
  expect(mock.sentence).toBe('The host sends a response that changes nothing.');
});

describe('the sentence of a step', () => {
  const table: readonly (readonly [string, readonly Action[], string])[] = [
    [
      'before the first step',
      [],
      'A new device: 256 MiB static, 1 GiB of dynamic capacity in 2 regions.',
    ],
    ['an offer', [two], 'The fabric manager offers e1 and e2.'],
    ['an empty offer', [add([])], 'The request names no extents; nothing happens.'],
    ['a refused offer', [add([[0, 1]])], 'QEMU refuses the add request.'],
    ['a refused request to release', [askBack([[0, 1]])], 'QEMU refuses the release request.'],
    [
      'an unknown QMP command',
      [{ kind: 'qmp', execute: 'query', arguments: {} }],
      'QEMU does not know the command.',
    ],
    ['a crash', [hostile], 'QEMU would crash here.'],
    ['an act after a crash', [hostile, two], 'QEMU is gone.'],
    ['a read', [two, read], 'The host reads 2 event records.'],
    ['a read of nothing', [read], 'The host finds the event log empty.'],
    ['a clear', [two, read, clear([1])], 'The host clears 1 event record.'],
    ['a refused clear', [two, clear([2])], 'The device refuses to clear the records.'],
    ['an acceptance', [two, read, accept], 'The host accepts e1 and e2.'],
    ['a part', [two, respond([[R0, 2 * MiB]])], 'The host accepts 2 of 8 MiB of e1.'],
    ['a subset', [two, respond([[R0, 8 * MiB]])], 'The host accepts 1 of 2 offered extents.'],
    ['a refusal of an offer', [two, respond([])], 'The host refuses e1 and e2.'],
    [
      'a response that is refused',
      [two, respond([[R0, 16 * MiB]])],
      'The device refuses the host’s response.',
    ],
    [
      'a request to release',
      [two, read, accept, askBack([[0, 2 * MiB]])],
      'The fabric manager asks 2 of 8 MiB of e1 back.',
    ],
    [
      'a release',
      [two, read, accept, { kind: 'host', deed: 'release', extents: [2] }],
      'The host gives back e2.',
    ],
    [
      'a release of a part',
      [two, read, accept, giveBack([[R0, 2 * MiB]])],
      'The host gives back 2 of 8 MiB of e1.',
    ],
    ['a release that is refused', [giveBack([[R0, 2 * MiB]])], 'The device refuses the release.'],
    ['a wait', [asLinux, nine, next, next], 'The host stages 8 offered extents and waits.'],
    ['a move that is not there', [next], 'The host has no next move.'],
    ['another host', [asLinux], 'The host is now Linux v11.'],
    ['time', [{ kind: 'clock', ns: 1.5e9 }], '1.5 s go by.'],
    ['any other command', [mailbox(0x4000)], 'The device answers Identify Memory Device.'],
    ['an unknown command', [mailbox(0xffff)], 'The device refuses command FFFFh.'],
  ];

  test.each(table)('%s', (_, actions, sentence) => {
    expect(outcomeOf({}, actions).sentence).toBe(sentence);
  });

  test('a device without regions', () => {
    expect(outcomeOf({ regions: 0, dcMiB: 0 }, []).sentence).toBe(
      'A new device: 256 MiB static, no dynamic capacity.',
    );
  });

  test('a reset says what stays', () => {
    expect(outcomeOf({}, [{ kind: 'reset' }]).sentence).toMatch(/^The device is reset.*stay/);
  });
});

test('the steps tell actor, effect and tone, and requests that wait', () => {
  const { timeline } = sceneAfter(linux, [two, next, next, add([[0, 1]])]);
  const queue = [{ execute: 'cxl-add-dynamic-capacity', arguments: { region: 1, extents: [1] } }];
  const rows = stepsView({ ...timeline, queue });
  expect(rows.map(({ actor, tone, status, says }) => [actor, tone, status, says])).toEqual([
    ['fm', 'ok', 'done', 'offers e1 and e2'],
    ['host', 'ok', 'done', 'reads 2 event records'],
    ['host', 'ok', 'done', 'accepts e1 and e2'],
    ['fm', 'refused', 'done', 'asks to add'],
    ['fm', 'ok', 'queued', 'offers 1 extent in r1'],
  ]);
  expect(rows[3]?.effect).toBe('dpa or len is not aligned to region block size · nothing changes');
});

describe('the diff of a step', () => {
  const diffOf = (actions: readonly Action[]): readonly string[] =>
    outcomeOf({}, actions).diff.map(({ text }) => text);

  test('of an offer', () => {
    expect(diffOf([two])).toEqual([
      '+12 MiB offered (e1 and e2)',
      'offers waiting 0 → 1',
      'event log 0 → 2 of 8',
    ]);
  });

  test('of a partial acceptance', () => {
    expect(diffOf([two, read, respond([[R0, 2 * MiB]])])).toEqual([
      '+2 MiB accepted (e3)',
      '−10 MiB withdrawn (e2 and the rest of e1)',
      '1 bit set',
      'offers waiting 1 → 0',
      'host’s extents 0 → 1',
    ]);
  });

  test('of a release', () => {
    const actions = [two, read, accept, giveBack([[R0, 2 * MiB]])];
    expect(diffOf(actions)).toEqual(['−2 MiB released (e1)', '1 bit cleared']);
  });

  test('of a request to release', () => {
    expect(diffOf([two, read, accept, askBack([[0, 4 * MiB]])])).toEqual([
      '4 MiB asked back (e1)',
      'event log 2 → 3 of 8',
    ]);
  });

  test('of a refusal says that nothing changed', () => {
    expect(diffOf([respond([[R0, 2 * MiB]])])).toEqual(['nothing changes in the device']);
  });
});
