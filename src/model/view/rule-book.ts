import { argumentsRule } from '../qmp/qmp';
import { addResponseRungs, dropRung } from '../rules/add-response';
import { listRungs, regionRungs } from '../rules/dc-queries';
import { dispatchLadder } from '../rules/dispatch';
import { clearRecordsLadder, getRecordsLadder, setPolicyLadder } from '../rules/events';
import { getLogLadder, identifyLadder } from '../rules/logs-and-identity';
import { qmpAddRungs, qmpReleaseRungs } from '../rules/qmp';
import { releaseRungs } from '../rules/release';
import type { RuleFacts } from '../rules/rule';

const rungs: readonly { readonly rules: readonly RuleFacts[] }[] = [
  { rules: [argumentsRule] },
  ...dispatchLadder,
  ...getRecordsLadder,
  ...clearRecordsLadder,
  ...setPolicyLadder,
  ...getLogLadder,
  ...identifyLadder,
  ...[regionRungs, listRungs, addResponseRungs, releaseRungs, qmpAddRungs, qmpReleaseRungs].flatMap(
    (named): readonly { readonly rules: readonly RuleFacts[] }[] => Object.values(named),
  ),
  dropRung,
];

/** Every rule there is, by id. */
export const ruleBook: ReadonlyMap<string, RuleFacts> = new Map(
  rungs.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule]),
);
