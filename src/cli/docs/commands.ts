import { models, type Cci, type Profile } from '../../model/device/profiles/profile';
import { commands } from '../../model/mailbox/command-table';
import { hexCode } from '../../model/layouts/return-code';
import { columns, NOTHING, table } from './table';
import '../../model/mailbox/more-commands';

const intro = `
Every command that a profile has, by interface. A cell is the command's effects as the Command
Effects Log gives them; ${NOTHING} where the profile does not have it, and it answers
\`03h\` Unsupported. A command that is not modelled answers "not modelled": no answer is made up.
Commands of sets 48h and 56h are there only while the device has regions. Some that the mock answers are
not in its log.

Bits of the effects: 0 configuration change after cold reset, 1 immediate configuration change,
2 immediate data change, 3 immediate policy change, 4 immediate log change, 5 security state
change, 6 background, 7 the background command can be aborted, 11 after conventional reset,
12 after CXL reset.`;

const interfaces: readonly (readonly [cci: Cci, title: string])[] = [
  ['primary', 'Primary mailbox of the device'],
  ['fmLd', 'FM-owned LD, through the tunnel of a switch'],
  ['ld', 'LD, through a tunnel inside that tunnel'],
  ['switch', 'Mailbox of the switch'],
];

/** The effects; marked where this device's answer is not modelled although that of another is. */
function effectsText(profile: Profile, cci: Cci, opcode: number): string {
  const bits = profile.effects[cci][opcode];
  if (bits === undefined) return NOTHING;
  const text = profile.unlisted.includes(opcode) ? 'not in the log' : `\`${hexCode(bits, 4)}\``;
  const known = models(profile, cci, opcode) || !commands.has(opcode);
  return known ? text : `${text} (answer not modelled)`;
}

function rowOf(cci: Cci, opcode: number): readonly string[] {
  const command = commands.get(opcode);
  return [
    `\`${hexCode(opcode, 4)}\``,
    command?.name ?? '',
    command?.section ?? NOTHING,
    command === undefined ? 'not modelled' : 'modelled',
    ...columns.map((profile) => effectsText(profile, cci, opcode)),
  ];
}

/** Every command of each interface, by profile. */
export function commandsPage(): string {
  const heads = ['Opcode', 'Name', 'Section', 'Model', ...columns.map(({ id }) => id)];
  const parts = interfaces.map(([cci, title]) => {
    const all = columns.flatMap(({ effects }) => Object.keys(effects[cci]).map(Number));
    const opcodes = [...new Set(all)].sort((a, b) => a - b);
    const rows = opcodes.map((opcode) => rowOf(cci, opcode));
    return `## ${title}\n\n${table(heads, rows)}`;
  });
  return ['# Commands', intro, ...parts].join('\n\n');
}
