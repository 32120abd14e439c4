import type { Profile } from '../../model/device/profiles/profile';
import { profileFacts } from './profile-facts';
import { tagText } from '../../model/interop/inject-line';
import { hexCode } from '../../model/layouts/return-code';
import { hex, iec } from '../../model/units';
import { columns, NOTHING, table } from './table';

const intro = `
A profile is one device as data. \`qemu-11.1\` and \`qemu-10.0\` are checked against recorded sessions;
\`qemu-v3\` follows the source of the series that was posted in November 2023 and never merged, and no
recording of it exists; \`cxl-test\` follows the source of the mock devices of Linux
(\`tools/testing/cxl\`) in the series of June 2026. The last column says where a field was read:
files are those of QEMU 10.0.2 and 11.1.3, and \`tools/\` is in the tree of Linux.`;

/** Fields that have a page of their own. */
const elsewhere: Readonly<Partial<Record<keyof Profile, string>>> = {
  effects: '[commands](commands.md)',
  order: '[rules](rules.md)',
};

function valueOf(profile: Profile, field: keyof Profile): string {
  const link = elsewhere[field];
  if (link !== undefined) return link;
  const text = worded[field]?.(profile);
  if (text !== undefined) return text;
  const value = profile[field];
  if (field === 'regionSize' && typeof value === 'number') return iec(value);
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? NOTHING : `\`${value}\``;
}

const opcodesText = (opcodes: readonly number[]): string =>
  opcodes.length === 0 ? NOTHING : opcodes.map((opcode) => `\`${hexCode(opcode, 4)}\``).join(' ');

/** Fields whose values are no plain ones. */
const worded: Readonly<Partial<Record<keyof Profile, (profile: Profile) => string>>> = {
  sizes: ({ sizes }) =>
    sizes === 'free'
      ? '`free`'
      : `${iec(sizes.staticVolatile)}, ${iec(sizes.dynamicCapacity)}, ${sizes.regionCount}`,
  blockSize: ({ blockSize }) => iec(blockSize),
  mailboxSize: ({ mailboxSize }) => iec(mailboxSize),
  preAccepted: ({ preAccepted }) =>
    preAccepted.length === 0
      ? NOTHING
      : preAccepted
          .map(({ start, length, tag }) => `${iec(length)} at ${hex(start)} ${tagText(tag)}`.trim())
          .join('; '),
  unlisted: ({ unlisted }) => opcodesText(unlisted),
  modelled: ({ modelled }) => (modelled === 'all' ? '`all`' : opcodesText(modelled)),
};

const sourcesText = (sources: readonly string[]): string =>
  sources.length === 0
    ? NOTHING
    : sources.map((source) => (source.includes('/') ? `\`${source}\`` : source)).join(', ');

const isField = (name: string): name is keyof Profile => name in profileFacts;

/** Every field of the profiles. */
export function profilesPage(): string {
  const rows = Object.keys(profileFacts)
    .filter(isField)
    .map((field) => [
      `\`${field}\``,
      profileFacts[field].says,
      ...columns.map((profile) => valueOf(profile, field)),
      sourcesText(profileFacts[field].sources),
    ]);
  const heads = ['Field', 'Says', ...columns.map(({ id }) => id), 'Read in'];
  return ['# Profiles', intro, table(heads, rows)].join('\n\n');
}
