import { argumentsRule } from '../qmp/qmp';
import { addResponseRungs, dropRung } from '../rules/add-response';
import { listRungs, regionRungs } from '../rules/dc-queries';
import { dispatchRungs } from '../rules/dispatch';
import { clearRecordsLadder, getRecordsLadder, setPolicyLadder } from '../rules/events';
import { abortLadder, limitLadder } from '../rules/component';
import { initiateAddLadder, initiateReleaseLadder } from '../rules/fm-initiate';
import { extentListsLadder, hostRegionsLadder, setRegionLadder } from '../rules/fm-queries';
import { clearPoisonLadder, injectPoisonLadder, poisonListLadder } from '../rules/poison';
import { capacityLadder, getLogLadder } from '../rules/logs-and-identity';
import { addRungs, releaseRungs as releaseQmpRungs } from '../rules/qmp-v3';
import { v3ReleaseLadder, v3ResponseLadder } from '../rules/v3-updates';
import { releaseRungs } from '../rules/release';
import { tunnelLadder } from '../rules/tunnel';
import type { RuleFacts } from '../rules/rule';

const rungs: readonly { readonly rules: readonly RuleFacts[] }[] = [
  { rules: [argumentsRule] },
  ...dispatchRungs,
  ...getRecordsLadder,
  ...clearRecordsLadder,
  ...setPolicyLadder,
  ...getLogLadder,
  ...capacityLadder('4000', '8.2.9.9.1.1'),
  ...capacityLadder('4100', '8.2.9.9.2.1'),
  ...capacityLadder('0200', '8.2.9.3.1'),
  ...abortLadder,
  ...limitLadder,
  ...poisonListLadder,
  ...injectPoisonLadder,
  ...clearPoisonLadder,
  ...hostRegionsLadder,
  ...setRegionLadder,
  ...extentListsLadder,
  ...initiateAddLadder,
  ...initiateReleaseLadder,
  ...Object.values(regionRungs),
  ...Object.values(listRungs),
  ...Object.values(addResponseRungs),
  ...Object.values(releaseRungs),
  ...Object.values(addRungs),
  ...Object.values(releaseQmpRungs),
  ...v3ResponseLadder,
  ...v3ReleaseLadder,
  ...tunnelLadder,
  dropRung,
];

/** Every rule there is, by id. */
export const ruleBook: ReadonlyMap<string, RuleFacts> = new Map(
  rungs.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule]),
);
