import { models, type Cci, type LadderName, type Profile } from '../device/profile';
import { argumentsRule, targetRule } from '../qmp/argument-rules';
import { addResponseRungs, dropRung } from '../rules/add-response';
import { alertsLadder } from '../rules/alerts';
import { getLabelsLadder, setLabelsLadder } from '../rules/labels';
import { scanMediaLadder, scanQueryLadder, scanResultsLadder } from '../rules/scan-media';
import {
  featuresLadder,
  getFeatureLadder,
  setFeatureHeadLadder,
  setFeatureLadder,
} from '../rules/features';
import { activateLadder, transferHeadLadder, transferLadder } from '../rules/firmware';
import { maintenanceLadder } from '../rules/maintenance';
import { portControlLadder, portStateLadder } from '../rules/switch';
import { abortLadder, limitLadder } from '../rules/component';
import { listRungs, regionRungs } from '../rules/dc-queries';
import { dispatchRungs } from '../rules/dispatch';
import { clearRecordsLadder, getRecordsLadder, setPolicyLadder } from '../rules/events';
import { initiateAddLadder, initiateReleaseLadder } from '../rules/fm-initiate';
import { extentListsLadder, hostRegionsLadder, setRegionLadder } from '../rules/fm-queries';
import { injectRungs } from '../rules/inject';
import { capacityLadder, getLogRungs } from '../rules/logs-and-identity';
import { discoveryLadder, mediaHeadLadder, mediaLadder } from '../rules/media-operations';
import { clearPoisonLadder, injectPoisonLadder, poisonListLadder } from '../rules/poison';
import {
  mockReleaseLadder,
  mockReleaseRungs,
  mockResponseLadder,
  mockResponseRungs,
} from '../rules/mock-updates';
import { addRungs, releaseRungs as releaseQmpRungs } from '../rules/qmp-v3';
import { releaseRungs } from '../rules/release';
import type { RuleFacts } from '../rules/rule';
import { timestampLadder } from '../rules/timestamp';
import { tunnelLadder } from '../rules/tunnel';
import {
  v3ReleaseLadder,
  v3ReleaseRungs,
  v3ResponseLadder,
  v3ResponseRungs,
} from '../rules/v3-updates';

/** One rung as far as it is told: its rules are tried on each entry in turn. */
interface ToldRung {
  readonly rules: readonly RuleFacts[];
}

/** What one command of a profile is asked, in order. No rungs where the profile does not have the command. */
export interface ToldLadder {
  readonly of: string;
  readonly rungs: readonly ToldRung[];
}

/** Ladders that are the same in every profile that has the command, and the interface that tells whether it does. */
const fixed: readonly (readonly [opcode: number, cci: Cci, rungs: readonly ToldRung[]])[] = [
  [0x0004, 'fmLd', limitLadder],
  [0x0005, 'primary', abortLadder],
  [0x0100, 'primary', getRecordsLadder],
  [0x0101, 'primary', clearRecordsLadder],
  [0x0103, 'primary', setPolicyLadder],
  [0x0200, 'primary', capacityLadder('0200')],
  [0x0201, 'primary', [...transferHeadLadder, ...transferLadder]],
  [0x0202, 'primary', activateLadder],
  [0x0300, 'switch', timestampLadder],
  [0x0500, 'primary', featuresLadder],
  [0x0501, 'primary', getFeatureLadder],
  [0x0502, 'primary', [...setFeatureHeadLadder, ...setFeatureLadder]],
  [0x0600, 'primary', maintenanceLadder],
  [0x4000, 'primary', capacityLadder('4000')],
  [0x4100, 'primary', capacityLadder('4100')],
  [0x4102, 'primary', getLabelsLadder],
  [0x4103, 'primary', setLabelsLadder],
  [0x4202, 'primary', alertsLadder],
  [0x4300, 'primary', poisonListLadder],
  [0x4301, 'primary', injectPoisonLadder],
  [0x4302, 'primary', clearPoisonLadder],
  [0x4303, 'primary', scanQueryLadder],
  [0x4304, 'primary', scanMediaLadder],
  [0x4305, 'primary', scanResultsLadder],
  [0x4402, 'primary', [...mediaHeadLadder, ...discoveryLadder, ...mediaLadder]],
  [0x5101, 'switch', portStateLadder],
  [0x5102, 'switch', portControlLadder],
  [0x5300, 'switch', tunnelLadder],
  [0x5601, 'fmLd', hostRegionsLadder],
  [0x5602, 'fmLd', setRegionLadder],
  [0x5603, 'fmLd', extentListsLadder],
  [0x5604, 'fmLd', initiateAddLadder],
  [0x5605, 'fmLd', initiateReleaseLadder],
];

/** Ladders whose order is the profile's. */
const ordered: Readonly<Record<LadderName, Readonly<Record<string, ToldRung>>>> = {
  '0401': getLogRungs,
  '4800': regionRungs,
  '4801': listRungs,
  '4802': { ...addResponseRungs, ...v3ResponseRungs, ...mockResponseRungs },
  '4803': { ...releaseRungs, ...v3ReleaseRungs, ...mockReleaseRungs },
  qmpAdd: addRungs,
  qmpRelease: releaseQmpRungs,
  inject: injectRungs,
};

/** What comes after the profile's own rungs: what an empty response climbs, or what each entry does. */
const after: Readonly<
  Record<Profile['updates'], Partial<Readonly<Record<LadderName, readonly ToldRung[]>>>>
> = {
  allOrNothing: { '4802': [dropRung] },
  oneByOne: { '4802': v3ResponseLadder, '4803': v3ReleaseLadder },
  wholeExtents: { '4802': mockResponseLadder, '4803': mockReleaseLadder },
};

const inProfile = (name: LadderName, profile: Profile): readonly ToldRung[] => [
  ...profile.order[name].flatMap((rung) => ordered[name][rung] ?? []),
  ...(after[profile.updates][name] ?? []),
];

const digits = (opcode: number): string => opcode.toString(16).padStart(4, '0');

/** The ladders of a profile: before every command, then by opcode, then QMP. The same list of commands in all. */
export function laddersOf(profile: Profile): readonly ToldLadder[] {
  const commands = [
    ...fixed.map(([opcode, cci, rungs]) => ({
      of: digits(opcode),
      rungs: models(profile, cci, opcode) ? rungs : [],
    })),
    ...(['0401', '4800', '4801', '4802', '4803'] as const).map((of) => ({
      of,
      rungs: inProfile(of, profile),
    })),
  ];
  return [
    { of: 'mailbox', rungs: dispatchRungs },
    ...commands.toSorted((a, b) => (a.of < b.of ? -1 : 1)),
    {
      of: 'qmp',
      rungs:
        profile.qmpDialect === 'none' ? [] : [{ rules: [argumentsRule] }, { rules: [targetRule] }],
    },
    { of: 'cxl-add-dynamic-capacity', rungs: inProfile('qmpAdd', profile) },
    { of: 'cxl-release-dynamic-capacity', rungs: inProfile('qmpRelease', profile) },
    { of: 'dc_inject_extent', rungs: inProfile('inject', profile) },
  ];
}
