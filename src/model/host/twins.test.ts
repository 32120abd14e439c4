import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDevice, anyPlans, play } from '../testing/plans';
import { hostOf, P0, records, seeing, tagOf, goneOn } from '../testing/host';
import { deviceWith, add, next, run } from '../testing/run';
import { nextMove } from '../simulation/host-step';
import { stateWith } from '../simulation/state';
import { MiB } from '../units';
import { surfaced } from './beliefs';
import { hostWith, type HostState } from './host-state';
import { twinIds } from './twin-id';

test.each(twinIds)('%s decides in every state that a device can come to, and says why', (twin) => {
  fc.assert(
    fc.property(anyDevice, anyPlans(12), (described, plans) => {
      for (const { state } of play(described, plans)) {
        const asked = stateWith(state, { host: hostWith(state.host, { twin }) });
        const move = nextMove(asked);
        if (move === undefined) continue;
        expect([move.title, move.because]).not.toContain('');
        expect(run(asked, next).state.tick).toBe(asked.tick + 1);
      }
    }),
    { numRuns: 60 },
  );
});

test('a person can take any twin over in the middle of its work, and give it back', () => {
  const { state } = run(deviceWith({ twin: 'linux-v11' }), add([[0, 2 * MiB]]), next);
  const taken = run(state, { kind: 'twin', twin: 'manual' }, next);
  expect(taken.reply.kind).toBe('cannot');
  const back = run(taken.state, { kind: 'twin', twin: 'linux-v11' }, next);
  expect(back.state.host.extents.length).toBe(1);
});

/** A host with every other block of 10,000 in its hands, the last 5,000 of one tag and claimed. */
function bigHost(twin: 'linux-v9' | 'linux-v11' | 'strict'): HostState {
  const BLOCK = 2;
  const told = Array.from({ length: 10_000 }, (_, i) => ({
    at: 2 * BLOCK * i,
    mib: BLOCK,
    ...(i < 5000 ? {} : { tag: tagOf('a') }),
  }));
  const region = { id: 0, start: P0, length: 64 * 1024 * MiB, hpa: 0, phase: 'ready' } as const;
  const host = surfaced(hostWith(hostOf(twin, []), { regions: [region] }), records(told, 101));
  const claimed = host.extents.slice(5000).map(({ start, length }) => ({ start, length }));
  return hostWith(host, {
    daxDevices: [
      { id: 'dax0.1', region: 0, tag: tagOf('a'), ranges: claimed, mode: 'devdax', blockSize: 0 },
    ],
  });
}

const roomy = seeing({ partitions: [{ start: P0, length: 64 * 1024 * MiB, sharable: false }] });

describe.each(['linux-v9', 'linux-v11', 'strict'] as const)('%s with 10,000 extents', (twin) => {
  const big = bigHost(twin);

  test('takes, keeps and gives back as with few', () => {
    const offers = records([
      { at: 2, mib: 2 },
      { at: 6, mib: 2 },
    ]);
    const inbox = [
      ...offers,
      ...records(
        [
          { at: 0, mib: 2, type: 1 },
          { at: 4 * 9000, mib: 2, type: 1, tag: tagOf('a') },
        ],
        50,
      ),
    ];
    const went = goneOn(hostWith(big, { inbox }), roomy);
    expect(went.sent.slice(0, 3)).toEqual(['respond 2+2', 'respond 6+2', 'release 0+2']);
    expect(went.sent.slice(3)).toEqual(['nothing']);
    expect(went.host.extents.length).toBe(10_001);
  });
});
