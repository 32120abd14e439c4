import type { Change, DraftHead } from './draft';

const dayMs = 86_400_000;

/** Days that a deleted draft is kept. */
const keptDays = 30;

/** Drafts to list, newest first, and deleted ones that can come back, the last deleted first. */
export interface Listed {
  readonly drafts: readonly DraftHead[];
  readonly deleted: readonly DraftHead[];
  /** When they were listed, in ms since 1970. */
  readonly now: number;
}

/** The drafts in the order in which they are listed. */
export function listed(heads: readonly DraftHead[], now: number): Listed {
  const gone = new Set(expired(heads, now));
  const left = heads.filter(({ id }) => !gone.has(id));
  return {
    now,
    drafts: left
      .filter(({ deleted }) => deleted === undefined)
      .toSorted((a, b) => b.changed - a.changed || a.id.localeCompare(b.id)),
    deleted: left
      .filter(({ deleted }) => deleted !== undefined)
      .toSorted((a, b) => (b.deleted ?? 0) - (a.deleted ?? 0) || a.id.localeCompare(b.id)),
  };
}

/** Ids of drafts that were deleted so long ago that nobody will ask for them. */
export const expired = (heads: readonly DraftHead[], now: number): readonly string[] =>
  heads
    .filter(({ deleted }) => deleted !== undefined && now - deleted > keptDays * dayMs)
    .map(({ id }) => id);

/**
 * Whether a tab may write its change over what is there: only if it has seen the last one (`seen`), or made it. Nothing
 * there is nothing to lose.
 */
export const mayWrite = (
  there: DraftHead | undefined,
  seen: string | undefined,
  mine: DraftHead,
): boolean => there === undefined || there.revision === seen || there.revision === mine.revision;

/** A draft marked as deleted, or no longer. */
export const withDeleted = (head: DraftHead, deleted: number | undefined): Change => ({
  head: { ...head, deleted },
});

/** A name for a copy that none of these has: "A, copy", "A, copy 2". */
export function copyName(title: string, taken: readonly string[]): string {
  const stem = `${title.replace(/, copy(?: \d{1,4})?$/, '').slice(0, 66)}, copy`;
  if (!taken.includes(stem)) return stem;
  let number = 2;
  while (taken.includes(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}

/** The scenario under another name. A text that is no JSON object stays as it is. */
export function retitled(text: string, title: string): string {
  try {
    const scenario: unknown = JSON.parse(text);
    if (typeof scenario !== 'object' || scenario === null || Array.isArray(scenario)) return text;
    return JSON.stringify({ ...scenario, title });
  } catch {
    return text;
  }
}

/** The name that a scenario gives itself. */
export function titleIn(text: string): string | undefined {
  try {
    const scenario: unknown = JSON.parse(text);
    const named = typeof scenario === 'object' && scenario !== null && 'title' in scenario;
    return named && typeof scenario.title === 'string' ? scenario.title : undefined;
  } catch {
    return undefined;
  }
}

/** When a draft was changed, as one says it: "a moment ago", "12 minutes ago", "today, 09:05", "yesterday, 09:05", "Monday, 09:05", "12 Nov 2026". */
export function whenText(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'a moment ago';
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? '' : 's'} ago`;
  const days = Math.round((midnight(now) - midnight(then)) / dayMs);
  const clock = new Date(then).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (days === 0) return `today, ${clock}`;
  if (days === 1) return `yesterday, ${clock}`;
  if (days < 7)
    return `${new Date(then).toLocaleDateString('en-GB', { weekday: 'long' })}, ${clock}`;
  return new Date(then).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
