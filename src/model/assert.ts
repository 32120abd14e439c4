/** Stops on a bug of ours: what can only be false if the program is wrong. Never for input. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}

/** Marks a branch the compiler has proved impossible. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
