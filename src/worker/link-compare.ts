import type { ComparedAt, CompareWith } from '../model/index';

/** How a link names what a run is compared with: `&c=host/silent`, `&c=rules/qemu-10.0`, `&c=branch/1`. */
const kinds = { host: 'twin', rules: 'profile', branch: 'branch' } as const;

/** The settings of a comparison, to be put after those of the run. */
export function compareSettings({ what, row }: ComparedAt): string {
  return `&c=${nameOf(what)}&r=${row}`;
}

function nameOf(what: CompareWith): string {
  switch (what.kind) {
    case 'twin':
      return `host/${what.twin}`;
    case 'profile':
      return `rules/${what.profile}`;
    case 'branch':
      return `branch/${what.branch}`;
  }
}

/** The comparison that two settings of a link name; nothing where they name none. */
export function comparedAt(
  name: string | undefined,
  row: string | undefined,
): ComparedAt | undefined {
  const [, kind = '', id = ''] = /^([a-z]+)\/([\w.-]{0,99}[A-Za-z0-9])$/.exec(name ?? '') ?? [];
  if (!isKind(kind)) return undefined;
  const what = whatOf(kinds[kind], id);
  const at = row !== undefined && /^\d{1,15}$/.test(row) ? Number(row) : 0;
  return what && { what, row: at };
}

const isKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind);

function whatOf(kind: CompareWith['kind'], id: string): CompareWith | undefined {
  switch (kind) {
    case 'twin':
      return { kind, twin: id };
    case 'profile':
      return { kind, profile: id };
    case 'branch':
      return /^\d{1,9}$/.test(id) ? { kind, branch: Number(id) } : undefined;
  }
}
