import type { DraftHead } from '../drafts/draft';
import { group } from './group';

interface Drafts {
  /** The draft that is shown; absent while an example or a link is looked at. */
  readonly shown: string | undefined;
  /** Whether all of it is in the storage. */
  readonly saved: boolean;
  /** What the browser does with drafts: it keeps them, refuses, or has no room left. */
  readonly storage: 'kept' | 'refused' | 'full';
  /** What was deleted last, until that is dismissed or taken back. */
  readonly deleted: DraftHead | undefined;
}

const { use, now, set } = group<Drafts>({
  shown: undefined,
  saved: true,
  storage: 'kept',
  deleted: undefined,
});

/** The draft that is shown, and what becomes of it. */
export const useDrafts = use;
export const draftsNow = now;

export function setShownDraft(shown: string | undefined, saved: boolean): void {
  set({ shown, saved });
}

export function setStorage(storage: Drafts['storage']): void {
  set({ storage });
}

export function setDeleted(deleted: DraftHead | undefined): void {
  set({ deleted });
}
