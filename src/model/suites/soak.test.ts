import { expect, test } from 'vitest';
import { itemsOf } from '../persistent/chunked-list';
import { ldOf } from '../device/device-state';
import { drawn } from '../host/random';
import type { TwinId } from '../host/twin-id';
import { nextMove } from '../simulation/steps/host-step';
import type { SimulationState } from '../simulation/state';
import { add, answerOf, askBack, deviceWith, next, run } from '../testing/run';
import { MiB } from '../units';

const SLOT = 16 * MiB;
const SLOTS = 16;
const REQUESTS = 10_000;

type Verb = 'add' | 'release';

/** One turn of the soak. Hasty: the same is asked again before the host has answered. */
interface Turn {
  readonly verb: Verb;
  readonly slot: number;
  readonly hasty: boolean;
}

function turnsFrom(seed: number): readonly Turn[] {
  let state = seed;
  const draw = (below: number): number => {
    const next = drawn(state);
    ({ state } = next);
    return Math.floor(next.value * below);
  };
  return Array.from({ length: REQUESTS }, () => ({
    verb: draw(10) < 5 ? 'add' : 'release',
    slot: draw(SLOTS),
    hasty: draw(10) === 0,
  }));
}

const ask = ({ verb, slot }: Turn) => (verb === 'add' ? add : askBack)([[slot * SLOT, SLOT]]);

/** What QEMU says to a request while nothing waits. */
function answerFor({ verb, slot }: Turn, slots: ReadonlySet<number>): string {
  if (slots.has(slot) === (verb === 'release')) return 'return';
  return verb === 'add'
    ? 'cannot add DPA already accessible to the same LD'
    : 'cannot release extent with non-existing DPA range';
}

function settled(from: SimulationState): SimulationState {
  let state = from;
  for (let i = 0; nextMove(state) !== undefined; i += 1) {
    if (i === 100) throw new Error('the host never ends');
    ({ state } = run(state, next));
  }
  return state;
}

const slotsOf = (extents: readonly { readonly start: number; readonly length: number }[]) =>
  extents.map(({ start, length }) => `${start / SLOT}+${length / SLOT}`).toSorted();

/** What is otherwise than the set of slots says; nothing if all is well. */
function wrongIn(state: SimulationState, slots: ReadonlySet<number>): string | undefined {
  const { accepted, pending } = ldOf(state.device);
  const found = {
    device: slotsOf(itemsOf(accepted.byAddress)),
    host: slotsOf(state.host.extents),
    waiting: pending.length,
  };
  const held = [...slots].map((slot) => `${slot}+1`).toSorted();
  const wanted = { device: held, host: held, waiting: 0 };
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
  return is === should ? undefined : `found ${is}, expected ${should}`;
}

/** Asks once more what has just been offered: it waits, so it can be neither offered again nor asked back. */
function hastily(state: SimulationState, turn: Turn): readonly string[] {
  const answers = (['add', 'release'] as const).map((verb) =>
    answerOf(run(state, ask({ ...turn, verb }))),
  );
  const wanted = [
    'cannot add DPA again while still pending',
    'cannot release extent with pending DPA range',
  ];
  return answers.flatMap((answer, i) =>
    answer === wanted[i] ? [] : [`waiting, and told: ${answer}`],
  );
}

/** The first turn after which something is otherwise than the oracle says, and what. */
function firstWrong(twin: TwinId, turns: readonly Turn[]): string | undefined {
  let state = deviceWith({ twin, staticMiB: 0, dcMiB: 512, regions: 1 });
  const slots = new Set<number>();
  for (const [i, turn] of turns.entries()) {
    const asked = run(state, ask(turn));
    const answer = answerOf(asked);
    const wanted = answerFor(turn, slots);
    if (answer !== wanted) return `turn ${i}: told “${answer}”, expected “${wanted}”`;
    if (turn.verb === 'release') slots.delete(turn.slot);
    else if (turn.hasty && answer === 'return') {
      const [wrong] = hastily(asked.state, turn);
      if (wrong !== undefined) return `turn ${i}: ${wrong}`;
    }
    if (turn.verb === 'add') slots.add(turn.slot);
    state = settled(asked.state);
    const wrong = wrongIn(state, slots);
    if (wrong !== undefined) return `turn ${i}: ${wrong}`;
  }
  return undefined;
}

test.each(['linux-v9', 'linux-v11'] as const)(
  '10,000 random requests leave device and host with the same extents on %s',
  (twin) => {
    expect(firstWrong(twin, turnsFrom(20_240_415))).toBeUndefined();
  },
);

test('a host that never answers, and one that refuses by chance, are told from Linux', () => {
  const turns = turnsFrom(1);
  expect(firstWrong('silent', turns)).toContain('turn');
  expect(firstWrong('random', turns)).toContain('turn');
});
