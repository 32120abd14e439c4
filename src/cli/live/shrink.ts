/** Tells whether a shorter list still shows what is looked for. */
export type StillShows<T> = (items: readonly T[]) => Promise<boolean>;

/**
 * Makes a list as short as it can while it still shows what it shows, by delta debugging: leaves out halves, then
 * quarters, down to single items. The last item always stays. Stops early once `enough` says so.
 */
export async function shrink<T>(
  items: readonly T[],
  stillShows: StillShows<T>,
  enough: () => boolean,
): Promise<readonly T[]> {
  const last = items.slice(-1);
  let kept = items.slice(0, -1);
  let size = Math.ceil(kept.length / 2);
  while (size > 0 && !enough()) {
    let removed = false;
    // From the end: what comes late rarely carries what comes later still.
    for (let end = kept.length; end > 0 && !enough(); end -= size) {
      const shorter = [...kept.slice(0, Math.max(0, end - size)), ...kept.slice(end)];
      if (await stillShows([...shorter, ...last])) {
        kept = shorter;
        removed = true;
      }
    }
    if (size === 1 && !removed) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return [...kept, ...last];
}
