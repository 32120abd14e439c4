import type { Card } from '../../model/view/page';
import { group } from './group';

interface Messages {
  readonly problem: Card | undefined;
  /** Said once above the page, for example after a restart. */
  readonly notice: string | undefined;
  /** A newer build of the page, until that is dismissed. */
  readonly newer: ServiceWorker | undefined;
}

const { use, now, set } = group<Messages>({
  problem: undefined,
  notice: undefined,
  newer: undefined,
});

/** What the whole page must say. */
export const useMessages = use;
export const messagesNow = now;

export function showProblem(problem: Card | undefined): void {
  set({ problem });
}

export function showNotice(notice: string | undefined): void {
  set({ notice });
}

export function showNewer(newer: ServiceWorker | undefined): void {
  set({ newer });
}

export function dismissMessages(): void {
  set({ problem: undefined, notice: undefined, newer: undefined });
}
