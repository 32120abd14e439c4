import { models, type Cci, type Profile } from '../../device/profiles/profile';
import { commands } from '../../mailbox/command-table';
import type { Command } from '../../mailbox/command';
import { argumentsRule, targetRule } from '../../qmp/argument-rules';
import { qmpLadders } from '../../rules/qmp-ladders';
import { dispatchRungs } from '../../rules/dispatch';
import { injectLadder } from '../../rules/inject';
import type { ToldRung } from '../../rules/rule';

/** What one command of a profile is asked, in order. No rungs where the profile does not have the command. */
export interface ToldLadder {
  readonly of: string;
  readonly rungs: readonly ToldRung[];
}

const interfaces: readonly Cci[] = ['primary', 'fmLd', 'ld', 'switch'];

const hasCommand = (profile: Profile, opcode: number): boolean =>
  interfaces.some((cci) => models(profile, cci, opcode));

/** What a command asks; nothing to list where it asks nothing in any profile. */
function ladderOf({ opcode, ladder }: Command, profile: Profile): readonly ToldLadder[] {
  if (ladder === undefined) return [];
  const asked = typeof ladder === 'function' ? ladder(profile) : ladder;
  const of = opcode.toString(16).padStart(4, '0');
  return [{ of, rungs: hasCommand(profile, opcode) ? asked : [] }];
}

/** The ladders of a profile: before every command, then by opcode, then QMP. The same list of commands in all. */
export function laddersOf(profile: Profile): readonly ToldLadder[] {
  const { requests } = profile;
  return [
    { of: 'mailbox', rungs: dispatchRungs },
    ...[...commands.values()]
      .toSorted((a, b) => a.opcode - b.opcode)
      .flatMap((command) => ladderOf(command, profile)),
    {
      of: 'qmp',
      rungs: requests === 'lines' ? [] : [{ rules: [argumentsRule] }, { rules: [targetRule] }],
    },
    { of: 'cxl-add-dynamic-capacity', rungs: qmpLadders.add(profile) },
    { of: 'cxl-release-dynamic-capacity', rungs: qmpLadders.release(profile) },
    { of: 'dc_inject_extent', rungs: injectLadder(profile) },
  ];
}
