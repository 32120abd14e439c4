import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf } from '../device/device-state';
import type { SimulationState } from '../simulation/state';
import { anyStates } from '../testing/provoked';
import { run } from '../testing/run';
import { provokeView } from './provoke-view';
import { actionsOf, moves, tried, type Tried } from './tried';

/** What the replies of a tried move say by themselves. */
function repliedIn({ steps }: Tried): string {
  const replies = steps.map(({ reply }) => reply);
  if (replies.some(({ kind }) => kind === 'crash')) return 'crash';
  const isRefused = replies.some(
    (reply) =>
      (reply.kind === 'mailbox' && reply.code !== 0) ||
      (reply.kind === 'qmp' && reply.error !== undefined),
  );
  if (isRefused) return 'refused';
  return replies.some((reply) => reply.kind === 'memory' && reply.memtx === 'error')
    ? 'fault'
    : 'quiet';
}

const loud = ['crash', 'refused', 'fault'];

test('what is told of a move is what its replies say, on every device', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyStates, (state) => {
      const now = state();
      for (const move of moves) {
        const made = tried(now, move);
        if (typeof made === 'string') continue;
        const { kind } = made.coming;
        seen.add(kind);
        expect([move.id, loud.includes(kind) ? kind : 'quiet']).toEqual([move.id, repliedIn(made)]);
      }
    }),
    { numRuns: 100 },
  );
  expect(seen.size).toBeGreaterThan(3);
});

/** What a move must leave alone, and another must come to. */
const kept = (state: SimulationState) =>
  structuredClone({ ld: ldOf(state.device), host: state.host });

test('a move that is tried leaves the state as it was, and comes to the same when it is done', () => {
  fc.assert(
    fc.property(anyStates, (state) => {
      const now = state();
      const before = kept(now);
      for (const move of moves) {
        const made = tried(now, move);
        const actions = actionsOf(now, move.id);
        if (typeof made === 'string' || typeof actions === 'string') {
          expect(actions).toBe(made);
          continue;
        }
        const end = made.steps.at(-1)?.state ?? now;
        expect(kept(run(now, ...actions).state)).toEqual(kept(end));
      }
      expect(kept(now)).toEqual(before);
    }),
    { numRuns: 10 },
  );
});

test('every refusal and every crash tells why', () => {
  fc.assert(
    fc.property(anyStates, (state) => {
      const cards = provokeView(state()).groups.flatMap((group) => group.cards);
      for (const card of cards) {
        if ('outcome' in card && ['refused', 'QEMU dies'].includes(card.outcome.verdict))
          expect([card.id, card.outcome.because]).toEqual([card.id, expect.any(String)]);
      }
    }),
    { numRuns: 60 },
  );
});
