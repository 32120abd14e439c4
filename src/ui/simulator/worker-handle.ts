import { wrap } from 'comlink';
import type { SimulatorApi } from '../../worker/protocol';
import { startSimulator } from './own-scripts';

/** A running worker, and the news of its end. */
export interface WorkerHandle {
  readonly api: SimulatorApi;
  /** Settles with the reason when the worker stops by itself. */
  readonly gone: Promise<string>;
  terminate(): void;
  /** Ends the worker the way a crash does. */
  crash(): void;
}

export type Outcome<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'threw'; readonly why: string };

const patienceMs = 10_000;

/** Starts a simulator worker. */
export function startWorker(): WorkerHandle {
  const worker = startSimulator();
  const gone = new Promise<string>((resolve) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      resolve(event.message === '' ? 'its script did not load' : event.message);
    });
    worker.addEventListener('messageerror', () => {
      resolve('a message could not be read');
    });
  });
  return {
    // Of a method that is typed by its own parameters, Comlink's types make nothing.
    api: wrap(worker) as unknown as SimulatorApi,
    gone,
    terminate: () => {
      worker.terminate();
    },
    crash: () => {
      worker.terminate();
      worker.dispatchEvent(new ErrorEvent('error', { message: 'you stopped it' }));
    },
  };
}

/** Calls the worker; a worker that dies or stays silent is an outcome, not an exception. */
export async function call<T>(
  line: WorkerHandle,
  request: (api: SimulatorApi) => Promise<T>,
): Promise<Outcome<T>> {
  let timer: number | undefined;
  const silence = new Promise<Outcome<T>>((resolve) => {
    timer = window.setTimeout(() => {
      resolve({ kind: 'gone', why: `no answer within ${patienceMs / 1000} s` });
    }, patienceMs);
  });
  const answer = request(line.api).then(
    (value): Outcome<T> => ({ kind: 'answer', value }),
    (error: unknown): Outcome<T> => ({ kind: 'threw', why: reasonOf(error) }),
  );
  const death = line.gone.then((why): Outcome<T> => ({ kind: 'gone', why }));
  const outcome = await Promise.race([answer, death, silence]);
  window.clearTimeout(timer);
  return outcome;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
