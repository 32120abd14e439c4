import { commands as commandTable } from '../../mailbox/command-table';
import { models, type Cci, type LadderName, type Profile } from '../../device/profiles/profile';
import { argumentsRule, targetRule } from '../../qmp/argument-rules';
import { addResponseRungs, dropRung } from '../../rules/add-response';
import { listRungs, regionRungs } from '../../rules/dc-queries';
import { dispatchRungs } from '../../rules/dispatch';
import { clearRecordsLadder, getRecordsLadder, setPolicyLadder } from '../../rules/events';
import { initiateAddLadder, initiateReleaseLadder } from '../../rules/fm-initiate';
import { extentListsLadder, hostRegionsLadder, setRegionLadder } from '../../rules/fm-queries';
import { injectRungs } from '../../rules/inject';
import { capacityLadder, getLogRungs } from '../../rules/logs-and-identity';
import {
  mockReleaseLadder,
  mockReleaseRungs,
  mockResponseLadder,
  mockResponseRungs,
} from '../../rules/mock-updates';
import { addRungs, releaseRungs as releaseQmpRungs } from '../../rules/qmp-v3';
import { releaseRungs } from '../../rules/release';
import type { RuleFacts } from '../../rules/rule';
import { timestampLadder } from '../../rules/timestamp';
import { tunnelLadder } from '../../rules/tunnel';
import {
  v3ReleaseLadder,
  v3ReleaseRungs,
  v3ResponseLadder,
  v3ResponseRungs,
} from '../../rules/v3-updates';

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
  [0x0100, 'primary', getRecordsLadder],
  [0x0101, 'primary', clearRecordsLadder],
  [0x0103, 'primary', setPolicyLadder],
  [0x0300, 'switch', timestampLadder],
  [0x4000, 'primary', capacityLadder('4000')],
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

const interfaces: readonly Cci[] = ['primary', 'fmLd', 'ld', 'switch'];

const hasCommand = (profile: Profile, opcode: number): boolean =>
  interfaces.some((cci) => models(profile, cci, opcode));

/** The ladders of a profile: before every command, then by opcode, then QMP. The same list of commands in all. */
export function laddersOf(profile: Profile): readonly ToldLadder[] {
  const commands = [
    ...fixed.map(([opcode, cci, rungs]) => ({
      of: digits(opcode),
      rungs: models(profile, cci, opcode) ? rungs : [],
    })),
    ...[...commandTable.values()].flatMap(({ opcode, ladder }) =>
      ladder === undefined
        ? []
        : [{ of: digits(opcode), rungs: hasCommand(profile, opcode) ? ladder : [] }],
    ),
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
