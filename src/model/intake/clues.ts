import { profiles, type ProfileId } from '../device/profiles/profile';
import type { TwinId } from '../host/twin-id';
import type { FoundDevice } from './finding';
import { recordsIn } from './from-commands';
import type { GenerationId } from './generations';

import { exchanges, ofKind, type Of, type Placed } from './placed';
import type { Choices, Present } from './setting-facts';

interface Told<T> {
  readonly is: T;
  readonly because: string;
}

interface ProfileClues {
  readonly findings: readonly Placed[];
  readonly generation: GenerationId | undefined;
  readonly found: FoundDevice | undefined;
  readonly present: Present;
  readonly choices: Choices;
}

type ProfileClue = (clues: ProfileClues) => Told<ProfileId> | undefined;

const of2023: ReadonlySet<GenerationId> = new Set(['rfc', 'v2', 'v3']);

/** The profile of a release: the series of 2023 was written for the releases before 9. */
function profileOfVersion(version: string): ProfileId {
  const major = Number.parseInt(version, 10);
  if (major >= 11) return 'qemu-11.1';
  return major >= 9 ? 'qemu-10.0' : 'qemu-v3';
}

/** What tells the device rules, the surest first. */
const profileClues: readonly ProfileClue[] = [
  ({ choices: { profile } }) =>
    profile === undefined ? undefined : { is: profile, because: 'chosen' },
  ({ findings }) => {
    const [seen] = ofKind(findings, 'version');
    return (
      seen && {
        is: profileOfVersion(seen.version),
        because: `the greeting of QEMU ${seen.version} in line ${seen.from}`,
      }
    );
  },
  ({ generation }) =>
    generation !== undefined && of2023.has(generation)
      ? { is: 'qemu-v3', because: 'requests as the series of 2023 write them' }
      : undefined,
  ({ found }) =>
    found?.refusedToday === undefined
      ? undefined
      : { is: 'qemu-v3', because: 'a property of the series of 2023' },
  ({ findings }) =>
    ofKind(findings, 'request').some(({ request }) => 'file' in request)
      ? { is: 'cxl-test', because: 'lines for the mock of the kernel' }
      : undefined,
  ({ findings }) => {
    for (const { command, response } of exchanges(findings)) {
      const [record] = recordsIn(command.opcode, command.payload, response.output);
      if (record !== undefined)
        return {
          is: record.validity === 0 ? 'qemu-10.0' : 'qemu-11.1',
          because: `the validity flags of the records in line ${response.from}`,
        };
    }
    return undefined;
  },
  ({ findings, found, present }) =>
    profiles[present.profile].requests === 'lines' &&
    (found !== undefined || ofKind(findings, 'request').length > 0)
      ? { is: 'qemu-11.1', because: 'the newest QEMU, as nothing names another' }
      : undefined,
];

/** The device rules of a text, and what tells them. */
export function profileOf(clues: ProfileClues): Told<ProfileId> {
  for (const clue of profileClues) {
    const told = clue(clues);
    if (told !== undefined) return told;
  }
  return { is: clues.present.profile, because: 'as the run on the page' };
}

/** The series that most lines are of. */
function commonest(lines: readonly Of<'series'>[]): Of<'series'> | undefined {
  const [v9, others] = [
    lines.filter(({ series }) => series === 'linux-v9'),
    lines.filter(({ series }) => series !== 'linux-v9'),
  ];
  return v9.length > others.length ? v9[0] : others[0];
}

/** The host of a text, and what tells it. */
export function twinOf(
  findings: readonly Placed[],
  present: Present,
  choices: Choices,
): Told<TwinId> {
  if (choices.twin !== undefined) return { is: choices.twin, because: 'chosen' };
  const series = commonest(ofKind(findings, 'series'));
  if (series !== undefined) return { is: series.series, because: series.because };
  if (ofKind(findings, 'command').length > 0)
    return { is: 'manual', because: 'the text has the commands of the host' };
  return { is: present.twin, because: 'as the run on the page' };
}
