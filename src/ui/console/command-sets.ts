import type { CommandForm } from '../../model/view/page';

/** Command sets by the high byte of their opcodes, as CXL r3.1 table 8-37 and 8-207 name them. */
const setNames: Readonly<Record<number, string>> = {
  0x00: 'Information and status',
  0x01: 'Events',
  0x02: 'Firmware update',
  0x03: 'Timestamp',
  0x04: 'Logs',
  0x05: 'Features',
  0x06: 'Maintenance',
  0x40: 'Identify',
  0x41: 'Capacity and label storage',
  0x42: 'Health and alerts',
  0x43: 'Media and poison',
  0x44: 'Sanitize and media',
  0x45: 'Persistent memory security',
  0x46: 'Security passthrough',
  0x47: 'SLD QoS telemetry',
  0x48: 'Dynamic capacity',
  0x51: 'Physical switch',
  0x52: 'Virtual switch',
  0x53: 'MLD port',
  0x54: 'MLD components',
  0x55: 'Multi-headed devices',
  0x56: 'DCD management',
};

export interface CommandSet {
  readonly name: string;
  readonly commands: readonly CommandForm[];
}

/** The commands of one interface in their sets, in the order of their opcodes. */
export function commandSets(
  forms: readonly CommandForm[],
  to: CommandForm['to'],
  filter: string,
): readonly CommandSet[] {
  const wanted = forms
    .filter((form) => form.to === to && matches(form, filter))
    .sort((a, b) => a.opcode - b.opcode);
  const sets = [...new Set(wanted.map(({ opcode }) => opcode >> 8))];
  return sets.map((set) => ({
    name: setName(set),
    commands: wanted.filter(({ opcode }) => opcode >> 8 === set),
  }));
}

/** Every word of the filter is somewhere in the number or the name. */
function matches({ number, name }: CommandForm, filter: string): boolean {
  const text = `${number} ${name}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function setName(set: number): string {
  const number = `${set.toString(16).toUpperCase().padStart(2, '0')}xxh`;
  return `${number} ${setNames[set] ?? 'Vendor'}`;
}
