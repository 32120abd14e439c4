import { vi } from 'vitest';
import { Simulator } from '../../worker/simulator';
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
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
}
