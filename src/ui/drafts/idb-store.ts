import { createStore } from 'idb-keyval';
import { isHead, type Change, type Draft, type DraftHead, type DraftStore } from './draft';

/** A browser may also never answer; then it is taken at that word. */
const patienceMs = 4000;

const headPrefix = 'head:';
const headKey = (id: string): string => headPrefix + id;
const textKey = (id: string): string => `text:${id}`;

type Within = <T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore, fail: (why: unknown) => void) => () => T,
) => Promise<T>;

/** The drafts of this browser, in IndexedDB: a head and a text each. Throws what the browser throws. */
export function idbStore(): DraftStore {
  const within = transactions();
  return {
    heads: () =>
      within('readonly', (store) => {
        const asked = store.getAll(IDBKeyRange.bound(headPrefix, `${headPrefix}\uffff`));
        return (): readonly DraftHead[] => asked.result.filter(isHead);
      }),
    read: (id) =>
      within('readonly', (store) => {
        const head: IDBRequest<unknown> = store.get(headKey(id));
        const text: IDBRequest<unknown> = store.get(textKey(id));
        return (): Draft | undefined =>
          isHead(head.result) && typeof text.result === 'string'
            ? { head: head.result, text: text.result }
            : undefined;
      }),
    change: <C extends Change | undefined>(
      id: string,
      decide: (there: DraftHead | undefined) => C,
    ) => within('readwrite', (store, fail) => changed(store, id, decide, fail)),
    remove: (ids) =>
      within('readwrite', (store) => {
        for (const id of ids) {
          store.delete(headKey(id));
          store.delete(textKey(id));
        }
        return () => undefined;
      }),
  };
}

function changed<C extends Change | undefined>(
  store: IDBObjectStore,
  id: string,
  decide: (there: DraftHead | undefined) => C,
  fail: (why: unknown) => void,
): () => C {
  const asked: IDBRequest<unknown> = store.get(headKey(id));
  let decided: { readonly change: C } | undefined;
  asked.addEventListener('success', () => {
    try {
      const change = decide(isHead(asked.result) ? asked.result : undefined);
      put(store, change);
      decided = { change };
    } catch (why) {
      // Half of a draft is none.
      fail(why);
      abandon(store.transaction);
    }
  });
  return () => {
    if (decided === undefined) throw new Error('The storage did not answer');
    return decided.change;
  };
}

/** Takes back what a transaction did, unless the page was closed before and it has ended. */
function abandon(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (why) {
    if (!(why instanceof DOMException && why.name === 'InvalidStateError')) throw why;
  }
}

function put(store: IDBObjectStore, change: Change | undefined): void {
  if (change === undefined) return;
  store.put(change.head, headKey(change.head.id));
  if (change.text !== undefined) store.put(change.text, textKey(change.head.id));
}

/** One transaction a piece of work; it is done when all of it is on the disk. */
function transactions(): Within {
  const open = createStore('dcdscope', 'drafts');
  return (mode, work) =>
    inTime(
      open(mode, (store) => {
        const { transaction } = store;
        return new Promise((resolve, reject) => {
          const result = work(store, reject);
          const fail = (): void => {
            reject(transaction.error ?? new Error('The storage stopped'));
          };
          transaction.addEventListener('abort', fail);
          transaction.addEventListener('error', fail);
          transaction.addEventListener('complete', () => {
            resolve(result());
          });
        });
      }),
    );
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The storage does not answer'));
    }, patienceMs);
    const stop = (): void => {
      clearTimeout(timer);
    };
    answer.then(resolve, reject).finally(stop);
  });
}
