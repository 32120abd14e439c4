import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDevice, anyPlans, play } from '../testing/plans';
import { daxOver, goneOn, hostOf, P0, records, seeing, tagOf, type Told } from '../testing/host';
import { deviceWith, add, next, run } from '../testing/run';
import { nextMove } from '../simulation/steps/host-step';
import { stateWith } from '../simulation/state';
import { GiB, MiB } from '../units';
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
  const has = Array.from({ length: 10_000 }, (_, i): Told => ({
    at: 2 * BLOCK * i,
    mib: BLOCK,
    ...(i < 5000 ? {} : { tag: tagOf('a'), more: i < 9999 }),
  }));
  const host = hostOf(twin, [], { has, mapped: 64 * GiB });
  return hostWith(host, { daxDevices: [daxOver(host.extents.slice(5000))] });
}

const roomy = seeing({ partitions: [{ start: P0, length: 64 * GiB, sharable: false }] });

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

test('Linux v9 hands over when another host left it a tag, which it never takes', () => {
  const asked = { at: 0, mib: 64, type: 1 };
  const tagged = hostOf('linux-v11', [asked], { has: [{ at: 0, mib: 64, tag: tagOf('a') }] });
  const went = goneOn(hostWith(tagged, { twin: 'linux-v9' }));
  expect([went.sent, went.host.twin]).toEqual([['nothing'], 'manual']);
});
