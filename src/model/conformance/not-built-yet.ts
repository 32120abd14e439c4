/** Traces that need what is not built yet, and what that is. A listed trace that passes fails the run. */
export const notBuiltYet: readonly (readonly [string, string])[] = [];
