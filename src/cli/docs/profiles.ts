import type { Profile } from '../../model/device/profile';
import { profileFacts } from '../../model/device/profile-facts';
import { iec } from '../../model/units';
import { columns, NOTHING, table } from './table';

const intro = `
A profile is one QEMU as data. \`qemu-11.1\` and \`qemu-10.0\` are checked against recorded sessions;
\`qemu-v3\` follows the source of the series that was posted in November 2023 and never merged, and no
recording of it exists. Sections are those of the project's notes on QEMU's behaviour.`;

/** Fields that have a page of their own. */
const elsewhere: Readonly<Partial<Record<keyof Profile, string>>> = {
  effects: '[commands](commands.md)',
  order: '[rules](rules.md)',
};

function valueOf(profile: Profile, field: keyof Profile): string {
  const link = elsewhere[field];
  if (link !== undefined) return link;
  const value = profile[field];
  if (field === 'regionSize' && typeof value === 'number') return iec(value);
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? NOTHING : `\`${value}\``;
}

const isField = (name: string): name is keyof Profile => name in profileFacts;

/** Every field of the profiles. */
export function profilesPage(): string {
  const rows = Object.keys(profileFacts)
    .filter(isField)
    .map((field) => [
      `\`${field}\``,
      profileFacts[field].says,
      profileFacts[field].section || NOTHING,
      ...columns.map((profile) => valueOf(profile, field)),
    ]);
  const heads = ['Field', 'Says', 'Section', ...columns.map(({ id }) => id)];
  return ['# Profiles', intro, table(heads, rows)].join('\n\n');
}
