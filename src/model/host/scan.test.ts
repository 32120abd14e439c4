import { describe, expect, test } from 'vitest';
import {
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
import { newScan } from './scan-moves';
import type { HostReply, Move } from './twin';
import type { TwinId } from './twin-id';
import { twins } from './twins';

const scanning = (twin: TwinId, inbox: readonly Told[] = []): HostState =>
  hostOf(twin, inbox, {
    changes: {
      regions: [{ id: 0, start: P0, length: 512 * MiB, hpa: 0, phase: 'scanning' }],
      tasks: [newScan(0)],
    },
  });

const nextOf = (host: HostState): Move => {
  const move = twins[host.twin].next(seeing(), host);
  if (move === undefined) throw new Error('the host is idle');
  return move;
};

/** Takes the moves that the replies answer; then lets the host go on. */
function after(from: HostState, ...replies: readonly HostReply[]): HostState {
  return replies.reduce((host, reply) => nextOf(host).after(reply), from);
}

const many = (count: number, from = 0): readonly Told[] =>
  Array.from({ length: count }, (_, i) => ({ at: 2 * (from + i), mib: 2 }));

describe.each(['linux-v9', 'linux-v11'] as const)('%s, extents of before', (twin) => {
  test('asks page by page from where it stopped, and answers nothing', () => {
    const first = nextOf(scanning(twin));
    expect([...(first.command?.payload ?? [])]).toEqual([50, 0, 0, 0, 0, 0, 0, 0]);
    const second = nextOf(first.after(pageWith(many(50), { total: 60 })));
    expect([...(second.command?.payload ?? [])]).toEqual([50, 0, 0, 0, 50, 0, 0, 0]);
    const went = goneOn(second.after(pageWith(many(10, 50), { total: 60 })));
    expect(went.sent).toEqual(['nothing']);
    expect(shownBy(went.host).length).toBe(60);
    expect(went.host.regions[0]?.phase).toBe('ready');
  });

  test('is done at once when there are none', () => {
    const host = after(scanning(twin), pageWith([]));
    expect([host.tasks, host.regions[0]?.phase]).toEqual([[], 'ready']);
  });

  test.each([
    ['generation', pageWith(many(10, 50), { total: 60, generation: 1 })],
    ['count', pageWith(many(10, 50), { total: 59 })],
  ])('begins anew when the %s changes', (_, changed) => {
    const host = after(scanning(twin), pageWith(many(50), { total: 60 }));
    const move = nextOf(host);
    expect(move.printsOn?.(changed)[0]?.text).toMatch(/^Extent list change detected; gen 0 != /);
    const again = nextOf(move.after(changed));
    expect([...(again.command?.payload ?? [])].slice(4)).toEqual([0, 0, 0, 0]);
    expect(again.because).toContain('try 2 of 10');
  });

  test('gives up after ten tries', () => {
    let host = scanning(twin);
    for (let i = 1; i <= 10; i += 1) {
      host = after(host, pageWith(many(50), { total: 60, generation: 2 * i }));
      const changed = pageWith(many(10, 50), { total: 60, generation: 2 * i + 1 });
      if (i === 10) {
        const lines = nextOf(host)
          .printsOn?.(changed)
          .map(({ text }) => text);
        expect(lines?.at(-1)).toBe('Failed to read extents: -11');
      }
      host = after(host, changed);
    }
    expect([host.tasks, shownBy(host)]).toEqual([[], []]);
  });

  test('ends when the device promises more and returns nothing, or refuses', () => {
    const empty = after(scanning(twin), pageWith([], { total: 3 }));
    const refused = after(scanning(twin), replyWith(0x02));
    expect([empty.tasks, refused.tasks]).toEqual([[], []]);
  });

  test('leaves out what begins outside the region', () => {
    const host = after(
      scanning(twin),
      pageWith([
        { at: 0, mib: 64 },
        { at: 600, mib: 64 },
      ]),
    );
    expect(shownBy(goneOn(host).host).length).toBe(1);
  });

  test('handles events between two pages', () => {
    const host = after(scanning(twin), pageWith(many(50), { total: 60 }));
    const told = hostWith(host, { inbox: records([{ at: 300, mib: 2 }]) });
    expect(sends(nextOf(told))).toBe(twin === 'linux-v9' ? 'respond 300+2' : 'respond');
  });
});

describe('extents of before that cannot be taken over', () => {
  const odd = [
    { at: 0, mib: 64, tag: tagOf('a') },
    { at: 101, mib: 2 },
    { at: 128, mib: 64, tag: tagOf('a') },
  ];

  test('Linux v11 gives them back', () => {
    const went = goneOn(after(scanning('linux-v11'), pageWith(odd)));
    expect(went.sent).toEqual(['nothing', 'release 101+2']);
    expect(shownBy(went.host)).toEqual(['0.1 0+64', '0.2 128+64']);
  });

  test('Linux v9 leaves them where they are', () => {
    const went = goneOn(after(scanning('linux-v9'), pageWith(odd)));
    expect([went.sent, shownBy(went.host)]).toEqual([['nothing'], ['0.0 101+2']]);
  });
});
