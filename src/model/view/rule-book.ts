import { profiles } from '../device/profile';
import type { RuleFacts } from '../rules/rule';
import { laddersOf } from './ladders';

/** Every rule that some profile asks, by id. */
export const ruleBook: ReadonlyMap<string, RuleFacts> = new Map(
  Object.values(profiles)
    .flatMap(laddersOf)
    .flatMap(({ rungs }) => rungs)
    .flatMap(({ rules }) => rules)
    .map((rule) => [rule.id, rule]),
);

/** The section of the CXL specification behind a rule; nothing for what only one implementation asks. */
export const specSection = (facts: Pick<RuleFacts, 'section'> | undefined): string | undefined =>
  facts !== undefined && /^\d/.test(facts.section) ? `CXL r3.1 ${facts.section}` : undefined;
