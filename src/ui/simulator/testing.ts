import { vi } from 'vitest';
import { Simulator } from '../../worker/simulator';
import type { Draft, DraftStore } from '../drafts/draft';
import type { WorkerHandle, Outcome } from './worker-handle';

/** A worker that a test can hold up, break and count: the real simulator in the same thread. */
export const line = {
  started: 0,
  requests: 0,
  /** What the next request throws, once. */
  fault: undefined as Error | undefined,
  crash: (): void => undefined,
};

/** Takes the place of `./worker-handle`. */
export const fakeWorker = {
  startWorker(): WorkerHandle {
    line.started += 1;
    let die = (_why: string): void => undefined;
    const gone = new Promise<string>((resolve) => {
      die = resolve;
    });
    line.crash = () => {
      die('a test ended it');
    };
    return { api: new Simulator(), gone, terminate: () => undefined, crash: line.crash };
  },
  async call<T>(
    { api, gone }: WorkerHandle,
    request: (api: WorkerHandle['api']) => Promise<T>,
  ): Promise<Outcome<T>> {
    line.requests += 1;
    const { fault } = line;
    line.fault = undefined;
    if (fault !== undefined) return { kind: 'threw', why: fault.message };
    const death = gone.then((why): Outcome<T> => ({ kind: 'gone', why }));
    const answer = request(api).then((value): Outcome<T> => ({ kind: 'answer', value }));
    return Promise.race([death, answer]);
  },
};

/** As much of a browser as the page's own state needs. */
export function stubBrowser(): void {
  const kept = new Map<string, string>();
  const frame = (draw: () => void) => setTimeout(draw, 0);
  vi.stubGlobal('requestAnimationFrame', frame);
  vi.stubGlobal('window', Object.assign(new EventTarget(), { setTimeout, clearTimeout }));
  for (const name of ['sessionStorage', 'localStorage']) vi.stubGlobal(name, storageOf(kept));
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('navigator', {});
}

function storageOf(kept: Map<string, string>) {
  const methods = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  // A storage lists its keys as its own members.
  return new Proxy(methods, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      typeof key === 'string' && kept.has(key)
        ? { enumerable: true, configurable: true, value: kept.get(key) }
        : undefined,
  });
}

/** Drafts in memory, with a browser's ways to fail: `fault` is what they throw. */
function memoryStore() {
  const drafts = new Map<string, Draft>();
  const trouble = { fault: undefined as Error | undefined };
  const asked = <T>(work: () => T): Promise<T> =>
    trouble.fault === undefined ? Promise.resolve(work()) : Promise.reject(trouble.fault);
  const store: DraftStore = {
    heads: () => asked(() => [...drafts.values()].map(({ head }) => head)),
    read: (id) => asked(() => drafts.get(id)),
    change: (id, decide) =>
      asked(() => {
        const there = drafts.get(id);
        const change = decide(there?.head);
        if (change !== undefined)
          drafts.set(id, { head: change.head, text: change.text ?? there?.text ?? '' });
        return change;
      }),
    remove: (ids) =>
      asked(() => {
        for (const id of ids) drafts.delete(id);
      }),
  };
  return { store, drafts, trouble };
}

/** The drafts of all tests that share a thread. */
export const disk = memoryStore();

/** Takes the place of `../drafts/idb-store`. */
export const fakeDrafts = { idbStore: (): DraftStore => disk.store };
