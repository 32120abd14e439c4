import { profiles, type Profile } from '../../device/profiles/profile';
import { spokenBy } from '../../intake/conversion';
import { generations, type GenerationId } from '../../intake/generations';
import { scenarioOf } from '../../simulation/run/timeline';
import { writeScenario } from '../../simulation/scenario/write-scenario';
import { definedOnly } from '../scene/present';
import type { ExportId, ExportKind, ExportView } from '../page/export';
import { cExport, hexExport } from './bytes';
import { commandLine } from './command-line';
import { kernelExport, listExport } from './host';
import { markdownExport } from './markdown';
import { injectExport, qmpExport, scriptExport } from './requests';
import type { ExportSubject } from './subject';

interface Facts {
  readonly label: string;
  readonly about: string;
  /** What its file is called after the title. */
  readonly ending: string;
  readonly make: (subject: ExportSubject) => string;
  /** Absent: every device has it. */
  readonly isFor?: (profile: Profile) => boolean;
}

const takesQmp = ({ requests }: Profile): boolean => requests === 'qmp';

/** QMP of another generation than that of the run. */
function ofGeneration(id: GenerationId): Facts {
  const { label, date, unit } = generations[id];
  return {
    label: `QMP, ${label}`,
    about: `${date}; in ${unit}`,
    ending: `.${id}.qmp.json`,
    make: (subject) => qmpExport(subject, id),
    isFor: (profile) => takesQmp(profile) && spokenBy(profile) !== id,
  };
}

/** What a run goes out as, in the order in which it is listed. */
const table: Readonly<Record<ExportId, Facts>> = {
  markdown: {
    label: 'Markdown',
    about: 'steps, map and link, for a mail or an issue: 76 columns',
    ending: '.md',
    make: markdownExport,
  },
  qmp: {
    label: 'QMP',
    about: 'the requests up to here, as the QEMU of this run takes them',
    ending: '.qmp.json',
    make: (subject) => qmpExport(subject),
    isFor: takesQmp,
  },
  merged: ofGeneration('merged'),
  v7: ofGeneration('v7'),
  v5: ofGeneration('v5'),
  v3: ofGeneration('v3'),
  v2: ofGeneration('v2'),
  rfc: ofGeneration('rfc'),
  commandLine: {
    label: 'QEMU command line',
    about: 'the options that make this device',
    ending: '.args',
    make: ({ timeline: { start } }) =>
      `${commandLine(start.device, start.profile).join(' \\\n')}\n`,
    isFor: takesQmp,
  },
  script: {
    label: 'Shell script',
    about: 'starts QEMU with this device and sends the requests',
    ending: '.sh',
    make: scriptExport,
    isFor: takesQmp,
  },
  inject: {
    label: 'Lines for cxl_test',
    about: 'the requests for the mock of the kernel',
    ending: '.cxl_test.sh',
    make: injectExport,
  },
  hex: {
    label: 'Mailbox bytes',
    about: 'every command of the host as opcode and hex',
    ending: '.mailbox.txt',
    make: hexExport,
  },
  c: {
    label: 'C arrays',
    about: 'the same bytes as arrays',
    ending: '.h',
    make: cExport,
  },
  list: {
    label: 'cxl list',
    about: 'the regions and extents of the host as JSON',
    ending: '.cxl-list.json',
    make: listExport,
  },
  kernel: {
    label: 'Kernel lines',
    about: 'what the host printed, without time stamps',
    ending: '.dmesg.txt',
    make: kernelExport,
  },
  scenario: {
    label: 'Scenario file',
    about: 'the whole run, to open again or to check with dcdscope',
    ending: '.dcd.json',
    make: ({ timeline }) => writeScenario(scenarioOf(timeline)),
  },
};

/** What a run can go out as. */
export const exportKinds = ({ timeline }: Pick<ExportSubject, 'timeline'>): readonly ExportKind[] =>
  (Object.keys(table) as readonly ExportId[])
    .filter((id) => table[id].isFor?.(profiles[timeline.start.profile]) ?? true)
    .map((id) => ({ id, label: table[id].label, about: table[id].about }));

/** A run up to a step as text. */
export function exported(subject: ExportSubject, id: ExportId): ExportView {
  const { label, ending, make } = table[id];
  const text = make(subject);
  return {
    label,
    text,
    file: `${fileName(subject.timeline.title)}${ending}`,
    ...definedOnly({
      empty: text.trim() === '' ? 'Nothing of the kind up to this step.' : undefined,
    }),
  };
}

const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'run';
