import type { Profile } from '../../model/device/profiles/profile';
import { constantFacts } from './constant-facts';
import { profileFacts, type ProfileFact } from './profile-facts';
import { tagText } from '../../model/interop/inject-line';
import { hexCode } from '../../model/layouts/return-code';
import { hex, iec, MiB } from '../../model/units';
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

function plainText(value: string | number | boolean): string {
  if (value === '') return NOTHING;
  if (value === Number.POSITIVE_INFINITY) return 'no limit';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return `\`${value}\``;
}

function valueOf(profile: Profile, field: keyof Profile): string {
  const link = elsewhere[field];
  if (link !== undefined) return link;
  const text = worded[field]?.(profile);
  if (text !== undefined) return text;
  const value = profile[field];
  if (typeof value !== 'object') return plainText(value);
  return Array.isArray(value) ? NOTHING : membersText(value);
}

const membersText = (record: object): string =>
  Object.entries(record)
    .map(([name, member]) => `${name} ${String(member)}`)
    .join(', ');

const opcodesText = (opcodes: readonly number[]): string =>
  opcodes.length === 0 ? NOTHING : opcodes.map((opcode) => `\`${hexCode(opcode, 4)}\``).join(' ');

/** Fields whose values are no plain ones. */
const worded: Readonly<Partial<Record<keyof Profile, (profile: Profile) => string>>> = {
  sizes: ({ sizes }) =>
    sizes === 'free'
      ? '`free`'
      : `${iec(sizes.staticVolatile)}, ${iec(sizes.dynamicCapacity)}, ${sizes.regionCount}`,
  regionSize: ({ regionSize }) =>
    typeof regionSize === 'number' ? iec(regionSize) : plainText(String(regionSize)),
  blockSize: ({ blockSize }) => iec(blockSize),
  mailboxSize: ({ mailboxSize }) => iec(mailboxSize),
  preAccepted: ({ preAccepted }) =>
    preAccepted.length === 0
      ? NOTHING
      : preAccepted
          .map(({ start, length, tag }) => `${iec(length)} at ${hex(start)} ${tagText(tag)}`.trim())
          .join('; '),
  unlisted: ({ unlisted }) => opcodesText(unlisted),
  wipeSeconds: ({ wipeSeconds }) =>
    wipeSeconds
      .map(([mebibytes, seconds]) =>
        Number.isFinite(mebibytes) ? `${iec(mebibytes * MiB)} ${seconds}` : `more ${seconds}`,
      )
      .join(', '),
  performance: ({ performance }) =>
    performance.map(({ dataType, unit, value }) => `${dataType}: ${value} × ${unit}`).join(', '),
  identities: ({ identities }) =>
    Object.values(identities)
      .map(({ vendor, device }) => `\`${hexCode(vendor, 4)}:${hexCode(device, 4)}\``)
      .join(', '),
  modelled: ({ modelled }) => (modelled === 'all' ? '`all`' : opcodesText(modelled)),
};

const sourcesText = (sources: readonly string[]): string =>
  sources.length === 0
    ? NOTHING
    : sources.map((source) => (source.includes('/') ? `\`${source}\`` : source)).join(', ');

const isIn = <T extends object>(table: T, name: string): name is Extract<keyof T, string> =>
  name in table;

function rowsOf<Field extends keyof Profile>(
  facts: Readonly<Record<Field, ProfileFact>>,
  shown: readonly Profile[],
): readonly (readonly string[])[] {
  return Object.keys(facts)
    .filter((name) => isIn(facts, name))
    .map((field) => [
      `\`${field}\``,
      facts[field].says,
      ...shown.map((profile) => valueOf(profile, field)),
      sourcesText(facts[field].sources),
    ]);
}

const alike = `
## What all of them have alike

The kernel's mock is given those of QEMU: it has no hardware, and none of its commands reaches most of them.`;

/** Every field of the profiles. */
export function profilesPage(): string {
  const heads = ['Field', 'Says', ...columns.map(({ id }) => id), 'Read in'];
  return [
    '# Profiles',
    intro,
    table(heads, rowsOf(profileFacts, columns)),
    alike,
    table(['Field', 'Says', 'Value', 'Read in'], rowsOf(constantFacts, columns.slice(0, 1))),
  ].join('\n\n');
}
