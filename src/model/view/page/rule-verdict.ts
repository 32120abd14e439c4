import type { RuleChecked, Verdict } from '../../happening';

/** What a rule came to. One that `turned` did not hold and is no error: the command does something else then. */
export type ShownVerdict = Verdict | 'turned';

export const shownVerdict = ({ verdict, because }: RuleChecked): ShownVerdict =>
  verdict === 'held' && because !== undefined ? 'turned' : verdict;
