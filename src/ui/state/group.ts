import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/**
 * One group of what the page knows. Its file keeps `set` to itself: whoever changes the group calls a function of
 * that file.
 */
export function group<S extends object>(initial: S) {
  const store = createStore<S>()(() => initial);
  return {
    /** Reads one narrow part, and draws again when that changes. */
    use: <T>(selector: (state: S) => T): T => useStore(store, selector),
    now: store.getState,
    on: store.subscribe,
    set: (change: Partial<S>): void => {
      store.setState(change);
    },
  };
}
