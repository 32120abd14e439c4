import { configProblem, type ConfigProblem } from '../device/config';
import { profiles } from '../device/profiles/profile';
import type { Timeline } from '../simulation/run/timeline';
import { withoutDoubles } from './shorthand';
import { startOf, stepsOf, timelineOfSession, type Lines, type PastedStep } from './session';
import { type Placed } from './placed';
import type { Choices, Present, Setting } from './setting-facts';
import { settingOf } from './setting';
import type { Remark } from './finding';
import type { Passage } from './understand';

/** A pasted text as a run. */
export interface PastedRun {
  readonly setting: Setting;
  readonly steps: readonly PastedStep[];
  /** What to know of it, beside what was said of its lines. */
  readonly remarks: readonly (Lines & Remark)[];
  /** Absent where there is no such device. */
  readonly timeline: Timeline | undefined;
  readonly problem: ConfigProblem | undefined;
}

/** Every finding of a text, with the lines where it stands. */
export const findingsOf = (passages: readonly Passage[]): readonly Placed[] =>
  withLengths(
    passages.flatMap(({ findings, from, to }) =>
      findings.map((finding) => ({ ...finding, from, to })),
    ),
  );

/** A region is as long as a line of the text tells. */
function withLengths(findings: readonly Placed[]): readonly Placed[] {
  const length = findings.find((each) => each.what === 'mapped')?.length;
  if (length === undefined) return findings;
  return findings.map((each) => (each.what === 'created' ? { length, ...each } : each));
}

/** The run that a text stands for: on the device, rules and host that it suggests, where nobody chose others. */
export function pastedRun(
  passages: readonly Passage[],
  present: Present,
  choices: Choices = {},
): PastedRun {
  const { findings, remarks: doubles } = withoutDoubles(findingsOf(passages), present.device.id);
  const setting = settingOf(findings, present, choices);
  const problem = configProblem(setting.device, profiles[setting.profile]);
  if (problem !== undefined)
    return { setting, steps: [], remarks: [], timeline: undefined, problem };
  const { steps, remarks } = stepsOf(findings, setting, startOf(setting));
  return {
    setting,
    steps,
    remarks: [...doubles, ...remarks, ...traceRemarks(findings)],
    timeline: timelineOfSession(titleOf(passages), setting, steps),
    problem,
  };
}

/** What a run from a text is called: by what it is made of. */
function titleOf(passages: readonly Passage[]): string {
  const kinds = new Set(passages.map(({ kind }) => kind));
  if (kinds.has('request')) return 'Pasted QMP session';
  if (kinds.has('command')) return 'Pasted mailbox commands';
  if (kinds.has('kernel') || kinds.has('trace')) return 'Pasted kernel log';
  if (kinds.has('commandLine')) return 'Pasted device';
  return 'Pasted text';
}

/** A trace prints no More flag. */
function traceRemarks(findings: readonly Placed[]): readonly (Lines & Remark)[] {
  const first = findings.find((each) => each.what === 'record' && each.time !== undefined);
  if (first === undefined) return [];
  return [
    {
      from: first.from,
      to: first.to,
      kind: 'note',
      text: 'A trace does not print the More flag: records that the device made within a millisecond count as one chain.',
    },
  ];
}
