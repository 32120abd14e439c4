import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { happeningsOf } from '../view/scene/gather';
import { operandsText } from '../view/words/operands';
import { ruleBook } from '../view/rules/rule-book';
import { run } from './run';

/** What the rules of an action that were reached looked at, beside those that all commands begin with. */
export const shownBy = (state: SimulationState, action: Action): readonly string[] =>
  happeningsOf(run(state, action).happenings, 'ruleChecked')
    .filter(({ rule, verdict }) => verdict !== 'notReached' && !/^(mailbox|qmp)\./.test(rule))
    .map(({ rule, verdict, operands, at }) => {
      const facts = ruleBook.get(rule);
      const shown = facts === undefined ? '' : operandsText(facts, operands);
      const end = at === undefined ? '' : ` ${verdict === 'held' ? 'turned' : 'refused'} at ${at}`;
      return `${rule}: ${shown}${end}`;
    });

/** The rule that refused or turned an action, or the last of all. */
export function lastShown(state: SimulationState, action: Action): string {
  const shown = shownBy(state, action);
  return shown.find((text) => / (refused|turned) at /.test(text)) ?? shown.at(-1) ?? '';
}
