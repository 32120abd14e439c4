/** One step of a small generator (mulberry32): a number from 0 up to 1, and the state after it. */
export function drawn(state: number): { readonly value: number; readonly state: number } {
  const next = (state + 0x6d2b79f5) >>> 0;
  const mixed = Math.imul(next ^ (next >>> 15), next | 1);
  const stirred = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
  return { value: ((stirred ^ (stirred >>> 14)) >>> 0) / 2 ** 32, state: next };
}
