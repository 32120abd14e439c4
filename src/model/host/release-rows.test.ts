import { describe, expect, test } from 'vitest';
import { CXL_PCI, daxOver, goneOn, hostOf, P0, shownBy, tagOf, type Told } from '../testing/host';
import { MiB } from '../units';
import type { HostState } from './host-state';

const A = tagOf('a');
const B = tagOf('b');

const asked = (at: number, mib: number, tag?: string): Told => ({
  at,
  mib,
  type: 1,
  ...(tag === undefined ? {} : { tag }),
});

const two: readonly Told[] = [
  { at: 0, mib: 64 },
  { at: 64, mib: 64 },
];
const group: readonly Told[] = [
  { at: 128, mib: 64, tag: A, more: true },
  { at: 0, mib: 64, tag: A },
  { at: 256, mib: 64, tag: B },
];

/** A dax device that holds the extents that begin there. */
const using = (...starts: readonly number[]): Partial<HostState> => ({
  daxDevices: [daxOver(starts.map((at) => ({ start: P0 + at * MiB, length: 64 * MiB })))],
});

type Came = readonly [sent: string, decided: string, left: number];

interface Row {
  readonly has: readonly Told[];
  readonly asks: Told;
  readonly changes?: Partial<HostState>;
  readonly v9: Came;
  readonly v11: Came;
  /** Where it is not as in v11. */
  readonly 'v11-next'?: Came;
}

const rows: Readonly<Record<string, Row>> = {
  'R0 a request is answered with 4803h': {
    has: [{ at: 0, mib: 64 }],
    asks: asked(0, 64),
    v9: ['release 0+64', 'e101 releases R7', 0],
    v11: ['release 0+64', 'e101 releases R7', 0],
  },
  'R1 no region over the start: exactly the range': {
    has: two,
    asks: asked(600, 64),
    v9: ['release 600+64', 'e1 releases R1', 2],
    v11: ['release 600+64', 'e1 releases R1', 2],
  },
  'R2 a range over two extents': {
    has: two,
    asks: asked(32, 64),
    v9: ['release 0+64, release 64+64', 'e101 releases R7, e102 releases R7', 0],
    v11: ['nothing', 'e1 keeps R3', 2],
    'v11-next': ['release 32+64', 'e1 releases R3', 2],
  },
  'R2 another tag': {
    has: group,
    asks: asked(128, 64, B),
    v9: ['release 128+64', 'e101 releases R7', 2],
    v11: ['nothing', 'e1 keeps R3', 3],
    'v11-next': ['release 128+64', 'e1 releases R3', 3],
  },
  'R3 no extent there': {
    has: two,
    asks: asked(256, 64),
    v9: ['nothing', 'e1 keeps R3', 2],
    v11: ['nothing', 'e1 keeps R3', 2],
    'v11-next': ['release 256+64', 'e1 releases R3', 2],
  },
  'R4 in use': {
    has: two,
    asks: asked(0, 64),
    changes: using(0),
    v9: ['nothing', 'e101 keeps R4', 2],
    v11: ['nothing', 'e101 keeps R4', 2],
  },
  'R4 one of two in use': {
    has: two,
    asks: asked(32, 64),
    changes: using(0),
    v9: ['release 64+64', 'e101 keeps R4, e102 releases R7', 1],
    v11: ['nothing', 'e1 keeps R3', 2],
    'v11-next': ['release 32+64', 'e1 releases R3', 2],
  },
  'R6 one extent of a tag': {
    has: group,
    asks: asked(0, 64, A),
    v9: ['release 0+64', 'e102 releases R7', 2],
    v11: ['release 128+64, release 0+64', 'e101 releases R7, e102 releases R7', 1],
  },
  'R6 one extent of a tag, another of it in use': {
    has: group,
    asks: asked(0, 64, A),
    changes: using(128),
    v9: ['release 0+64', 'e102 releases R7', 2],
    v11: ['nothing', 'e101 keeps R4, e102 keeps R4', 3],
  },
  'R6 one extent of a chain without tags': {
    has: [
      { at: 64, mib: 64, more: true },
      { at: 0, mib: 64 },
    ],
    asks: asked(0, 64),
    v9: ['release 0+64', 'e102 releases R7', 1],
    v11: ['release 64+64, release 0+64', 'e101 releases R7, e102 releases R7', 0],
  },
  'R7 a part of an extent: the whole extent': {
    has: two,
    asks: asked(16, 16),
    v9: ['release 0+64', 'e101 releases R7', 1],
    v11: ['release 0+64', 'e101 releases R7', 1],
  },
};

describe.each(['v9', 'v11', 'v11-next'] as const)('Linux %s, release requests', (series) => {
  const twin = `linux-${series}` as const;

  test.each(Object.entries(rows))('%s', (_, row) => {
    const { has, asks, changes = {} } = row;
    const went = goneOn(hostOf(twin, [asks], { has, changes }));
    const [sent, decisions, left] = row[series] ?? row.v11;
    expect(went.sent.join(', ')).toBe(sent);
    expect([...new Set(went.decided)].join(', ')).toBe(decisions);
    expect(shownBy(went.host).length).toBe(left);
  });

  test('R4 is not tried again: the record is done with', () => {
    const { host } = goneOn(hostOf(twin, [asked(0, 64)], { has: two, changes: using(0) }));
    expect(host.inbox.every(({ done }) => done)).toBe(true);
    expect(host.tasks).toEqual([]);
  });

  test('R8 the extent is gone from sysfs once it is given back', () => {
    const went = goneOn(hostOf(twin, [asked(0, 64)], { has: two }));
    expect(shownBy(went.host)).toEqual([series === 'v9' ? '0.1 64+64' : '0.2 64+64']);
  });

  test('more records about one group are each acted on alone', () => {
    const went = goneOn(hostOf(twin, [asked(0, 64, A), asked(128, 64, A)], { has: group }));
    expect(went.sent).toEqual(
      series === 'v9'
        ? ['release 0+64', 'release 128+64']
        : ['release 128+64', 'release 0+64', series === 'v11' ? 'nothing' : 'release 128+64'],
    );
  });

  test('a request that means no extent is an error in v11 alone', () => {
    const went = goneOn(hostOf(twin, [asked(32, 64)], { has: two }));
    expect(went.lines.map((line) => line.includes('matches no dc_extent'))).toEqual(
      series === 'v11' ? [true, false] : [],
    );
    expect(went.lines.at(-1)).toBe(
      series === 'v11' ? `${CXL_PCI}dcd event failed: -22` : undefined,
    );
  });

  test('a forced release is ignored', () => {
    const went = goneOn(hostOf(twin, [{ at: 0, mib: 64, type: 2 }], { has: two }));
    expect([went.sent, went.titles]).toEqual([['nothing'], ['ignores a forced release']]);
    expect(went.lines).toEqual([`${CXL_PCI}Forced release event ignored.`]);
    expect(shownBy(went.host).length).toBe(2);
  });
});
