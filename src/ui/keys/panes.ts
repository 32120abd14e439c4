const paneSelectors = [
  '.app > header',
  '.stage',
  '.ledger',
  '.seq',
  '.compare-side',
  '.compare-side + .compare-side',
  '.compare-lists',
  '.drawer',
  '.transport',
];
const focusable = 'button, select, textarea, input, a[href], [tabindex="0"]';

/** Moves the focus to the first stop of the next pane that is on screen. */
export function cyclePanes(by: 1 | -1): void {
  const panes = paneSelectors
    .map((selector) => document.querySelector(selector))
    .filter((pane) => pane !== null)
    .filter((pane) => stopsOf(pane).length > 0);
  if (panes.length === 0) return;
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  const from = now === -1 && by === -1 ? 0 : now;
  const pane = panes[(from + by + panes.length) % panes.length];
  if (pane === undefined) return;
  const stops = stopsOf(pane);
  (
    stops.find((stop) => stop.matches('[role=listbox], [role=grid], [role=treegrid]')) ?? stops[0]
  )?.focus();
}

function stopsOf(pane: Element): HTMLElement[] {
  return [...pane.querySelectorAll<HTMLElement>(focusable)].filter((stop) =>
    stop.checkVisibility(),
  );
}
