import { describe, expect, test } from 'vitest';
import {
  CXL_PCI,
  goneOn,
  hostOf,
  P0,
  pageWith,
  records,
  replyWith,
  seeing,
  sends,
  shownBy,
  tagOf,
  type Told,
} from '../testing/host';
import { MiB } from '../units';
import { hostWith, type HostState } from './host-state';
import { newScan } from './tasks';
import type { HostReply, Move } from './twin';
import { twins } from './twins';

type Scanner = 'linux-v9' | 'linux-v11';

const scanning = (twin: Scanner): HostState =>
  hostOf(twin, [], {
    changes: {
      regions: [
        {
          ...{ id: 0, start: P0, length: 512 * MiB, hpa: 0, decoder: 0, driver: 'bound' },
          ...{ phase: 'scanning', listed: twins[twin].series.scansIn === 'region' },
        },
      ],
      tasks: [newScan(0)],
    },
  });

const nextOf = (host: HostState): Move => {
  const move = twins[host.twin].next(seeing(), host);
  if (move === undefined) throw new Error('the host is idle');
  return move;
};

/** What a host prints when the next of its commands is answered so, without lines for debugging. */
const linesOn = (host: HostState, reply: HostReply): readonly string[] =>
  nextOf(host)
    .then(reply)
    .prints.filter(({ level }) => level !== 'debug')
    .map(({ text }) => text);

/** Takes the moves that the replies answer. */
function after(from: HostState, ...replies: readonly HostReply[]): HostState {
  return replies.reduce((host, reply) => nextOf(host).then(reply).host, from);
}

const many = (count: number, from = 0): readonly Told[] =>
  Array.from({ length: count }, (_, i) => ({ at: 2 * (from + i), mib: 2 }));

const page = pageWith(many(50), { total: 60 });
const rest = pageWith(many(10, 50), { total: 60 });
const changed = pageWith(many(10, 50), { total: 60, generation: 1 });

/** Numbers of the extents that the next 4801h asks for. */
const asks = (host: HostState): readonly number[] => [...(nextOf(host).command?.payload ?? [])];

describe.each(['linux-v9', 'linux-v11'] as const)('%s, extents of before', (twin) => {
  test('asks page by page from where it stopped, and answers nothing', () => {
    const first = scanning(twin);
    expect(asks(first)).toEqual([50, 0, 0, 0, 0, 0, 0, 0]);
    const second = after(first, page);
    expect(asks(second)).toEqual([50, 0, 0, 0, 50, 0, 0, 0]);
    const went = goneOn(after(second, rest));
    expect(went.sent.filter((sent) => sent !== 'nothing')).toEqual([]);
    expect(shownBy(went.host).length).toBe(60);
    expect(went.host.regions[0]?.phase).toBe('ready');
  });

  test('is done at once when there are none', () => {
    const host = after(scanning(twin), pageWith([]));
    expect([host.tasks, host.regions[0]?.phase]).toEqual([[], 'ready']);
  });

  test.each([
    ['generation', changed, 'gen 1 != 0 : cnt 60 != 60'],
    ['count', pageWith(many(9, 50), { total: 59 }), 'gen 0 != 0 : cnt 60 != 59'],
  ])('begins anew when the %s changes', (_, other, said) => {
    const host = after(scanning(twin), page);
    expect(linesOn(host, other)).toEqual([`${CXL_PCI}Extent list change detected; ${said}`]);
    expect(asks(after(host, other)).slice(4)).toEqual([0, 0, 0, 0]);
    expect(nextOf(after(host, other)).because).toContain('try 2 of');
  });

  test('ends when the device promises more and returns nothing, or refuses', () => {
    const empty = after(scanning(twin), pageWith([], { total: 3 }));
    const refused = after(scanning(twin), replyWith(0x02));
    expect([empty.tasks, refused.tasks]).toEqual([[], []]);
  });

  test('leaves out what begins outside the region, without a word to the device', () => {
    const host = after(
      scanning(twin),
      pageWith([
        { at: 0, mib: 64 },
        { at: 600, mib: 64 },
      ]),
    );
    const { sent, host: taken } = goneOn(host);
    expect(shownBy(taken).length).toBe(1);
    expect(sent.filter((one) => one !== 'nothing')).toEqual([]);
  });

  test('handles events between two pages', () => {
    const told = hostWith(after(scanning(twin), page), { inbox: records([{ at: 300, mib: 2 }]) });
    expect(sends(nextOf(told))).toBe(twin === 'linux-v9' ? 'respond 300+2' : 'respond');
  });
});

/** A host whose list has changed so often. */
const disturbed = (twin: Scanner, times: number): HostState =>
  after(scanning(twin), ...Array.from({ length: times }, () => [page, changed]).flat());

describe('a list that changes in every try', () => {
  test('is given up by Linux v11 after ten: nothing is shown and the driver is not bound', () => {
    expect(disturbed('linux-v11', 9).tasks).toMatchObject([{ kind: 'scan', tries: 10 }]);
    const host = after(disturbed('linux-v11', 9), page);
    expect(linesOn(host, changed).slice(1)).toEqual([
      'cxl decoder2.0: Existing extent processing failed -11',
      'cxl_dax_region dax_region0: probe with driver cxl_dax_region failed with error -11',
    ]);
    const given = after(host, changed);
    expect([given.tasks, shownBy(given), given.regions[0]?.driver]).toEqual([[], [], 'failed']);
    const offered = goneOn(hostWith(given, { inbox: records([{ at: 0, mib: 2 }]) }));
    expect(offered.decided).toEqual(['e1 refuses A18']);
  });

  test('is given up by Linux v9 after eleven: the first page stays and the driver is bound', () => {
    const host = after(disturbed('linux-v9', 10), page);
    expect(linesOn(host, changed).slice(1)).toEqual([
      'cxl decoder2.0: Existing extent processing failed -11',
      'cxl_region region0: Existing extent processing failed 0',
    ]);
    const given = after(host, changed);
    expect([given.tasks, shownBy(given).length, given.regions[0]?.driver]).toEqual([
      [],
      50,
      'bound',
    ]);
  });
});

test('Linux v11 takes what it found once all pages are read, Linux v9 page by page', () => {
  expect(shownBy(after(scanning('linux-v9'), page)).length).toBe(50);
  expect(shownBy(after(scanning('linux-v11'), page)).length).toBe(0);
});

test('Linux v11 tells of a device that promises more and returns nothing', () => {
  expect(linesOn(scanning('linux-v11'), pageWith([], { total: 3 }))[0]).toBe(
    `${CXL_PCI}Device returned 0 of 3 remaining extents`,
  );
});

test.each([
  ['linux-v11', ['0.1 0+64', '0.2 128+64']],
  ['linux-v9', ['0.0 101+2']],
] as const)('%s leaves what it cannot take over where it is', (twin, shown) => {
  const odd = [
    { at: 0, mib: 64, tag: tagOf('a') },
    { at: 101, mib: 2 },
    { at: 128, mib: 64, tag: tagOf('a') },
  ];
  const went = goneOn(after(scanning(twin), pageWith(odd)));
  expect(went.sent.filter((sent) => sent !== 'nothing')).toEqual([]);
  expect(shownBy(went.host)).toEqual(shown);
});

test('Linux v9 tells of an extent that it could not take, also when the next one is fine', () => {
  const outside = { at: 600, mib: 2 };
  const inside = { at: 0, mib: 2 };
  for (const found of [
    [outside, inside],
    [inside, outside],
  ]) {
    const reply = pageWith(found, { total: 2 });
    expect(linesOn(scanning('linux-v9'), reply).join()).toContain('extent processing failed');
    expect(after(scanning('linux-v9'), reply).extents.map(({ start }) => start)).toEqual([P0]);
  }
  const fine = pageWith([inside], { total: 1 });
  expect(linesOn(scanning('linux-v9'), fine).join()).not.toContain('failed');
});
