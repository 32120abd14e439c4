const textKey = 'dcdscope.draft';
const stepKey = 'dcdscope.draft.step';

/** A run, and the step it is looked at. */
export interface Draft {
  readonly text: string;
  readonly step: number;
}

let latest: Draft | undefined;

/**
 * The run as it was after the last change, for a restarted worker; what a person edited also
 * outlives a reload of the tab.
 */
export const draft = {
  latest: (): Draft | undefined => latest,
  keep(run: Draft, kind: 'edit' | 'open' | 'move'): void {
    latest = run;
    if (kind !== 'edit') return;
    write(textKey, run.text);
    write(stepKey, String(run.step));
  },
  /** The step alone, while a draft is walked through. */
  keepStep(step: number): void {
    write(stepKey, String(step));
  },
  afterReload(): Draft | undefined {
    const text = read(textKey);
    return text === undefined ? undefined : { text, step: Number(read(stepKey) ?? 0) };
  },
};

function write(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Storage may be full or forbidden: the tab then only keeps the run in memory.
  }
}

function read(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
