import type { Card } from '../../model/view/page';
import { group } from './group';

interface Messages {
  readonly problem: Card | undefined;
  /** Said once above the page, for example after a restart. */
  readonly notice: string | undefined;
}

const { use, now, set } = group<Messages>({ problem: undefined, notice: undefined });

/** What the whole page must say. */
export const useMessages = use;
export const messagesNow = now;

export function showProblem(problem: Card | undefined): void {
  set({ problem });
}

export function showNotice(notice: string | undefined): void {
  set({ notice });
}

export function dismissMessages(): void {
  set({ problem: undefined, notice: undefined });
}
