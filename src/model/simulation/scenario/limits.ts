/** What a scenario may hold at most: more is refused, however briefly it is written. */
export const limits = {
  /** Actions of a run and of what each of its branches has of its own. */
  actions: 10_000,
  /** Branches, the one that is shown among them. */
  branches: 50,
  /** Characters of a note on a step. */
  note: 1000,
  /** Characters of a branch's name. */
  name: 80,
} as const;
