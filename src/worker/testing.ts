import type { QueryAnswer, QueryArgs, QueryName } from './queries';
import type { Simulator } from './simulator';

/** What a simulator with an open run answers to a query. */
export async function answered<N extends QueryName>(
  simulator: Simulator,
  name: N,
  ...args: QueryArgs<N>
): Promise<NonNullable<QueryAnswer<N>>> {
  const answer = await simulator.ask(name, ...args);
  if (answer === undefined) throw new Error(`no answer to ${name}`);
  return answer;
}
