import { profiles } from '../../device/profiles/profile';
import { commands } from '../../mailbox/command-table';
import type { RuleFacts } from '../../rules/rule';
import { laddersOf } from './ladders';

const rulesNow = (): ReadonlyMap<string, RuleFacts> =>
  new Map(
    Object.values(profiles)
      .flatMap(laddersOf)
      .flatMap(({ rungs }) => rungs)
      .flatMap(({ rules }) => rules)
      .map((rule) => [rule.id, rule]),
  );

/** Books by the number of commands that are loaded: some are when they are first asked for. */
const books = new Map<number, ReadonlyMap<string, RuleFacts>>();

function bookNow(): ReadonlyMap<string, RuleFacts> {
  const known = books.get(commands.size);
  if (known !== undefined) return known;
  const made = rulesNow();
  books.set(commands.size, made);
  return made;
}

/** Every rule that some profile asks, by id. */
export const ruleBook: Pick<ReadonlyMap<string, RuleFacts>, 'get' | 'has' | 'values'> = {
  get: (id) => bookNow().get(id),
  has: (id) => bookNow().has(id),
  values: () => bookNow().values(),
};

/** The section of the CXL specification behind a rule; nothing for what only one implementation asks. */
export const specSection = (facts: Pick<RuleFacts, 'section'> | undefined): string | undefined =>
  facts !== undefined && /^\d/.test(facts.section) ? `CXL r3.1 ${facts.section}` : undefined;
