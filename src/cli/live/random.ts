/** A small seeded generator (mulberry32): the same seed gives the same sequence everywhere. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  /** One of the choices, each as likely as its weight says. */
  readonly weighted: <T>(choices: readonly [Weighted<T>, ...Weighted<T>[]]) => T;
  /** 32 random bits. */
  readonly bits: () => number;
}

export type Weighted<T> = readonly [weight: number, choice: T];

/** A source of chance that depends on the seed alone. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((bits() / 2 ** 32) * limit);
  return {
    bits,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => bits() / 2 ** 32 < probability,
    pick: (from) => from[below(from.length)] ?? from[0],
    weighted: (choices) => {
      let left = below(choices.reduce((sum, [weight]) => sum + weight, 0));
      for (const [weight, choice] of choices) {
        if (left < weight) return choice;
        left -= weight;
      }
      return choices[0][1];
    },
  };
}
