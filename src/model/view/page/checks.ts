/** One thing that the scenario says is to be true after a step. */
export interface CheckView {
  readonly ok: boolean;
  /** What was looked at, and what it was to be. */
  readonly says: string;
  readonly expected: string;
  /** What it is. */
  readonly found: string;
}

/** What the scenario says is to be true, and whether it is. */
export interface ChecksView {
  readonly count: number;
  /** Checks that fail, and the steps after which they do, in order. */
  readonly failing: number;
  readonly failingSteps: readonly number[];
  /** Those of the step looked at. */
  readonly here: readonly CheckView[];
  /** The next step that has any, when this one has none. */
  readonly next?: number;
}
