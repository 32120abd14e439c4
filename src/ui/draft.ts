const key = 'dcdscope.draft';

let latest: string | undefined;

/**
 * The run as it was after the last change, for a restarted worker; what a person edited also
 * outlives a reload of the tab.
 */
export const draft = {
  latest: (): string | undefined => latest,
  keep(text: string, kind: 'edit' | 'open' | 'move'): void {
    latest = text;
    if (kind !== 'edit') return;
    try {
      sessionStorage.setItem(key, text);
    } catch {
      // Storage may be full or forbidden: the tab then only keeps the run in memory.
    }
  },
  afterReload(): string | undefined {
    try {
      return sessionStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
};
