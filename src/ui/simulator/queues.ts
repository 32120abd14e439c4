/** Does jobs one after the other, whatever becomes of those before. */
export interface InOrder {
  /** Does a job once all earlier ones are done; gives or throws what it does. */
  readonly run: <T>(job: () => Promise<T>) => Promise<T>;
  /** Jobs that wait or are being done. */
  readonly count: () => number;
  /** Settles when the jobs that are known now are done. */
  readonly settled: () => Promise<void>;
}

/** A queue of its own. */
export function inOrder(): InOrder {
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  return {
    run(job) {
      count += 1;
      const done = last.then(job).finally(() => {
        count -= 1;
      });
      last = done.catch(() => undefined);
      return done;
    },
    count: () => count,
    settled: async () => {
      await last;
    },
  };
}

/** Serves wishes one at a time; of those that come meanwhile only the newest is kept. */
export interface LatestWins<W> {
  /** Settles when the newest wish is served. */
  readonly go: (wish: W) => Promise<void>;
  /** What is wished for and not served yet. */
  readonly wish: () => W | undefined;
  /** Settles when nothing is wished for. */
  readonly settled: () => Promise<void>;
}

/** Wishes of its own, each told apart by identity. */
export function latestWins<W>(serve: (wish: W) => Promise<void>): LatestWins<W> {
  let newest: { readonly wish: W } | undefined;
  let journey: Promise<void> | undefined;
  async function travel(): Promise<void> {
    for (let served: W | undefined, first = true; newest !== undefined; first = false) {
      const { wish } = newest;
      if (!first && Object.is(served, wish)) return;
      await serve(wish);
      served = wish;
    }
  }
  return {
    go(wish) {
      newest = { wish };
      journey ??= travel().finally(() => {
        journey = undefined;
        newest = undefined;
      });
      return journey;
    },
    wish: () => newest?.wish,
    settled: () => journey ?? Promise.resolve(),
  };
}
