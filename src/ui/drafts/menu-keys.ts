import type { KeyboardEvent } from 'react';

const stops = 'button:not([aria-disabled=true]):not(.draft-acts *), summary, input';

/** What is focused on opening: the drafts, where there are some. */
export const firstOf = (box: HTMLElement | null): HTMLElement | null =>
  box?.querySelector<HTMLElement>('.draft-go') ?? box?.querySelector<HTMLElement>('button') ?? null;

/** Focuses a draft of the list as it is drawn now: its row, or its Undo once it is deleted. */
export function focusDraft(id: string): void {
  document.querySelector<HTMLElement>(`.drafts [data-draft="${id}"]`)?.focus();
}

/** Up and down go from row to row, Home and End to the ends. */
export function arrows(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, target } = event;
  if (!(target instanceof Element)) return;
  if (target instanceof HTMLInputElement && key !== 'ArrowDown' && key !== 'ArrowUp') return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>(stops)].filter((stop) =>
    stop.checkVisibility(),
  );
  const row = target.closest('.draft-row');
  const at = all.findIndex((stop) => stop === target || row?.contains(stop) === true);
  const wish = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key];
  if (wish === undefined) return;
  event.preventDefault();
  all[(wish + all.length) % all.length]?.focus();
}
