import { isHead, type Draft } from './draft';

/*
 * What is about to be written to the drafts, written at once: a tab that is closed before the drafts have it leaves it
 * here, and the next start takes it over. It is also all there is where the browser refuses the drafts.
 */

const prefix = 'dcdscope.pending.';
const stepKey = 'dcdscope.at';
const oldText = 'dcdscope.draft';
const oldStep = 'dcdscope.draft.step';

/** A change on its way, and the revision that it follows. */
export interface Pending extends Draft {
  readonly seen?: string | undefined;
}

/** A change on its way; an older one goes where the browser has no room for both. */
export function notePending(pending: Pending): void {
  const key = prefix + pending.head.id;
  const text = JSON.stringify(pending);
  const done = tried(() => {
    localStorage.setItem(key, text);
    return true;
  });
  // What is left there would be older than what is shown.
  if (done !== true) forgetPending(pending.head.id);
}

/** The change has arrived, unless a newer one is on its way. */
export function forgetPending(id: string, revision?: string): void {
  if (revision !== undefined && pendingOf(id)?.head.revision !== revision) return;
  tried(() => {
    localStorage.removeItem(prefix + id);
  });
}

/** The change of this draft that has not arrived. */
export const pendingOf = (id: string): Pending | undefined =>
  tried(() => readPending(localStorage.getItem(prefix + id)));

/** Every change that has not arrived. */
export const allPending = (): readonly Pending[] =>
  tried(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => readPending(localStorage.getItem(key)))
      .filter((pending) => pending !== undefined),
  ) ?? [];

function readPending(text: string | null): Pending | undefined {
  if (text === null) return undefined;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('head' in value) || !isHead(value.head)) return undefined;
  if (!('text' in value) || typeof value.text !== 'string') return undefined;
  const seen = 'seen' in value && typeof value.seen === 'string' ? value.seen : undefined;
  return { head: value.head, text: value.text, seen };
}

/** The step that this tab looks at: it survives a reload. */
export function noteStep(id: string, step: number): void {
  tried(() => {
    sessionStorage.setItem(stepKey, `${id} ${step}`);
  });
}

/** The step of this draft that this tab looked at last. */
export function notedStep(id: string): number | undefined {
  const [of, step] = tried(() => sessionStorage.getItem(stepKey))?.split(' ') ?? [];
  return of === id && step !== undefined ? Number(step) : undefined;
}

/** The one draft that earlier versions kept in the tab. */
export function oldDraft(): { readonly text: string; readonly step: number } | undefined {
  for (const storage of storages()) {
    const text = tried(() => storage().getItem(oldText));
    if (typeof text === 'string')
      return { text, step: Number(tried(() => storage().getItem(oldStep)) ?? 0) };
  }
  return undefined;
}

/** That draft is kept elsewhere now. */
export function forgetOldDraft(): void {
  for (const storage of storages())
    tried(() => {
      storage().removeItem(oldText);
      storage().removeItem(oldStep);
    });
}

const storages = () => [() => sessionStorage, () => localStorage];

/** Nothing where the browser refuses: asking for its storage may throw already. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
